"""What is shown of the change between two rounds: three lines, and only where each may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal

from howff.sense.rounds.figures import Group, Item

type Who = Literal["everyone", "same_people", "same_organisations"]


class Change(StrEnum):
    """How sure it is that the mean moved, in words; `UNSAID` where the best is in the middle."""

    VERY_LIKELY_BETTER = "very_likely_better"
    LIKELY_BETTER = "likely_better"
    UNCLEAR = "unclear"
    LIKELY_WORSE = "likely_worse"
    VERY_LIKELY_WORSE = "very_likely_worse"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Side:
    """One round of a line: how many rated, their mean, and its central 90 % interval."""

    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """The same question asked of `who` in both rounds; None on both sides where it is hidden."""

    who: Who
    before: Side | None = None
    after: Side | None = None
    chance: float | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """An item of the later round, and the id it had in the earlier one, with its three lines."""

    item: Item
    earlier: str
    lines: tuple[Line, Line, Line]


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is shown of the change between two rounds.

    `joined` and `left` are partners of one round only. `added` and `dropped` are items that the
    other round did not ask. `linked` is how many people joined their rounds by a card, where shown.
    """

    k: int
    items: tuple[ItemProgress, ...]
    joined: tuple[Group, ...] = ()
    left: tuple[Group, ...] = ()
    added: tuple[Item, ...] = ()
    dropped: tuple[Item, ...] = ()
    linked: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values for a database column."""
        return asdict(self)


def progress_from_json(content: Mapping[str, Any]) -> Progress:
    """Read back what `Progress.to_json` wrote, through JSON or not."""
    return Progress(
        content["k"],
        tuple(_item_progress(one) for one in content["items"]),
        joined=tuple(Group(**one) for one in content["joined"]),
        left=tuple(Group(**one) for one in content["left"]),
        added=tuple(Item(**one) for one in content["added"]),
        dropped=tuple(Item(**one) for one in content["dropped"]),
        linked=content["linked"],
    )


def _item_progress(content: Mapping[str, Any]) -> ItemProgress:
    first, second, third = (_line(one) for one in content["lines"])
    return ItemProgress(Item(**content["item"]), content["earlier"], (first, second, third))


def _line(content: Mapping[str, Any]) -> Line:
    before, after = (Side(**content[key]) if content[key] else None for key in ("before", "after"))
    change = Change(content["change"]) if content["change"] else None
    return Line(content["who"], before, after, content["chance"], change)
