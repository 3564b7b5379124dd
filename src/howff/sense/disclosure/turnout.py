"""How many answered, by organisation and place: never of fewer than k people."""

from collections.abc import Sequence

import numpy as np

from howff.sense.disclosure.cuts import (
    Mask,
    Masks,
    Prefer,
    Table,
    most_shown,
    size_of,
    smallest,
    without_small_cuts,
)

type Expected = Sequence[int | None]


def turnout(
    people: Table, k: int, organisations: Expected, places: Expected, prefer: Prefer = "either"
) -> Masks:
    """Say of which groups it may be shown how many answered.

    `people` are counts by organisation and place, last those who did not say. A group of which
    fewer than k were expected is hidden however many answered; one of k or more is shown where
    nobody did, because it matters who is missing.
    """
    rows, columns = _enough(organisations, k), _enough(places, k)
    masks = most_shown(
        Masks(rows, columns), lambda some: without_small_cuts(people, people, k, some), prefer
    )
    missing = Masks(
        _missing(people.sum(axis=1), organisations, k), _missing(people.sum(axis=0), places, k)
    )
    masks = _hide_beside_nobody(people, masks, missing)
    return Masks(masks.rows | missing.rows, masks.columns | missing.columns)


def _enough(expected: Expected, k: int) -> Mask:
    """Groups that are not known to be small; those who did not say are no group."""
    return np.array([*(size is None or size >= k for size in expected), False])


def _missing(answered: Table, expected: Expected, k: int) -> Mask:
    """Groups large enough to say that nobody of them answered."""
    large = np.array([*(size is not None and size >= k for size in expected), False])
    return np.asarray(large & (answered == 0))


def _hide_beside_nobody(people: Table, masks: Masks, missing: Masks) -> Masks:
    """Where nobody of the hidden groups answered, hide one more: else that could be worked out."""
    for axis in ("row", "column"):
        shown = [one for one in masks.nodes() if one[0] == axis]
        gone = (missing.rows if axis == "row" else missing.columns).sum()
        groups = people.shape[axis == "column"] - 1
        hidden = groups - len(shown) - gone
        rest = people.sum() - sum(size_of(people, one) for one in shown)
        node = smallest(people, shown)
        if hidden and not rest and node is not None:
            masks = masks.without(node)
    return masks
