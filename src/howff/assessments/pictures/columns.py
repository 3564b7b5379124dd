"""A distribution as columns: one for each level, so that two camps look like two hills."""

from dataclasses import dataclass

from howff.assessments.pictures.scale import Span, percent
from howff.sense.rounds.figures import Distribution

TALLEST, BASE = 56, 78
GAP = 0.14


@dataclass(frozen=True, slots=True)
class Column:
    """How many gave a level, and where its column stands."""

    level: int
    count: int
    share: float
    x: str
    width: str
    middle: str
    top: int
    height: int
    above: int


@dataclass(frozen=True, slots=True)
class Columns:
    """One column for each level; where only a band of levels is told, its stretch instead."""

    n: int
    columns: tuple[Column, ...]
    band: Span | None = None


def columns(shown: Distribution, levels: int) -> Columns:
    """Lay out a distribution over its levels."""
    counts = shown.counts or (0,) * levels
    tallest = max(counts) or 1
    made = (_column(level, count, tallest, counts) for level, count in enumerate(counts, 1))
    return Columns(shown.n, tuple(made), _band(shown, levels))


def _column(level: int, count: int, tallest: int, counts: tuple[int, ...]) -> Column:
    width = 100 / len(counts)
    height = round(TALLEST * count / tallest)
    return Column(
        level=level,
        count=count,
        share=count / max(sum(counts), 1),
        x=percent(width * (level - 1 + GAP / 2)),
        width=percent(width * (1 - GAP)),
        middle=percent(width * (level - 0.5)),
        top=BASE - height,
        height=height,
        above=BASE - height - 6,
    )


def _band(shown: Distribution, levels: int) -> Span | None:
    if shown.band is None:
        return None
    low, high = shown.band
    start, end = (low - 1 + GAP / 2) * 100 / levels, (high - GAP / 2) * 100 / levels
    return Span(percent(start), percent(end), percent(end - start))
