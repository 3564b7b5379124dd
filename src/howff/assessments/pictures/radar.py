"""A radar, for those who insist: the same means as elsewhere, on spokes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from howff.sense.rounds.figures import ItemFigures

REACH, LABEL = 100.0, 116.0


@dataclass(frozen=True, slots=True)
class Spoke:
    """An item, the end of its spoke, and where its name stands."""

    id: str
    title: str
    mean: float
    n: int
    x: str
    y: str
    name_x: str
    name_y: str
    dot_x: str
    dot_y: str


@dataclass(frozen=True, slots=True)
class Radar:
    """The spokes, the rings of the levels and the shape that the means make, as SVG points."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    shape: str


def of_items(items: Sequence[ItemFigures]) -> Radar | None:
    """The means of three items or more on a scale of the same length; None for fewer."""
    means = [
        (one, one.everyone.mean, one.everyone.n)
        for one in items
        if one.everyone and one.everyone.mean is not None
    ]
    levels = {one.item.levels for one, _mean, _n in means}
    if len(means) < 3 or len(levels) != 1:
        return None
    most = levels.pop()
    spokes = tuple(
        _spoke(one, mean, n, 2 * pi * place / len(means), (mean - 1) / max(most - 1, 1))
        for place, (one, mean, n) in enumerate(means)
    )
    rings = tuple(_ring(len(means), level / (most - 1)) for level in range(1, most))
    return Radar(spokes, rings, " ".join(f"{one.dot_x},{one.dot_y}" for one in spokes))


def _spoke(one: ItemFigures, mean: float, n: int, angle: float, share: float) -> Spoke:
    places = [_place(angle, reach) for reach in (REACH, LABEL, REACH * share)]
    (x, y), (name_x, name_y), (dot_x, dot_y) = places
    return Spoke(one.item.id, one.item.title, mean, n, x, y, name_x, name_y, dot_x, dot_y)


def _ring(spokes: int, share: float) -> str:
    corners = (_place(2 * pi * place / spokes, REACH * share) for place in range(spokes))
    return " ".join(",".join(corner) for corner in corners)


def _place(angle: float, reach: float) -> tuple[str, str]:
    return f"{reach * sin(angle):.1f}", f"{-reach * cos(angle):.1f}"
