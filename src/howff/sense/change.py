"""Did ratings change between two rounds, when some people answered both and some only one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from howff.sense.counts import Numbers


@dataclass(frozen=True, slots=True)
class TTest:
    """After minus before in standard errors, the degrees of freedom, the two-sided p."""

    t: float
    df: float
    p: float


@dataclass(frozen=True, slots=True)
class _Sides:
    """What the test takes from the ratings: both means, variances and numbers, and the pairs."""

    rise: float
    before: float
    after: float
    n_before: int
    n_after: int
    pairs: int
    correlation: float

    @property
    def alone(self) -> int:
        """How many answered only one round."""
        return self.n_before + self.n_after - 2 * self.pairs

    def overlap(self) -> float:
        """Give what the pairs take off the squared standard error, for variances of 1."""
        return 2 * self.correlation * self.pairs / self.n_before / self.n_after


def partially_overlapping_t(
    before: Sequence[float],
    after: Sequence[float],
    before_only: Sequence[float] = (),
    after_only: Sequence[float] = (),
    *,
    equal_variances: bool = False,
) -> TTest | None:
    """Test whether the mean changed; `before` and `after` are the same people's, in order.

    Without pairs it is Student's or Welch's test, with pairs alone and unequal variances the paired
    one. With one pair there is no correlation to know, and it is taken as 0. None where a round has
    fewer than two ratings or nothing varies. Source: Derrick, Russ, Toher and White, 2017, Journal
    of Modern Applied Statistical Methods 16(1), 137-157.
    """
    if len(before) != len(after):
        raise ValueError("the same people answered before and after: both have one rating each")
    sides = _sides(*(np.asarray(one, float) for one in (before, after, before_only, after_only)))
    if sides is None:
        return None
    square, df = _equal(sides) if equal_variances else _unequal(sides)
    if square <= 1e-12 or df <= 0:
        return None
    from scipy.special import stdtr  # noqa: PLC0415 - dear to import

    t = sides.rise / sqrt(square)
    return TTest(t, df, float(2 * stdtr(df, -abs(t))))


def _sides(
    before: Numbers, after: Numbers, before_only: Numbers, after_only: Numbers
) -> _Sides | None:
    """Gather what the test needs, or None where a side has fewer than two ratings."""
    earlier, later = np.concatenate([before, before_only]), np.concatenate([after, after_only])
    if min(earlier.size, later.size) < 2:
        return None
    both_vary = before.size > 1 and np.ptp(before) > 0 and np.ptp(after) > 0
    return _Sides(
        rise=float(later.mean() - earlier.mean()),
        before=float(earlier.var(ddof=1)),
        after=float(later.var(ddof=1)),
        n_before=earlier.size,
        n_after=later.size,
        pairs=before.size,
        correlation=float(np.corrcoef(before, after)[0, 1]) if both_vary else 0.0,
    )


def _equal(one: _Sides) -> tuple[float, float]:
    """Give the squared standard error and degrees of freedom for equal variances."""
    spread = (one.n_before - 1) * one.before + (one.n_after - 1) * one.after
    pooled = spread / (one.n_before + one.n_after - 2)
    square = pooled * (1 / one.n_before + 1 / one.n_after - one.overlap())
    return square, _freedom(one, one.n_before + one.n_after - 2)


def _unequal(one: _Sides) -> tuple[float, float]:
    """Give the same for unequal variances, on Welch's degrees of freedom."""
    earlier, later = one.before / one.n_before, one.after / one.n_after
    square = earlier + later - sqrt(one.before * one.after) * one.overlap()
    below = earlier**2 / (one.n_before - 1) + later**2 / (one.n_after - 1)
    return square, _freedom(one, (earlier + later) ** 2 / below if below else 0.0)


def _freedom(one: _Sides, independent: float) -> float:
    """Go from the pairs' degrees of freedom to those of independent samples as pairs get fewer."""
    all_ratings = one.n_before + one.n_after
    return one.pairs - 1 + (independent - one.pairs + 1) * one.alone / all_ratings
