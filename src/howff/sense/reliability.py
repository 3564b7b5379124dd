"""How consistently people rate over all items together: Krippendorff's alpha and the ICC."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import krippendorff
import numpy as np
from numpy.typing import ArrayLike

from howff.sense.counts import Counts, Numbers, checked, levels_of

type Measured = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Icc:
    """The six forms of Shrout and Fleiss, and their F ratios.

    `one` takes every rating from another judge, `two` the judges as drawn from many, `three` as the
    only ones there are; those ending in `_k` are of the mean of all judges. `f_one` belongs to the
    first form, `f` to the others. A form is None where it would divide by nought.
    """

    one: float | None
    two: float | None
    three: float | None
    one_k: float | None
    two_k: float | None
    three_k: float | None
    f_one: float | None
    f: float | None


def alpha(values: ArrayLike, measured: Measured = "ordinal") -> float | None:
    """Give Krippendorff's alpha of `values` (people, items), NaN where a person gave no rating.

    1 all alike, 0 as by chance. With caution: where all agree and the items do not differ it is
    near 0, so it is never the agreement on one item. None where it cannot be worked out: no item
    that two people rated, or all ratings the same. Source: Krippendorff, 2019, Content Analysis,
    4th edition, chapter 12.
    """
    ratings = np.asarray(values, dtype=np.float64)
    if ratings.ndim != 2:
        raise ValueError("the ratings are a table: a row for each person, a column for each item")
    levels = np.unique(ratings[~np.isnan(ratings)])
    return _alpha((ratings[:, :, None] == levels).sum(axis=0), levels, measured)


def alpha_of_counts(items: Sequence[Counts], measured: Measured = "ordinal") -> float | None:
    """Give the same alpha from each item's counts: who gave which rating does not matter to it."""
    tables = [checked(one) for one in items]
    if not tables:
        return None
    if len({one.size for one in tables}) > 1:
        raise ValueError("all items are rated on the same levels")
    return _alpha(np.array(tables), levels_of(tables[0]), measured)


def _alpha(counts: Numbers, levels: Numbers, measured: Measured) -> float | None:
    """Give alpha of counts (items, levels), or None where nothing could differ."""
    paired = counts[counts.sum(axis=1) > 1]
    if np.count_nonzero(paired.sum(axis=0)) < 2:
        return None
    found = krippendorff.alpha(
        value_counts=paired, value_domain=levels, level_of_measurement=measured
    )
    return float(found)


def icc(values: ArrayLike) -> Icc:
    """Give the intraclass correlations of `values` (targets, judges), with every rating there.

    Source: Shrout and Fleiss, 1979, Psychological Bulletin 86, 420-428.
    """
    ratings = np.asarray(values, dtype=np.float64)
    if ratings.ndim != 2 or min(ratings.shape) < 2 or not np.isfinite(ratings).all():
        raise ValueError("the ICC takes two targets and two judges at least, and no missing rating")
    (n, k), mean = ratings.shape, ratings.mean()
    targets = k * ((ratings.mean(axis=1) - mean) ** 2).sum()
    judges = n * ((ratings.mean(axis=0) - mean) ** 2).sum()
    rest = ((ratings - mean) ** 2).sum() - targets - judges
    between, judged = targets / (n - 1), judges / (k - 1)
    error, within = rest / (n - 1) / (k - 1), (judges + rest) / n / (k - 1)
    bias = k * (judged - error) / n
    return Icc(
        one=_over(between - within, between + (k - 1) * within),
        two=_over(between - error, between + (k - 1) * error + bias),
        three=_over(between - error, between + (k - 1) * error),
        one_k=_over(between - within, between),
        two_k=_over(between - error, between + bias / k),
        three_k=_over(between - error, between),
        f_one=_over(between, within),
        f=_over(between, error),
    )


def _over(above: float, below: float) -> float | None:
    """Divide, or give None where there is nothing to divide by."""
    return float(above / below) if below > 1e-12 else None
