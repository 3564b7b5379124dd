"""Who answered and who is missing, by organisation and place, as far as it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from howff.sense.disclosure.cuts import Mask, Masks, Prefer, Table, all_of
from howff.sense.disclosure.tables import suppress_table
from howff.sense.disclosure.turnout import expected_in_all, overfull, turnout
from howff.sense.rounds.figures import Crossing, Figures, Group, Ratings, Turnout

REST = Group("", "")


@dataclass(frozen=True, slots=True)
class Answered:
    """The turnout of organisations and of places, and their table."""

    organisations: tuple[Turnout, ...]
    places: tuple[Turnout, ...]
    crossing: Crossing | None

    def shown(self) -> Masks:
        """The groups of which the turnout is shown."""
        return _shown(self.organisations, self.places)


def answered(
    ratings: Ratings,
    people: Table,
    k: int,
    within: Figures | None,
    *,
    attributed: bool,
    prefer: Prefer = "either",
) -> Answered:
    """Give the turnout; all of it hidden below `k`.

    There is but one table of organisations and places, not one more within others' figures: what
    two tables merge differently could be subtracted.
    """
    few = (people.sum() < k or expected_few(ratings, k)) and not attributed
    masks = Masks(*(np.zeros(size, dtype=bool) for size in people.shape))
    if not few:
        organisations, places = ([one.expected for one in groups] for groups in _groups(ratings))
        masks = turnout(people, k, organisations, places, prefer)
    if attributed:
        masks = Masks(all_of(people).rows, masks.columns & False)
    if within is not None:
        masks = masks.within(_shown(within.organisations, within.places))
    return Answered(
        _turnouts(ratings.organisations, people.sum(axis=1), masks.rows),
        _turnouts(ratings.places, people.sum(axis=0), masks.columns),
        None if few or attributed or within else _crossing(ratings, people, masks, k),
    )


def expected_few(ratings: Ratings, k: int) -> bool:
    """Whether fewer than `k` people were expected in all, where that was said."""
    expected = expected_in_all([one.expected for one in ratings.organisations])
    return expected is not None and expected < k


def too_full(ratings: Ratings, people: Table) -> Masks:
    """Groups with more answers than were expected."""
    return overfull(people, *([one.expected for one in groups] for groups in _groups(ratings)))


def _groups(ratings: Ratings) -> tuple[Sequence[Group], Sequence[Group]]:
    return ratings.organisations, ratings.places


def _shown(organisations: Sequence[Turnout], places: Sequence[Turnout]) -> Masks:
    rows, columns = (
        np.array([*(one.answered is not None for one in groups), False])
        for groups in (organisations, places)
    )
    return Masks(rows, columns)


def _turnouts(groups: Sequence[Group], people: Table, shown: Mask) -> tuple[Turnout, ...]:
    return tuple(
        Turnout(group, int(people[number]) if shown[number] else None)
        for number, group in enumerate(groups)
    )


def _crossing(ratings: Ratings, people: Table, masks: Masks, k: int) -> Crossing | None:
    """The table of shown organisations and places, none where either has fewer than two lines."""
    rows, columns = (
        tuple(group for group, yes in zip(groups, shown, strict=False) if yes)
        for groups, shown in zip(_groups(ratings), (masks.rows, masks.columns), strict=True)
    )
    if not rows or not columns:
        return None
    table = masks.merge(people)
    cells = tuple(
        tuple(None if hides else int(people) for people, hides in zip(*lines, strict=True))
        for lines in zip(table, suppress_table(table, k), strict=True)
    )
    return Crossing((*rows, REST), (*columns, REST), cells)
