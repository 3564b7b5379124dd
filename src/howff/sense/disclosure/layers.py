"""When some of the people are shown apart from the others: what all gave must stay in doubt."""

import numpy as np

from howff.sense.disclosure.cuts import Masks, Table
from howff.sense.disclosure.doubt import told


def may_split(layers: list[Table], masks: Masks, k: int) -> bool:
    """Say whether the sums of two layers may be shown beside the groups of all together.

    `layers` are counts by organisation, place and level of people who are shown apart, such as
    those who answered before and those who did not; `masks` are the groups shown of all of them. It
    may be shown where the rule of doubt would hold even if all places were shown for each layer, or
    all organisations: whatever stays in doubt even then does so when less is shown. A layer of
    nobody tells nothing, one of few people or of one mind too much.
    """
    held = [layer for layer in layers if layer.any()]
    if any(layer.sum() < k or (layer.sum(axis=(0, 1)) > 0).sum() == 1 for layer in held):
        return False
    merged = [masks.merge(layer) for layer in held]
    return len(held) < 2 or any(_in_doubt(merged, axis, k) for axis in (0, 1))


def _in_doubt(merged: list[Table], axis: int, k: int) -> bool:
    """Say whether the rule holds with each layer's groups of one kind shown, hidden ones too."""
    nobody = np.zeros_like(merged[0].take([0], axis=axis))
    table = np.concatenate([*merged, nobody], axis=axis)
    rows, columns = (np.arange(size) < size - 1 for size in table.shape[:2])
    return told(table, Masks(rows, columns), k) is None
