"""What few ratings let us say of all that might have been given: intervals and chances.

A Dirichlet posterior over the levels. The prior weighs as much as one person in all, spread evenly
over the levels (Perks, 1947, Journal of the Institute of Actuaries 73, 285-334): Jeffreys's would
add two and a half people on five levels, and drag three 4s down to 3.55. Nothing is drawn by lot:
the same ratings give the same numbers on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import sqrt

import numpy as np

from howff.sense.counts import Counts, Numbers, checked, levels_of

INTERVAL = 0.9
GRID = 81
# Steps of the integral over the logarithm of the frequency: see `_below`.
FREQUENCIES = np.exp(np.arange(-24.0, 28.0, 0.125))


@dataclass(frozen=True, slots=True)
class Posterior:
    """The mean that ratings speak for, its standard deviation and its central interval."""

    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """The share of people at a level or above, 0 to 1, and its central interval."""

    mean: float
    low: float
    high: float


class Chance(StrEnum):
    """How likely something is, in words.

    Source: Mastrandrea et al., 2010, guidance note for lead authors of the IPCC's fifth report on
    the consistent treatment of uncertainties, table 1, without its outermost words, which few
    ratings never earn.
    """

    VERY_LIKELY = "very-likely"
    LIKELY = "likely"
    EVEN = "even"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very-unlikely"


def in_words(probability: float) -> Chance:
    """Give the word for a probability, 0 to 1: likely is 66 % or more, very likely 90 %."""
    if not 0 <= probability <= 1:
        raise ValueError("a probability is 0 to 1")
    if probability >= 0.66:
        return Chance.VERY_LIKELY if probability >= 0.9 else Chance.LIKELY
    if probability <= 0.34:
        return Chance.VERY_UNLIKELY if probability <= 0.1 else Chance.UNLIKELY
    return Chance.EVEN


def posterior(counts: Counts, mass: float = 1.0, interval: float = INTERVAL) -> Posterior:
    """Give the posterior of the mean rating; `mass` is how many people the prior weighs.

    With no ratings it is the prior's: the middle, with an interval over nearly the whole scale.
    """
    return _posterior(tuple(checked(counts).tolist()), mass, interval)


@lru_cache(maxsize=4096)
def _posterior(counts: tuple[float, ...], mass: float, interval: float) -> Posterior:
    """Give the posterior, once for all small groups that rated alike."""
    weights = _weights(counts, mass)
    levels = levels_of(weights)
    mean, sd = _moments(weights, levels)
    low, high = (_quantile(weights, levels, share) for share in _tails(interval))
    return Posterior(mean, sd, low, high)


def share_at_least(
    counts: Counts, level: int, mass: float = 1.0, interval: float = INTERVAL
) -> Share:
    """Give the posterior of the share of ratings at `level` or above, which is exactly a Beta."""
    from scipy.special import betaincinv  # noqa: PLC0415 - dear to import

    weights = _weights(counts, mass)
    if not 1 < level <= weights.size:
        raise ValueError(f"the level is one of 2 to {weights.size}")
    above, below = float(weights[level - 1 :].sum()), float(weights[: level - 1].sum())
    low, high = (float(betaincinv(above, below, share)) for share in _tails(interval))
    return Share(above / (above + below), low, high)


def chance_improved(before: Counts, after: Counts, mass: float = 1.0) -> float:
    """Give the probability that the mean is higher in `after`, where others may have answered.

    Nobody's ratings give a half against nobody's. The two directions add up to 1.
    """
    earlier, later = _weights(before, mass), _weights(after, mass)
    if earlier.size != later.size:
        raise ValueError("both rounds are rated on the same levels")
    ends = [_reach(weights) for weights in (earlier, later)]
    grid = np.unique(np.concatenate([np.linspace(low, high, GRID) for low, high in ends]))
    then, now = _mean_below(earlier, grid), _mean_below(later, grid)
    then, now = np.append(then, 1.0), np.append(now, 1.0)
    steps = np.diff(now, prepend=0.0)
    return float(np.clip(steps @ (then + np.append(0.0, then[:-1])) / 2, 0.0, 1.0))


def chance_improved_same_people(
    before: Sequence[int], after: Sequence[int], levels: int, mass: float = 1.0
) -> float:
    """Give the probability that the same people's ratings rose on average.

    `before` and `after` are each person's two ratings, 1 to `levels`, in the same order. The
    Dirichlet is over the changes, -(levels - 1) to levels - 1; no change for anyone gives a half.
    """
    then, now = np.asarray(before, dtype=np.int64), np.asarray(after, dtype=np.int64)
    same = then.ndim == 1 and then.shape == now.shape
    if not same or (abs(now - then) >= levels).any():
        raise ValueError("everyone has two ratings, each 1 to the number of levels")
    weights = _weights(np.bincount(now - then + levels - 1, minlength=2 * levels - 1), mass)
    return 1 - float(_below(weights, levels_of(weights), np.array([float(levels)]))[0])


def _weights(counts: Counts, mass: float) -> Numbers:
    """Give the Dirichlet's weights: the counts and an even share of the prior."""
    sizes = checked(counts)
    if sizes.size < 2 or mass <= 0:
        raise ValueError("an interval takes two levels at least, and a prior that weighs something")
    return sizes + mass / sizes.size


def _tails(interval: float) -> tuple[float, float]:
    """Give the shares that lie below the two ends of a central interval."""
    return (1 - interval) / 2, (1 + interval) / 2


def _moments(weights: Numbers, levels: Numbers) -> tuple[float, float]:
    """Give the mean and the standard deviation of the levels' mean."""
    n = weights.sum()
    mean = weights @ levels / n
    return float(mean), sqrt(weights @ (levels - mean) ** 2 / n / (n + 1))


def _reach(weights: Numbers) -> tuple[float, float]:
    """Give where the mean may lie: eight standard deviations, or the whole scale."""
    mean, sd = _moments(weights, levels_of(weights))
    return max(1.0, mean - 8 * sd), min(float(weights.size), mean + 8 * sd)


def _mean_below(weights: Numbers, points: Numbers) -> Numbers:
    """Give the probability that the mean is below each point, 0 and 1 beyond its reach."""
    low, high = _reach(weights)
    inside = (points > low) & (points < high)
    below = (points >= high).astype(np.float64)
    below[inside] = _below(weights, levels_of(weights), points[inside])
    return below


def _below(weights: Numbers, levels: Numbers, points: Numbers) -> Numbers:
    """Give the probability that the mean of `levels` is below each of the `points`.

    With gamma variables in a Dirichlet's place it is the probability that their sum, weighted by
    level less point, is below 0, whose characteristic function is inverted (Imhof, 1961,
    Biometrika 48, 419-426; Provost and Cheong, 2000, Canadian Journal of Statistics 28, 417-425).
    Right to a millionth; where a thousand people or more all but agree on one level, to some
    hundredths of a probability, which is less than a thousandth of a point.
    """
    turned = FREQUENCIES[None, :, None] * (levels - points[:, None])[:, None, :]
    angle = np.arctan(turned) @ weights
    shrink = np.exp(-np.log1p(turned**2) @ weights / 2)
    step = np.log(FREQUENCIES[1] / FREQUENCIES[0])
    return np.asarray(0.5 - (np.sin(angle) * shrink).sum(axis=1) * step / np.pi)


def _quantile(weights: Numbers, levels: Numbers, share: float) -> float:
    """Give the point with `share` of the probability below it, by halving.

    Cantelli's inequality says how far away it can be.
    """
    mean, sd = _moments(weights, levels)
    far = sd * sqrt(1 / min(share, 1 - share) - 1)
    low, high = max(float(levels[0]), mean - far), min(float(levels[-1]), mean + far)
    for _ in range(24):
        middle = (low + high) / 2
        below = _below(weights, levels, np.array([middle]))[0] < share
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2
