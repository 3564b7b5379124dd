"""What many collaborations have in common, from what each shows to others and by its consent."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from howff.sense.rounds.distributions import high_from
from howff.sense.rounds.figures import OUTSIDE, Figures, Item, ItemFigures, Verdict

ENOUGH = 5


class Common(StrEnum):
    """What two thirds of collaborations or more share on an item."""

    STRENGTH = "strength"
    DIFFICULTY = "difficulty"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class CrossItem:
    """An item across collaborations; `common` is None where its best is in the middle.

    `bands` are how many collaborations have a low, a middle and a high median, shown only where
    each number is nought or enough and not all are in one.
    """

    item: Item
    collaborations: int
    common: Common | None
    often_split: bool
    bands: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class CrossFigures:
    """What may be said of `collaborations` (how many) together, never of one of them.

    Items that too few of them rated are left out; there is nothing at all of too few.
    """

    k: int
    collaborations: int
    items: tuple[CrossItem, ...]

    @property
    def conditions(self) -> tuple[CrossItem, ...]:
        """Conditions around them, apart from what is theirs to change."""
        return tuple(one for one in self.items if one.item.locus == "conditions")

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def across(
    collaborations: Sequence[tuple[str, Figures]], k_collaborations: int = ENOUGH
) -> CrossFigures:
    """Put together what collaborations have in common on items of the same id and levels.

    Each gives its id and its figures for outside; the last of an id counts. The order is that of
    the items' ids, so that it tells nothing. ValueError for figures not made for outside, or where
    fewer than five collaborations would be enough.
    """
    if k_collaborations < ENOUGH or any(one.k < OUTSIDE for _id, one in collaborations):
        raise ValueError("only five collaborations or more, by what each shows to others")
    figures = list(dict(collaborations).values())
    if len(figures) < k_collaborations:
        return CrossFigures(k_collaborations, 0, ())
    rated: dict[tuple[str, int], list[ItemFigures]] = {}
    for one in (item for each in figures for item in each.items if item.everyone):
        rated.setdefault((one.item.id, one.item.levels), []).append(one)
    items = [_item(rated[key], k_collaborations) for key in sorted(rated)]
    return CrossFigures(k_collaborations, len(figures), tuple(one for one in items if one))


def _item(rated: Sequence[ItemFigures], k: int) -> CrossItem | None:
    """One item, where enough collaborations rated it."""
    n, item = len(rated), rated[0].item
    if n < k:
        return None
    split = sum(one.verdict is Verdict.SPLIT for one in rated)
    low, middle, high = (sum(_band(one) == band for one in rated) for band in (-1, 0, 1))
    bands, common = _safe((low, middle, high), k), _common(low, high, n)
    often = split * 2 >= n
    if item.middle:
        return CrossItem(item, n, None, often, None)
    return CrossItem(item, n, common, often, bands)


def _band(figures: ItemFigures) -> int:
    """Whether a collaboration's median is low, -1, in the middle, 0, or high, 1.

    Where only a band of levels is shown, all of it must be low or high.
    """
    shown, levels = figures.everyone, figures.item.levels
    high = high_from(levels)
    assert shown is not None
    lowest, highest = shown.band or (shown.median or 0.0,) * 2
    return int(lowest >= high) - int(highest <= levels + 1 - high)


def _common(low: int, high: int, n: int) -> Common:
    if high * 3 >= 2 * n:
        return Common.STRENGTH
    return Common.DIFFICULTY if low * 3 >= 2 * n else Common.MIXED


def _safe(bands: tuple[int, int, int], k: int) -> tuple[int, int, int] | None:
    """The numbers, unless one is of few collaborations or all are in the same."""
    held = [one for one in bands if one]
    return bands if len(held) > 1 and min(held) >= k else None
