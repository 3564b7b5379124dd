"""Ratings as counts: their middle, their mean, their spread."""

from statistics import mean, median, variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.counts import by_closeness, checked, mean_of, median_of, variance_of

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=9)


@given(COUNTS.filter(any))
def test_counts_stand_for_the_ratings_themselves(counts: list[int]) -> None:
    ratings = [level for level, n in enumerate(counts, start=1) for _ in range(n)]
    assert median_of(counts) == median(ratings)
    assert mean_of(counts) == pytest.approx(mean(ratings))
    if len(ratings) > 1:
        assert variance_of(counts) == pytest.approx(variance(ratings), abs=1e-12)


def test_of_nobody_there_is_nothing_to_tell() -> None:
    assert (median_of([0, 0]), mean_of([0, 0]), variance_of([0, 1])) == (None, None, None)


@pytest.mark.parametrize("wrong", [[], [1, -1], [np.nan, 1], [[1, 2], [3, 4]], [np.inf]])
def test_what_is_no_count_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="one number for each level"):
        checked(wrong)


@pytest.mark.parametrize(
    ("counts", "closeness"),
    [([1, 2, 3, 4, 5], [6, 6, 3]), ([1, 2, 3, 4], [5, 5]), ([7], [7]), ([1, 2], [3])],
)
def test_where_the_best_is_in_the_middle_the_two_sides_are_one(
    counts: list[int], closeness: list[int]
) -> None:
    assert by_closeness(counts).tolist() == closeness
