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
    fewer than k were expected is hidden however many answered, and so is one that is `overfull`;
    one of k or more is shown where nobody did, because it matters who is missing.
    """
    rows, columns = _enough(organisations, k), _enough(places, k)
    honest = overfull(people, organisations, places).clear(people)
    masks = most_shown(
        Masks(rows, columns), lambda some: without_small_cuts(honest, people, k, some), prefer
    )
    missing = Masks(
        _missing(people.sum(axis=1), organisations, k), _missing(people.sum(axis=0), places, k)
    )
    masks = _hide_beside_nobody(people, masks, missing)
    return Masks(masks.rows | missing.rows, masks.columns | missing.columns)


def expected_in_all(organisations: Expected) -> int | None:
    """How many people were expected; None where nobody said."""
    known = [one for one in organisations if one is not None]
    return (sum(known) or None) if len(known) == len(organisations) else None


def overfull(people: Table, organisations: Expected, places: Expected) -> Masks:
    """Groups with more answers than expected, and those of no organisation if all are too many.

    Somebody may have answered in their name, and knows what was made up: so these people protect
    nobody. People of whom it was not known in which place they are may be in any.
    """
    total, known = expected_in_all(organisations), [one for one in places if one is not None]
    spare = None if total is None else max(0, total - sum(known))
    most = [None if spare is None or one is None else one + spare for one in places]
    many = total is not None and int(people.sum()) > total
    return Masks(
        _over(people.sum(axis=1), organisations, many=many),
        _over(people.sum(axis=0), most),
    )


def _over(answered: Table, most: Expected, *, many: bool = False) -> Mask:
    over = (one is not None and n > one for n, one in zip(answered.tolist(), most, strict=False))
    return np.array([*over, many], dtype=bool)


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
