"""What is hidden of one item: the rule of cuts, then the rule of doubt, until both hold."""

from dataclasses import dataclass

import numpy as np

from howff.sense.disclosure.cuts import (
    Masks,
    Node,
    Prefer,
    Table,
    most_shown,
    smallest,
    without_small_cuts,
)
from howff.sense.disclosure.doubt import Cell, told


@dataclass(frozen=True, slots=True)
class Rated:
    """One item's counts by organisation, place and level, and who gave no rating of it.

    The last organisation and the last place are of those who did not say.
    """

    counts: Table
    unrated: Table

    def without(self, some: Masks) -> "Rated":
        """The same without some groups."""
        return Rated(some.clear(self.counts), some.clear(self.unrated))

    @property
    def raters(self) -> Table:
        """How many rated, by organisation and place."""
        return self.counts.sum(axis=2)

    @property
    def levels(self) -> Table:
        """How many gave each level."""
        return self.counts.sum(axis=(0, 1))

    @property
    def unanimous(self) -> bool:
        """Whether all who rated gave the same."""
        return int((self.levels > 0).sum()) == 1


def hide(
    rated: Rated,
    k: int,
    start: Masks,
    *,
    attributed: bool = False,
    prefer: Prefer = "either",
    overfull: Masks | None = None,
) -> Masks:
    """Leave of the groups to `start` with those that may be shown.

    Where groups are `overfull`, the others must be safe even from who knows all that those gave. In
    an attributed round organisations stay; a place is shown only if that tells of nobody more
    than organisations of k people each would.
    """
    if attributed:
        kept = frozenset(one for one in start.nodes() if one[0] == "row")
        return _hide(rated, k, start, kept, overfull)
    return most_shown(start, lambda some: _hide(rated, k, some, frozenset(), overfull), prefer)


def _hide(
    rated: Rated, k: int, start: Masks, kept: frozenset[Node], overfull: Masks | None
) -> Masks:
    """Hide of one cell told about the smaller of its groups, until none is."""
    raters = rated.raters
    honest = rated.without(overfull) if overfull and overfull.any() else rated
    masks = without_small_cuts(honest.raters, raters + rated.unrated, k, start, kept)
    while (cell := _told(rated, masks, k) or _told_beside(honest, rated, masks, k)) is not None:
        hideable = [one for one in masks.nodes() if one not in kept]
        at_it = [one for one in (("row", cell[0]), ("column", cell[1])) if one in hideable]
        node = smallest(raters, at_it or hideable)
        if node is None:
            break
        masks = masks.without(node)
    return masks


def _told_beside(honest: Rated, rated: Rated, masks: Masks, k: int) -> Cell | None:
    """The same by who knows all that the others gave."""
    return None if honest is rated else _told(honest, masks, k)


def _told(rated: Rated, masks: Masks, k: int) -> Cell | None:
    """A cell of which a rating, or that somebody gave none, would be told."""
    levels = rated.counts.shape[2]
    return told(rated.counts, masks, k) or told(
        np.concatenate([rated.counts, rated.unrated[:, :, None]], axis=2), masks, k, (levels,)
    )
