"""Which groups figures show of an item."""

from collections.abc import Sequence

import numpy as np

from howff.sense.disclosure.cuts import Mask, Masks
from howff.sense.rounds.figures import Cell, ItemFigures


def seen(figures: ItemFigures) -> Masks:
    """The organisations and places that an item's figures show, as masks of its table."""
    return Masks(_shown(figures.organisations), _shown(figures.places))


def _shown(cells: Sequence[Cell]) -> Mask:
    return np.array([*(cell.shown is not None for cell in cells), False])
