"""A scale from the lowest level to the highest, laid out from left to right."""

from dataclasses import dataclass

INSET = 6.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A level of the scale, and where it stands."""

    level: int
    x: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the scale; both ends are places along the picture."""

    start: str
    end: str
    width: str


def percent(share: float) -> str:
    """A place or a width, 0 to 100, as SVG takes it in every language."""
    return f"{round(share, 2):g}%"


def along(value: float, levels: int) -> str:
    """Where a value of the scale stands."""
    return percent(_share(value, levels))


def span(low: float, high: float, levels: int) -> Span:
    """The stretch between two values."""
    start, end = sorted((_share(low, levels), _share(high, levels)))
    return Span(percent(start), percent(end), percent(end - start))


def ticks(levels: int) -> tuple[Tick, ...]:
    """Every level of the scale."""
    return tuple(Tick(level, along(level, levels)) for level in range(1, levels + 1))


def _share(value: float, levels: int) -> float:
    return INSET + (100 - 2 * INSET) * (value - 1) / max(levels - 1, 1)
