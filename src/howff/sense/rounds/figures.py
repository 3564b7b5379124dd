"""What goes into the analysis of a round, and the only figures that ever come out of it.

Every page, file, filter and API answer about a round is drawn from `Figures`: what is not in there
was hidden for everybody, so nothing can be worked out by comparing two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from howff.sense.agreement import Verdict as Verdict  # noqa: PLC0414 - others find it here

INSIDE, OUTSIDE = 5, 10


class Unrated(IntEnum):
    """Why a person gave no rating: three different answers, and none at all."""

    BLANK = 0
    DONT_KNOW = -1
    NOT_APPLICABLE = -2
    NOT_MY_PART = -3


type Locus = Literal["ours", "conditions"]
type Weighting = Literal["pooled", "equal", "capped"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was rated, on 1 to `levels`; `middle` where the best is in between."""

    id: str
    title: str
    category: str = ""
    locus: Locus = "ours"
    levels: int = 5
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation or a place in the collaboration, and how many were expected of it."""

    id: str
    title: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Ratings:
    """What people rated. `values` is (people, items), 1 to levels or an `Unrated`.

    `organisation` and `place` are (people,), places in the tuples of groups, or -1 where a person
    did not say. `cards` is (people,): whatever joins a person's rounds, or an empty text.
    `returns` are the ratings that organisations agreed inside and gave in their own name.
    """

    items: tuple[Item, ...]
    organisations: tuple[Group, ...]
    places: tuple[Group, ...]
    values: NDArray[np.int8]
    organisation: NDArray[np.int32]
    place: NDArray[np.int32]
    cards: tuple[str, ...] = ()
    returns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a group that may be shown rated an item; `counts` has one number for each level.

    Where all gave the same, `counts` is empty and only the `band` of levels is told.
    The interval is the central 90 % of the posterior of the mean.
    """

    n: int
    counts: tuple[int, ...] = ()
    band: tuple[int, int] | None = None
    median: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    chance_high: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's distribution, or None where it is hidden."""

    group: str
    shown: Distribution | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """All that is shown of one item. `everyone` is None where too few rated it at all.

    `equal` is the mean that counts each organisation once (hidden ones together count as what
    they rated together); `differ` warns that it is more than half a point from the pooled mean.
    """

    item: Item
    everyone: Distribution | None
    dont_know: int | None = None
    not_applicable: int | None = None
    not_my_part: int | None = None
    blank: int | None = None
    verdict: Verdict | None = None
    deviation: float | None = None
    agreement: float | None = None
    equal: float | None = None
    capped: float | None = None
    between: float | None = None
    differ: bool = False
    organisations: tuple[Cell, ...] = ()
    places: tuple[Cell, ...] = ()
    returns: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of a group answered; None where even that would say too much."""

    group: Group
    answered: int | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many answered by organisation and place, one row for each group of `rows`.

    The last row and the last column hold all other organisations and places, and those who did not
    say. A cell is None where it is hidden; every sum of a row or a column may be shown.
    """

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    cells: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about a round that one audience may see; most difference comes first.

    Where fewer than `k` answered at all, `people` is 0 and no item has a number: not `enough`.
    """

    k: int
    people: int
    items: tuple[ItemFigures, ...]
    organisations: tuple[Turnout, ...] = ()
    places: tuple[Turnout, ...] = ()
    weighting: Weighting = "pooled"
    attributed: bool = False
    alpha: float | None = None
    crossing: Crossing | None = None

    @property
    def enough(self) -> bool:
        """Whether as many answered as it takes to show anything but organisations' returns."""
        return self.people >= self.k

    @property
    def expected(self) -> int | None:
        """How many people were expected in all; None where that was not said of everybody."""
        numbers = [one.group.expected for one in self.organisations]
        known = [one for one in numbers if one is not None]
        return (sum(known) or None) if len(known) == len(numbers) else None

    @property
    def overfull(self) -> bool:
        """Whether more people answered than were expected: somebody may have answered twice."""
        return self.expected is not None and self.people > self.expected

    def item(self, pk: str) -> ItemFigures | None:
        """The figures of one item."""
        return next((one for one in self.items if one.item.id == pk), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values for a database column."""
        return asdict(self)


def figures_from_json(content: Mapping[str, Any]) -> Figures:
    """Read back what `Figures.to_json` wrote, through JSON or not."""
    plain = {key: content[key] for key in ("k", "people", "weighting", "attributed", "alpha")}
    crossing = content.get("crossing")
    return Figures(
        **plain,
        items=tuple(_item_figures(one) for one in content["items"]),
        organisations=tuple(_turnout(one) for one in content["organisations"]),
        places=tuple(_turnout(one) for one in content["places"]),
        crossing=_crossing(crossing) if crossing else None,
    )


def _item_figures(content: Mapping[str, Any]) -> ItemFigures:
    made = {
        "item": Item(**content["item"]),
        "everyone": _distribution(content["everyone"]),
        "verdict": Verdict(content["verdict"]) if content["verdict"] else None,
        "organisations": tuple(_cell(one) for one in content["organisations"]),
        "places": tuple(_cell(one) for one in content["places"]),
        "returns": tuple((str(who), int(rating)) for who, rating in content["returns"]),
    }
    return ItemFigures(**{**content, **made})


def _cell(content: Mapping[str, Any]) -> Cell:
    return Cell(content["group"], _distribution(content["shown"]))


def _distribution(content: Mapping[str, Any] | None) -> Distribution | None:
    if content is None:
        return None
    band = content["band"]
    made = {"counts": tuple(content["counts"]), "band": (band[0], band[1]) if band else None}
    return Distribution(**{**content, **made})


def _turnout(content: Mapping[str, Any]) -> Turnout:
    return Turnout(Group(**content["group"]), content["answered"])


def _crossing(content: Mapping[str, Any]) -> Crossing:
    rows, columns = (tuple(Group(**one) for one in content[key]) for key in ("rows", "columns"))
    return Crossing(rows, columns, tuple(tuple(row) for row in content["cells"]))
