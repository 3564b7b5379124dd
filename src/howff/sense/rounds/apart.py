"""Whom of a round one comparison shows apart: all others with the round must be held against it.

Each comparison adds a sum to both of its rounds: over the people who took part in both. A round
that is compared twice, with the one before and the one after, has two such sums, and subtracting
them tells of whoever is in one alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.disclosure.cuts import Mask
from howff.sense.rounds.figures import Ratings
from howff.sense.rounds.lines import ItemProgress, Progress

type Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Apart:
    """Whom of a round a comparison shows apart, one truth value for each person.

    `items` are those whose ratings of an item are shown, by its id; None where it can no longer be
    told who they were, because answers were deleted. `linked` are those whose number is told:
    nothing where it is not, and None where it can no longer be told who they were.
    """

    items: Mapping[str, Mask | None]
    linked: Mask | None


def linked_rows(before: Ratings, after: Ratings) -> tuple[Rows, Rows]:
    """Rows of the same people in both rounds, where a card belongs to one row of each."""
    then, now = (_rows(one.cards) for one in (before, after))
    both = [card for card in then if card in now]
    return np.array([then[one] for one in both], int), np.array([now[one] for one in both], int)


def apart(before: Ratings | None, after: Ratings | None, made: Progress) -> tuple[Apart, Apart]:
    """Whom a comparison that was made shows apart: of its earlier round, and of its later one.

    A round of which the ratings are gone is None.
    """
    rounds = before, after
    rows = linked_rows(before, after) if before and after else None
    shown = [one for one in made.items if one.lines[1].before]
    sets = {one.item.id: _raters(before, after, rows, one) for one in shown}
    sides = []
    for side, ratings in enumerate(rounds):
        items = {
            (one.earlier, one.item.id)[side]: _mask(ratings, sets[one.item.id], side)
            for one in shown
        }
        told = rows if rows and made.linked in (None, len(rows[0])) else None
        nobody = np.zeros(len(ratings.values) if ratings else 0, dtype=bool)
        linked = nobody if made.linked is None else _mask(ratings, told, side)
        sides.append(Apart(items, linked))
    return sides[0], sides[1]


def _raters(
    before: Ratings | None,
    after: Ratings | None,
    linked: tuple[Rows, Rows] | None,
    one: ItemProgress,
) -> tuple[Rows, Rows] | None:
    """The rows behind an item's line; None where they are no longer as many as it tells."""
    if not before or not after or not linked:
        return None
    then, now = ([item.id for item in ratings.items] for ratings in (before, after))
    line = one.lines[1]
    if one.earlier not in then or one.item.id not in now:
        return None
    rated = rated_in_both(before, after, linked, then.index(one.earlier), now.index(one.item.id))
    same = line.before is not None and line.before.n == rated.sum()
    return (linked[0][rated], linked[1][rated]) if same else None


def rated_in_both(
    before: Ratings, after: Ratings, linked: tuple[Rows, Rows], then: int, now: int
) -> Mask:
    """Which of the linked people rated an item (by its number in each round) in both."""
    return np.asarray(
        (before.values[linked[0], then] > 0) & (after.values[linked[1], now] > 0), dtype=bool
    )


def _mask(ratings: Ratings | None, rows: tuple[Rows, Rows] | None, side: int) -> Mask | None:
    if ratings is None or rows is None:
        return None
    mask = np.zeros(len(ratings.values), dtype=bool)
    mask[rows[side]] = True
    return mask


def _rows(cards: tuple[str, ...]) -> dict[str, int]:
    """The row of each card that only one row has."""
    counted = Counter(cards)
    return {card: row for row, card in enumerate(cards) if card and counted[card] == 1}
