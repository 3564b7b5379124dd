"""What changed between two rounds, as far as it may be shown beside what both showed already."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from howff.sense.counts import mean_of
from howff.sense.disclosure.cuts import Mask
from howff.sense.disclosure.layers import may_split
from howff.sense.posterior import Chance, chance_improved, in_words, posterior
from howff.sense.rounds.apart import Apart, Rows, linked_rows, rated_in_both
from howff.sense.rounds.figures import Distribution, Figures, Group, Item, ItemFigures, Ratings
from howff.sense.rounds.lines import Change, ItemProgress, Line, Progress, Side, Who
from howff.sense.rounds.seen import seen
from howff.sense.rounds.tallying import layers_of

type Counted = NDArray[np.int64]
type Pair = tuple[Counted | None, Counted | None]
type Beside = tuple[Sequence[Apart], Sequence[Apart]]

NOTHING: Pair = (None, None)
NOBODY: Mask = np.zeros(0, dtype=bool)

_CHANGES = {
    Chance.VERY_LIKELY: Change.VERY_LIKELY_BETTER,
    Chance.LIKELY: Change.LIKELY_BETTER,
    Chance.EVEN: Change.UNCLEAR,
    Chance.UNLIKELY: Change.LIKELY_WORSE,
    Chance.VERY_UNLIKELY: Change.VERY_LIKELY_WORSE,
}


def progress(
    before: Ratings,
    after: Ratings,
    before_figures: Figures,
    after_figures: Figures,
    mapping: Mapping[str, str] | None = None,
    *,
    within: Progress | None = None,
    beside: Beside = ((), ()),
) -> Progress:
    """Compare two rounds for the audience of their figures.

    `mapping` gives the earlier id of items whose id changed. `within` is what others see, for a
    smaller k: the same people are shown only where they are shown there. `beside` is whom other
    comparisons of the earlier and of the later round show apart. Every number is worked out from
    counts that are shown, so the same people's two rounds count like two groups': who moved from
    where to where is not told. ValueError where ratings do not fit together.
    """
    k = max(before_figures.k, after_figures.k)
    earlier = {one.id: number for number, one in enumerate(before.items)}
    ids = {one.id: (mapping or {}).get(one.id, one.id) for one in after.items}
    once = frozenset(one for one, times in Counter(ids.values()).items() if times == 1)
    rounds = _Rounds(before, after, before_figures, after_figures, within, beside, once, k)
    items = [
        rounds.item(earlier[ids[one.id]], number)
        for number, one in enumerate(after.items)
        if ids[one.id] in earlier
    ]
    asked = {one.earlier for one in items}
    return Progress(
        k,
        tuple(items),
        joined=_only(after.organisations, before.organisations),
        left=_only(before.organisations, after.organisations),
        added=tuple(one for one in after.items if ids[one.id] not in earlier),
        dropped=tuple(one for one in before.items if one.id not in asked),
        linked=rounds.told_linked(),
    )


@dataclass(frozen=True)
class _Rounds:
    """Both rounds, what is shown of each, and for how few people nothing is."""

    before: Ratings
    after: Ratings
    before_figures: Figures
    after_figures: Figures
    within: Progress | None
    beside: Beside
    once: frozenset[str]
    k: int

    @cached_property
    def linked(self) -> tuple[Rows, Rows]:
        """Rows of the same people in both rounds."""
        return linked_rows(self.before, self.after)

    @cached_property
    def whole(self) -> bool:
        """Whether the figures of both rounds are still of the same people as their ratings."""
        pairs = (self.before, self.before_figures), (self.after, self.after_figures)
        return all(len(ratings.values) == figures.people for ratings, figures in pairs)

    def told_linked(self) -> int | None:
        """How many are linked, where neither they nor any others of a round are few."""
        linked = len(self.linked[0])
        few = linked < self.k or any(self._few(side) for side in (0, 1))
        return None if few else linked

    def _few(self, side: int) -> bool:
        """Whether few people of a round are in the same sets of those whose number is told."""
        masks = [one.linked for one in self.beside[side]]
        code = self._mask(side, self.linked[side]).astype(np.int64)
        for number, one in enumerate(masks):
            if one is None:
                return True
            code += one.astype(np.int64) << (number + 1)
        return any(0 < people < self.k for people in np.bincount(code).tolist())

    def item(self, then: int, now: int) -> ItemProgress:
        """An item's three lines, by its number in each round; nothing on other levels."""
        old, item = self.before.items[then], self.after.items[now]
        shown = self.before_figures.item(old.id), self.after_figures.item(item.id)
        pairs: list[Pair] = [NOTHING] * 3
        if old.levels == item.levels and shown[0] is not None and shown[1] is not None:
            people = self._same_people(then, now, shown[0], shown[1])
            pairs = [_everyone(shown[0], shown[1]), people]
            pairs.append(_same_organisations(shown[0], shown[1]))
        who: tuple[Who, ...] = ("everyone", "same_people", "same_organisations")
        first, second, third = (
            _line(name, pair, item) for name, pair in zip(who, pairs, strict=True)
        )
        return ItemProgress(item, old.id, (first, second, third))

    def _same_people(self, then: int, now: int, old: ItemFigures, new: ItemFigures) -> Pair:
        """Those who rated the item in both rounds, unless that would tell of few of them.

        For another audience they are shown only where they are for the one `within`.
        """
        rated = rated_in_both(self.before, self.after, self.linked, then, now)
        safe = old.everyone and new.everyone and rated.any() and self._shown_within(new.item.id)
        if not (safe and self.whole and old.item.id in self.once):
            return NOTHING
        rows = self.linked[0][rated], self.linked[1][rated]
        if not (self._may_show(0, then, rows[0], old) and self._may_show(1, now, rows[1], new)):
            return NOTHING
        levels = old.item.levels
        return _levels(self.before.values[rows[0], then], levels), _levels(
            self.after.values[rows[1], now], levels
        )

    def _may_show(self, side: int, item: int, rows: Rows, figures: ItemFigures) -> bool:
        """Whether these people of a round may be shown beside all that is shown of it."""
        ratings = (self.before, self.after)[side]
        masks = [self._mask(side, rows)]
        for one in self.beside[side]:
            other = one.items.get(figures.item.id, NOBODY)
            if other is None:
                return False
            masks += [other] if other.size else []
        return may_split(layers_of(ratings, item, masks), seen(figures), self.k)

    def _mask(self, side: int, rows: Rows) -> Mask:
        mask = np.zeros(len((self.before, self.after)[side].values), dtype=bool)
        mask[rows] = True
        return mask

    def _shown_within(self, pk: str) -> bool:
        if self.within is None:
            return True
        return any(one.item.id == pk and one.lines[1].before for one in self.within.items)


def _everyone(old: ItemFigures, new: ItemFigures) -> Pair:
    """All who rated in each round, where their counts are shown."""
    return _counts(old.everyone), _counts(new.everyone)


def _same_organisations(old: ItemFigures, new: ItemFigures) -> Pair:
    """All of the organisations that are shown in both rounds."""
    then, now = (
        {one.group: _counts(one.shown) for one in figures.organisations} for figures in (old, new)
    )
    both = [one for one in then if then[one] is not None and now.get(one) is not None]
    sums = (np.sum([side[one] for one in both], axis=0) if both else None for side in (then, now))
    return next(sums), next(sums)


def _counts(shown: Distribution | None) -> Counted | None:
    return np.array(shown.counts) if shown and shown.counts else None


def _line(who: Who, pair: Pair, item: Item) -> Line:
    """A line with both sides or none; better and worse only where more is better."""
    before, after = pair
    if before is None or after is None:
        return Line(who)
    sides = _side(before), _side(after)
    if item.middle:
        return Line(who, *sides, change=Change.UNSAID)
    chance = chance_improved(before, after)
    return Line(who, *sides, chance=chance, change=_CHANGES[in_words(chance)])


def _side(counts: Counted) -> Side:
    spread = posterior(counts)
    return Side(int(counts.sum()), mean_of(counts) or 0.0, spread.low, spread.high)


def _levels(values: NDArray[np.int8], levels: int) -> Counted:
    """How many gave each level."""
    return np.bincount(values.astype(np.int64) - 1, minlength=levels)


def _only(groups: tuple[Group, ...], others: tuple[Group, ...]) -> tuple[Group, ...]:
    known = {one.id for one in others}
    return tuple(one for one in groups if one.id not in known)
