"""The analysis of a round when it closes: what one audience may see, and nothing more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from howff.sense.agreement import agreement, average_deviation, verdict
from howff.sense.disclosure.cuts import Mask, Masks, Prefer, Table, all_of
from howff.sense.disclosure.hiding import Rated, hide
from howff.sense.reliability import alpha_of_counts
from howff.sense.rounds.answered import answered, expected_few, too_full
from howff.sense.rounds.distributions import distribution
from howff.sense.rounds.figures import (
    INSIDE,
    Cell,
    Distribution,
    Figures,
    Item,
    ItemFigures,
    Ratings,
    Unrated,
    Verdict,
    Weighting,
)
from howff.sense.rounds.seen import seen
from howff.sense.rounds.tallying import Tallied, tally
from howff.sense.weighting import between, weigh

_ORDER = (Verdict.SPLIT, Verdict.SPREAD, Verdict.AGREED, None)
_REASONS = {
    "blank": Unrated.BLANK,
    "dont_know": Unrated.DONT_KNOW,
    "not_applicable": Unrated.NOT_APPLICABLE,
    "not_my_part": Unrated.NOT_MY_PART,
}


@dataclass(frozen=True, slots=True)
class _Audience:
    """For whom a round is analysed, and how."""

    k: int
    cap: int
    attributed: bool
    within: Figures | None
    turnout: Masks
    overfull: Masks
    few: bool
    prefer: Prefer = "either"

    def may_see(self, people: int) -> bool:
        """Whether so many people together may be shown, of a round in which not few are asked."""
        return people > 0 and (self.attributed or (people >= self.k and not self.few))

    def start(self, rated: Rated, item: Item) -> Masks | None:
        """The groups whose turnout is shown and that others see; None where they see no item.

        A group whose turnout is hidden stays hidden: where all rated an item, its number is that.
        """
        start = all_of(rated.raters) if self.attributed else self.turnout
        if self.within is None:
            return start
        already = self.within.item(item.id)
        if already is None or already.everyone is None:
            return None
        return seen(already).within(start)


def analyse(
    ratings: Ratings,
    k: int = INSIDE,
    *,
    within: Figures | None = None,
    weighting: Weighting = "pooled",
    cap: int = 5,
    attributed: bool = False,
    prefer: Prefer = "either",
) -> Figures:
    """Work out what may be shown of a round to people for whom `k` is the smallest number.

    `within` are figures that others see, for a smaller `k`: nothing is shown that those do not
    show, so that both together tell no more. `weighting` is what was fixed at set-up, `cap` how
    many people of an organisation count at most. Where not all groups can be shown, those that
    `prefer` names go first. Fewer than `k` people in all, or expected in all: no numbers but
    organisations' returns, unless the round is `attributed`, where organisations are named whatever
    their size. ValueError where ratings do not fit together or `k` is below that of `within`.
    """
    if k < 1 or (within is not None and k < within.k):
        raise ValueError("the smallest number is never lowered")
    tallied = tally(ratings)
    turnout = answered(ratings, tallied.people(), k, within, attributed=attributed, prefer=prefer)
    full, few = too_full(ratings, tallied.people()), expected_few(ratings, k)
    audience = _Audience(k, cap, attributed, within, turnout.shown(), full, few, prefer)
    people = len(ratings.values) if audience.may_see(len(ratings.values)) else 0
    items = [_item(ratings, tallied, number, audience) for number in range(len(ratings.items))]
    return Figures(
        k,
        people,
        tuple(sorted(items, key=_most_difference_first)),
        turnout.organisations,
        turnout.places,
        weighting,
        attributed,
        alpha=_alpha(items),
        crossing=turnout.crossing,
    )


def _item(ratings: Ratings, tallied: Tallied, number: int, audience: _Audience) -> ItemFigures:
    """One item: of too few people nothing but returns, of too few raters nothing but reasons."""
    item, people = ratings.items[number], len(ratings.values)
    figures = ItemFigures(
        item,
        None,
        organisations=tuple(Cell(one.id, None) for one in ratings.organisations),
        places=tuple(Cell(one.id, None) for one in ratings.places),
        returns=_returns(ratings, item),
    )
    if not audience.may_see(people):
        return figures
    figures = replace(figures, **_reasons(tallied, number, people))
    rated = _counted(tallied.rated(number, item.levels), audience)
    start = audience.start(rated, item)
    if start is None or not audience.may_see(int(rated.levels.sum())):
        return figures
    if rated.unanimous and not audience.attributed:
        start = start.nothing()
    masks = hide(
        rated,
        audience.k,
        start,
        attributed=audience.attributed,
        prefer=audience.prefer,
        overfull=audience.overfull,
    )
    return replace(figures, **_shown(rated, masks, audience, figures))


def _counted(rated: Rated, audience: _Audience) -> Rated:
    """Leave out those who named no organisation where the others' figures would tell of them."""
    unnamed = rated.counts[-1].sum(axis=0)
    told = unnamed.sum() < audience.k or (unnamed > 0).sum() == 1
    if not (audience.attributed and told):
        return rated
    counts = rated.counts.copy()
    counts[-1] = 0
    return Rated(counts, rated.unrated)


def _reasons(tallied: Tallied, number: int, people: int) -> dict[str, Any]:
    """Why people gave no rating, unless all of them said the same."""
    reasons = {name: tallied.reason(number, reason) for name, reason in _REASONS.items()}
    return {} if people in reasons.values() else reasons


def _shown(rated: Rated, masks: Masks, audience: _Audience, hidden: ItemFigures) -> dict[str, Any]:
    """All numbers of an item, each of them worked out from counts that are shown."""
    levels, describe = rated.levels, partial(distribution, hidden.item, named=audience.attributed)
    groups = [rated.counts[number].sum(axis=0) for number in np.flatnonzero(masks.rows)]
    rest = levels - sum(groups, start=np.zeros_like(levels))
    weighed = weigh([*groups, rest], audience.cap) if groups else None
    differ = between([*groups, rest]) if groups else None
    return {
        "everyone": describe(levels),
        "verdict": verdict(levels),
        "deviation": average_deviation(levels),
        "agreement": agreement(levels),
        "equal": weighed.equal if weighed else None,
        "capped": weighed.capped if weighed else None,
        "between": differ.eta_squared if differ else None,
        "differ": weighed.differ if weighed else False,
        "organisations": _cells(
            hidden.organisations, masks.rows, rated.counts.sum(axis=1), describe
        ),
        "places": _cells(hidden.places, masks.columns, rated.counts.sum(axis=0), describe),
    }


def _cells(
    cells: Sequence[Cell], shown: Mask, counts: Table, describe: Callable[[Table], Distribution]
) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, shown=describe(counts[number]))
        if shown[number] and counts[number].any()
        else cell
        for number, cell in enumerate(cells)
    )


def _returns(ratings: Ratings, item: Item) -> tuple[tuple[str, int], ...]:
    """What organisations gave in their own name, in the order of organisations."""
    return tuple(
        (one.id, int(rating))
        for one in ratings.organisations
        if (rating := ratings.returns.get(one.id, {}).get(item.id, 0)) > 0
    )


def _alpha(items: Sequence[ItemFigures]) -> float | None:
    """How consistently items are told apart, from those of which the counts are shown."""
    counts = [one.everyone.counts for one in items if one.everyone and one.everyone.counts]
    same = len({len(one) for one in counts}) == 1
    return alpha_of_counts(counts) if same and len(counts) > 1 else None


def _most_difference_first(figures: ItemFigures) -> tuple[int, float]:
    return _ORDER.index(figures.verdict), -(figures.deviation or 0.0)
