"""Ratings of one item as counts: how many people gave level 1, level 2, and so on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

type Counts = Sequence[float] | NDArray[np.number]
type Numbers = NDArray[np.float64]


def checked(counts: Counts) -> Numbers:
    """Give counts as numbers; ValueError unless there is a level and none is below nought."""
    sizes = np.asarray(counts, dtype=np.float64)
    if sizes.ndim != 1 or not sizes.size or not np.isfinite(sizes).all() or (sizes < 0).any():
        raise ValueError("counts are one number for each level, none of them below nought")
    return sizes


def levels_of(sizes: Numbers) -> Numbers:
    """Give the levels 1, 2, ... that the counts are of."""
    return np.arange(1.0, sizes.size + 1)


def mean_of(counts: Counts) -> float | None:
    """Give the mean rating, or None where nobody rated."""
    sizes = checked(counts)
    return float(sizes @ levels_of(sizes) / sizes.sum()) if sizes.any() else None


def median_of(counts: Counts) -> float | None:
    """Give the middle rating, halfway between the two middle ones, or None where nobody rated."""
    sizes = checked(counts)
    if not sizes.any():
        return None
    reached, half = sizes.cumsum(), sizes.sum() / 2
    lower, upper = (reached >= half).argmax(), (reached > half).argmax()
    return float(lower + upper) / 2 + 1


def variance_of(counts: Counts) -> float | None:
    """Give the sample variance (n - 1 beneath), or None for fewer than two ratings."""
    sizes = checked(counts)
    n = sizes.sum()
    if n < 2:
        return None
    levels = levels_of(sizes)
    return float(sizes @ (levels - sizes @ levels / n) ** 2 / (n - 1))


def by_closeness(counts: Counts) -> Numbers:
    """Count by closeness to the middle, farthest first, for an item whose best is in between.

    Of five levels three remain: the two ends, the two beside the middle, the middle.
    """
    sizes = checked(counts)
    half = sizes.size // 2
    ends = sizes[:half] + sizes[::-1][:half]
    return np.append(ends, sizes[half : sizes.size - half])
