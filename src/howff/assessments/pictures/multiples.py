"""Small pictures side by side: an item's mean over all rounds; a gap where it was not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from howff.assessments.pictures.scale import INSET, percent

TOP, BASE = 10, 62


@dataclass(frozen=True, slots=True)
class Past:
    """An item's mean in a round and how many it comes from, None where it is not shown."""

    round: str
    mean: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A round on a small picture; `y` is None where there is nothing to show."""

    past: Past
    x: str
    y: int | None


@dataclass(frozen=True, slots=True)
class Multiple:
    """One item over the rounds: its points and the lines between neighbours."""

    id: str
    title: str
    points: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]


def multiple(pk: str, title: str, levels: int, past: Sequence[Past]) -> Multiple:
    """Lay out an item's means, the first round on the left."""
    step = (100 - 2 * INSET) / max(len(past) - 1, 1)
    points = tuple(
        Point(one, percent(INSET + step * place), _height(one.mean, levels))
        for place, one in enumerate(past)
    )
    lines = tuple(
        (one, two) for one, two in pairwise(points) if one.y is not None and two.y is not None
    )
    return Multiple(pk, title, points, lines)


def _height(mean: float | None, levels: int) -> int | None:
    if mean is None:
        return None
    return round(BASE - (BASE - TOP) * (mean - 1) / max(levels - 1, 1))
