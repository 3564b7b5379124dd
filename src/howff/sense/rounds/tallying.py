"""Ratings as counts: all that the analysis of a round needs of them, in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.disclosure.cuts import Mask, Table
from howff.sense.disclosure.hiding import Rated
from howff.sense.rounds.figures import Group, Ratings, Unrated

_LOWEST = min(Unrated)


@dataclass(frozen=True, slots=True)
class Tallied:
    """Counts by item, organisation, place (last those who did not say) and what was given.

    The last axis begins with the reasons for no rating, lowest number first, then the levels.
    """

    table: NDArray[np.int64]

    def people(self) -> Table:
        """Who answered, by organisation and place."""
        return np.asarray(self.table[0].sum(axis=2))

    def rated(self, item: int, levels: int) -> Rated:
        """One item's ratings on its levels."""
        given = self.table[item]
        at = 1 - _LOWEST
        return Rated(given[:, :, at : at + levels], given[:, :, :at].sum(axis=2))

    def reason(self, item: int, reason: Unrated) -> int:
        """How many gave no rating of an item for this reason."""
        return int(self.table[item, :, :, reason - _LOWEST].sum())


def tally(ratings: Ratings) -> Tallied:
    """Count ratings; ValueError where they do not fit together."""
    values, organisation, place = _checked(ratings)
    items, rows, columns = (
        values.shape[1],
        len(ratings.organisations) + 1,
        len(ratings.places) + 1,
    )
    codes = max((one.levels for one in ratings.items), default=1) + 1 - _LOWEST
    cell = (organisation % rows) * columns + place % columns
    where = (np.arange(items) * rows * columns + cell[:, None]) * codes + values - _LOWEST
    counts = np.bincount(where.ravel(), minlength=items * rows * columns * codes)
    return Tallied(counts.reshape(items, rows, columns, codes))


def layers_of(ratings: Ratings, item: int, apart: Sequence[Mask]) -> list[Table]:
    """Count an item's ratings by organisation, place and level: a table for each layer.

    `apart` are sets of people, a truth value for each; a layer are those who are in the same sets.
    """
    shape = len(ratings.organisations) + 1, len(ratings.places) + 1, ratings.items[item].levels
    code = np.zeros(len(ratings.values), dtype=np.int64)
    for number, one in enumerate(apart):
        code += one.astype(np.int64) << number
    layers = []
    for layer in np.unique(code):
        rows = np.flatnonzero((code == layer) & (ratings.values[:, item] > 0))
        table = np.zeros(shape, dtype=np.int64)
        where = ratings.organisation[rows], ratings.place[rows], ratings.values[rows, item] - 1
        np.add.at(table, where, 1)
        layers.append(table)
    return layers


def _checked(ratings: Ratings) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    values, organisation, place = (
        np.asarray(one, dtype=np.int64)
        for one in (ratings.values, ratings.organisation, ratings.place)
    )
    if values.shape != (len(organisation), len(ratings.items)) or place.shape != organisation.shape:
        raise ValueError("there is one row for each person and one column for each item")
    if not ratings.items:
        raise ValueError("a round has an item to rate")
    _check_groups(organisation, ratings.organisations)
    _check_groups(place, ratings.places)
    levels = np.array([one.levels for one in ratings.items], dtype=np.int64)
    if ((values > levels) | (values < _LOWEST)).any():
        raise ValueError("a rating is 1 to the item's number of levels, or why there is none")
    return values, organisation, place


def _check_groups(numbers: NDArray[np.int64], groups: tuple[Group, ...]) -> None:
    if numbers.size and not -1 <= numbers.min() <= numbers.max() < len(groups):
        raise ValueError("a group is a place in the tuple of groups, or -1")
