"""How far people agree on one item, from how many gave each level (the first is level 1)."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations
from math import ceil
from typing import Literal

import numpy as np

from howff.sense.counts import Counts, Numbers, checked, levels_of, mean_of, median_of, variance_of

AGREED_FROM = 0.5
TWO_CAMPS = -0.5
CLOSE_ENOUGH = 1e-9

type Null = Literal["uniform", "dissensus"]


class Verdict(StrEnum):
    """How far people agree on an item, in plain words."""

    SPLIT = "split"
    SPREAD = "spread"
    AGREED = "agreed"


def agreement(counts: Counts) -> float | None:
    """Give van der Eijk's A: 1 all on one level, 0 spread evenly, -1 half at either end.

    None where nobody rated, and on fewer than three levels, where evenly spread and half at either
    end are the same thing. Source: van der Eijk, 2001, Quality & Quantity 35, 325-341.
    """
    sizes = checked(counts)
    if not sizes.any() or sizes.size < 3:
        return None
    total, left = 0.0, sizes.copy()
    while left.any():
        pattern = left > 0
        layer = left[pattern].min()
        total += layer * pattern.sum() / sizes.sum() * _agreement_of_layer(pattern.tolist())
        left[pattern] -= layer
    return float(total)


def _agreement_of_layer(pattern: Sequence[bool]) -> float:
    """Give A where each level has one rating or none: unimodality times concentration."""
    levels, triples = len(pattern), list(combinations(pattern, 3))
    gaps = triples.count((True, False, True))
    peaks = triples.count((True, True, False)) + triples.count((False, True, True))
    seen = (levels - 2) * (peaks + gaps)
    one_peak = ((levels - 2) * peaks - (levels - 1) * gaps) / seen if seen else 1.0
    return one_peak * (1 - (sum(pattern) - 1) / (levels - 1))


def average_deviation(counts: Counts, centre: Literal["median", "mean"] = "median") -> float | None:
    """Give how many scale points a rating lies from the centre on average; None for no ratings.

    Source: Burke, Finkelstein and Dusig, 1999, Organizational Research Methods 2, 49-68.
    """
    sizes = checked(counts)
    middle = median_of(sizes) if centre == "median" else mean_of(sizes)
    if middle is None:
        return None
    return float(sizes @ abs(levels_of(sizes) - middle) / sizes.sum())


def is_wide(deviation: float, levels: int) -> bool:
    """Say whether an average deviation is more than a sixth of the number of levels.

    Source: Burke and Dunlap, 2002, Organizational Research Methods 5, 159-172, who print 0.8, 1.2,
    1.5 and 1.8 for 5, 7, 9 and 11 levels; we keep the exact sixth.
    """
    return deviation > levels / 6 + CLOSE_ENOUGH


def outside_band(counts: Counts) -> int:
    """Count the ratings more than one level from the median (on two levels: not at it).

    Where the median falls between two levels, the band holds only these two, as the percentages "in
    agreement" of medians of 2.5 in the source of `verdict` show.
    """
    sizes = checked(counts)
    median = median_of(sizes)
    if median is None:
        return 0
    reach = 1 if sizes.size > 2 else 0
    return round(float(sizes[abs(levels_of(sizes) - median) > reach].sum()))


def verdict(counts: Counts) -> Verdict | None:
    """Say in one word how far people agree; None for fewer than two ratings.

    SPLIT where a third of the ratings, and two at least, lie outside the band: 4 of 12, the rule of
    RAND panels as a study used it with the SCIROCCO tool (International Journal of Integrated Care,
    doi 10.5334/ijic.7747, tables 1 and 4). For other numbers than 12 the third is our own
    extension, and so is that an A of -0.5 or less splits, which matters only on three levels, where
    the band may hold all. Otherwise AGREED where the average deviation about the median is not wide
    and A is 0.5 or more (as close together as ratings spread evenly over half the scale: three of
    five levels), which is our bound; and SPREAD where not.
    """
    sizes = checked(counts)
    n, close = sizes.sum(), agreement(sizes)
    if n < 2:
        return None
    two_camps = close is not None and close <= TWO_CAMPS
    if two_camps or outside_band(sizes) >= max(2, ceil(n / 3)):
        return Verdict.SPLIT
    return Verdict.AGREED if _is_close(sizes, close) else Verdict.SPREAD


def _is_close(sizes: Numbers, close: float | None) -> bool:
    """Say whether ratings are near the median and near each other."""
    deviation = average_deviation(sizes) or 0.0
    near = close is None or close >= AGREED_FROM - CLOSE_ENOUGH
    return near and not is_wide(deviation, sizes.size)


def rwg(counts: Counts, null: Null = "uniform") -> float | None:
    """Give 1 minus the variance over that of no agreement, never below 0; None for n < 2.

    Secondary, and with caution: what it says depends on the `null` chosen. "uniform" is people
    rating at random; "dissensus" is half of them at either end (Lindell and Brandt, 1997, Applied
    Psychological Measurement 21, 271-278). Below 0 (more variance than at random) it is cut off as
    R's `multilevel` does, so that it cannot tell two camps from chance. Source: James, Demaree and
    Wolf, 1984, Journal of Applied Psychology 69, 85-98.
    """
    ratio = _variance_ratio(counts, null)
    return None if ratio is None else max(1 - ratio, 0.0)


def rwg_j(items: Sequence[Counts], null: Null = "uniform") -> float | None:
    """Give rwg(j) of several items rated by one group; None for no items, or any with n < 2.

    With caution, and never as the agreement on an item: it climbs with the number of items alone.
    Source: as `rwg`.
    """
    ratios = [ratio for one in items if (ratio := _variance_ratio(one, null)) is not None]
    if not ratios or len(ratios) < len(items):
        return None
    ratio = float(np.mean(ratios))
    shared = len(ratios) * (1 - ratio)
    return shared / (shared + ratio) if ratio < 1 else 0.0


def _variance_ratio(counts: Counts, null: Null) -> float | None:
    """Give the variance over that of people who do not agree at all."""
    variance, levels, n = variance_of(counts), len(counts), float(np.sum(counts))
    if variance is None or levels < 2:
        return None
    if null == "uniform":
        return variance / ((levels**2 - 1) / 12)
    return variance / (((levels - 1) / 2) ** 2 * n / (n - 1))


def awg(counts: Counts) -> float | None:
    """Give 1 minus twice the variance over the most that is possible about this mean, -1 to 1.

    None for n < 2, and where the mean lies so near an end that the most possible variance is not
    more than one rating makes. With caution: unstable for few people and near the ends. Source:
    Brown and Hauenstein, 2005, Organizational Research Methods 8, 165-184.
    """
    variance, mean, sizes = variance_of(counts), mean_of(counts), checked(counts)
    if variance is None or mean is None or sizes.size < 2:
        return None
    if not variance:
        return 1.0
    n, top = sizes.sum(), sizes.size
    if not (n - 1 + top) / n <= mean <= ((n - 1) * top + 1) / n:
        return None
    most = ((top + 1) * mean - mean**2 - top) * n / (n - 1)
    return float(1 - 2 * variance / most)
