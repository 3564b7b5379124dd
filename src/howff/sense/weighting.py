"""One number for many organisations: whose voice counts how much, and how far they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from howff.sense.counts import Counts, Numbers, checked, levels_of, mean_of, median_of

DIFFER_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Weighted:
    """The mean by every way of weighing organisations; which one counts is fixed at set-up.

    `pooled` counts every person once, `equal` every organisation, `root` an organisation by the
    root of its people, `capped` by its people up to a cap. `effective` is how many people the equal
    weighing is worth (Kish, 1965, Survey Sampling, section 11.7).
    """

    pooled: float
    equal: float
    root: float
    capped: float
    median_of_medians: float
    effective: float

    @property
    def differ(self) -> bool:
        """Say whether it matters: more than half a point between pooled and equal."""
        return abs(self.pooled - self.equal) > DIFFER_FROM + 1e-9


@dataclass(frozen=True, slots=True)
class Between:
    """How far organisations differ, as people within them do: None where that cannot be told.

    `eta_squared` is the share of all variance that lies between organisations; `n0` their typical
    size; `icc1` how alike two people of one organisation are, `icc2` how firm their means are.
    """

    eta_squared: float | None
    n0: float
    f: float | None
    icc1: float | None
    icc2: float | None


def weigh(groups: Sequence[Counts], cap: float = 5) -> Weighted | None:
    """Weigh organisations, each given as counts by level; empty ones are left out, None for all.

    The cap is how many people of one organisation count at most.
    """
    if cap <= 0:
        raise ValueError("the cap is one person or more")
    rated = [sizes for one in groups if (sizes := checked(one)).any()]
    if not rated:
        return None
    if len({one.size for one in rated}) > 1:
        raise ValueError("all organisations rated on the same levels")
    n = np.array([one.sum() for one in rated])
    means = np.array([mean_of(one) for one in rated])
    return Weighted(
        pooled=_mean(means, n),
        equal=float(means.mean()),
        root=_mean(means, np.sqrt(n)),
        capped=_mean(means, np.minimum(n, cap)),
        median_of_medians=float(np.median([median_of(one) or 0.0 for one in rated])),
        effective=effective_n(np.repeat(1 / n, n.astype(int))),
    )


def _mean(means: Numbers, weights: Numbers) -> float:
    """Give the weighted mean."""
    return float(means @ weights / weights.sum())


def effective_n(weights: Sequence[float] | Numbers) -> float:
    """Give how many equally weighted people these weights are worth (Kish, as above)."""
    given = np.asarray(weights, dtype=np.float64)
    if not given.size or (given < 0).any() or not given.any():
        raise ValueError("weights are numbers above nought")
    return float(given.sum() ** 2 / (given**2).sum())


def between(groups: Sequence[Counts]) -> Between | None:
    """Say how far organisations differ, each given as counts by level; None for fewer than two.

    Source: Bliese, 2000, in Klein and Kozlowski, Multilevel Theory, Research, and Methods in
    Organizations, 349-381; the typical size n0 is that of Searle, Casella and McCulloch, 1992,
    Variance Components, which for unequal sizes is a little below their mean.
    """
    tables = [checked(one) for one in groups]
    return between_ratings([np.repeat(levels_of(one), one.astype(int)) for one in tables])


def between_ratings(
    groups: Sequence[Sequence[float] | Numbers], size: float | None = None
) -> Between | None:
    """Say the same of ratings given one by one, or of each person's mean over the items.

    `size` takes the place of n0: R's `multilevel` takes the mean size of the groups.
    """
    rated = [np.asarray(one, dtype=np.float64) for one in groups if len(one)]
    if len(rated) < 2:
        return None
    n, everyone = np.array([one.size for one in rated]), np.concatenate(rated)
    among = sum(one.size * float((one.mean() - everyone.mean()) ** 2) for one in rated)
    inside = sum(float(((one - one.mean()) ** 2).sum()) for one in rated)
    n0 = size or float((n.sum() - (n**2).sum() / n.sum()) / (n.size - 1))
    eta_squared = among / (among + inside) if among + inside > 1e-12 else None
    if everyone.size == n.size:
        return Between(eta_squared, n0, None, None, None)
    above, below = among / (n.size - 1), inside / (everyone.size - n.size)
    total = above + (n0 - 1) * below
    return Between(
        eta_squared,
        n0,
        f=above / below if below > 1e-12 else None,
        icc1=(above - below) / total if total > 1e-12 else None,
        icc2=(above - below) / above if above > 1e-12 else None,
    )
