"""Change between rounds that only some people share."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from howff.sense.change import partially_overlapping_t

# The example of R's `Partiallyoverlapping`, in which a stands for after, b for before.
BEFORE_ONLY, AFTER_ONLY = [10, 16, 18, 16, 15, 14, 13, 10], [20, 21, 16, 18, 14, 12, 14, 17]
BEFORE, AFTER = [15, 10, 15, 17, 13, 19, 12, 13], [14, 15, 18, 20, 11, 19, 14, 15]
RATINGS = st.lists(st.integers(1, 5), min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("equal", "found"),
    [(True, (2.420745, 18.5, 0.0259680)), (False, (2.419098, 18.422332, 0.0261044))],
)
def test_the_published_example(equal: bool, found: tuple[float, ...]) -> None:
    test = partially_overlapping_t(BEFORE, AFTER, BEFORE_ONLY, AFTER_ONLY, equal_variances=equal)
    assert test is not None
    assert astuple(test) == pytest.approx(found, abs=6e-7)
    assert round(test.p, 3) == 0.026


@pytest.mark.parametrize("equal", [True, False])
def test_without_pairs_it_is_students_or_welchs(equal: bool) -> None:
    test = partially_overlapping_t([], [], BEFORE_ONLY, AFTER_ONLY, equal_variances=equal)
    known = stats.ttest_ind(AFTER_ONLY, BEFORE_ONLY, equal_var=equal)
    assert test is not None
    assert astuple(test) == pytest.approx((known.statistic, known.df, known.pvalue))


def test_with_pairs_alone_it_is_the_paired_one() -> None:
    test, known = partially_overlapping_t(BEFORE, AFTER), stats.ttest_rel(AFTER, BEFORE)
    assert test is not None
    assert astuple(test) == pytest.approx((known.statistic, 7, known.pvalue))


@given(RATINGS, RATINGS, st.data(), st.booleans())
def test_turned_round_only_the_sign_turns(
    one: list[int], other: list[int], data: st.DataObject, equal: bool
) -> None:
    pairs = data.draw(st.integers(0, min(len(one), len(other))))
    sides = one[:pairs], other[:pairs], one[pairs:], other[pairs:]
    back = other[:pairs], one[:pairs], other[pairs:], one[pairs:]
    there = partially_overlapping_t(*sides, equal_variances=equal)
    again = partially_overlapping_t(*back, equal_variances=equal)
    if there is None or again is None:
        assert there is again
    else:
        assert again.t == pytest.approx(-there.t)
        assert (again.df, again.p) == pytest.approx((there.df, there.p))
        assert 0 <= there.p <= 1


@pytest.mark.parametrize(
    "sides",
    [([], [], [], []), ([3], [4], [], []), ([], [], [3], [4, 5]), ([3, 3], [4, 4], [3], [4])],
)
def test_nothing_is_tested_where_nothing_can_be(sides: tuple[list[int], ...]) -> None:
    assert partially_overlapping_t(*sides) is None


def test_one_pair_has_no_correlation() -> None:
    assert partially_overlapping_t([3], [4], [2, 4, 3], [5, 4, 2]) is not None
    assert partially_overlapping_t([3, 3], [4, 5], [2, 4], [5, 4]) is not None


def test_a_pair_takes_two() -> None:
    with pytest.raises(ValueError, match="one rating each"):
        partially_overlapping_t([1, 2], [3])


def test_pairs_that_moved_together_say_more() -> None:
    paired = partially_overlapping_t([1, 2, 3, 4], [2, 3, 4, 4])
    apart = partially_overlapping_t([], [], [1, 2, 3, 4], [2, 3, 4, 4])
    assert paired is not None
    assert apart is not None
    assert paired.p < apart.p
    assert np.sign(paired.t) == 1
