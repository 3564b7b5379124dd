"""Agreement as it was published, and as people would call it."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.agreement import (
    Verdict,
    agreement,
    average_deviation,
    awg,
    is_wide,
    outside_band,
    rwg,
    rwg_j,
    verdict,
)
from howff.sense.counts import median_of

COUNTS = st.lists(st.integers(0, 12), min_size=3, max_size=9).filter(any)
# Ours: twelve invented people of three organisations rate four items.
MATRIX = np.array(
    [
        *([4, 4, 3, 5], [4, 5, 3, 4], [3, 4, 4, 4], [5, 4, 4, 4], [4, 3, 3, 4]),
        *([1, 5, 2, 3], [5, 1, 4, 3], [3, 3, 1, 5]),
        *([2, 2, 3, 2], [2, 3, 3, 2], [1, 2, 2, 2], [2, 2, 3, 3]),
    ]
)
GROUPS = [MATRIX[:5], MATRIX[5:8], MATRIX[8:]]
ONE_ITEM = [0, 1, 1, 2, 1]


def items_of(group: np.ndarray) -> list[list[int]]:
    """Count each item's ratings."""
    return [[int((column == level).sum()) for level in range(1, 6)] for column in group.T]


@pytest.mark.parametrize(
    ("counts", "a"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),
        ([0, 0, 9, 0, 0], 1),
        ([3, 3, 3, 3, 3], 0),
        ([5, 0, 0, 0, 5], -1),
        ([5, 0, 5], -1),
        ([1, 2, 4, 2, 1], 0.35),
        ([0, 1, 3, 4, 2], 0.5),
        ([4, 1, 0, 1, 4], -0.655556),
        ([0, 3, 0, 3, 0], 0.166667),
        ([10, 20, 30, 15, 4], 0.392405),
    ],
)
def test_van_der_eijks_a(counts: list[int], a: float) -> None:
    """The first is the example of R's `agrmt`; the last five were worked out with it."""
    assert agreement(counts) == pytest.approx(a, abs=6e-7)


@given(COUNTS, st.integers(2, 5))
def test_a_lies_between_its_ends_whichever_way_the_scale_runs(
    counts: list[int], times: int
) -> None:
    a = agreement(counts)
    assert a is not None
    assert -1 - 1e-9 <= a <= 1 + 1e-9
    assert agreement(counts[::-1]) == pytest.approx(a)
    assert agreement([n * times for n in counts]) == pytest.approx(a)


@pytest.mark.parametrize("counts", [[0, 0, 0], [3, 3], [4]])
def test_a_is_not_told_where_it_means_nothing(counts: list[int]) -> None:
    assert agreement(counts) is None


@pytest.mark.parametrize(
    ("levels", "narrow", "wide"),
    [(5, 5 / 6, 0.84), (7, 7 / 6, 1.17), (9, 1.5, 1.51), (11, 11 / 6, 1.84)],
)
def test_the_cut_is_a_sixth_of_the_levels(levels: int, narrow: float, wide: float) -> None:
    assert (is_wide(narrow, levels), is_wide(wide, levels)) == (False, True)


def test_average_deviation_of_the_matrix() -> None:
    means = [np.mean([average_deviation(one, "mean") for one in items_of(g)]) for g in GROUPS]
    medians = [np.mean([average_deviation(one) for one in items_of(g)]) for g in GROUPS]
    first = [average_deviation(items_of(group)[0], "mean") for group in GROUPS]
    assert means == pytest.approx([0.4, 1.166667, 0.375], abs=6e-7)
    assert medians == pytest.approx([0.35, 1.083333, 0.25], abs=6e-7)
    assert first == pytest.approx([0.4, 1.333333, 0.375], abs=6e-7)


def test_one_item_by_every_measure() -> None:
    found = [rwg(ONE_ITEM), average_deviation(ONE_ITEM, "mean"), average_deviation(ONE_ITEM)]
    assert [*found, rwg(ONE_ITEM, "dissensus")] == pytest.approx([0.35, 0.88, 0.80, 0.74])


def test_rwg_and_awg_of_the_matrix() -> None:
    single = [[rwg(group[item]) for group in map(items_of, GROUPS)] for item in range(4)]
    assert single[0] == single[1] == pytest.approx([0.75, 0, 0.875])
    assert single[2] == pytest.approx([0.85, 0, 0.875])
    assert single[3] == pytest.approx([0.9, 0.3333333, 0.875], abs=6e-8)
    joined = [rwg_j(items_of(group)) for group in GROUPS]
    assert joined == pytest.approx([0.9454545, 0, 0.9655172], abs=6e-8)
    told = [[a for one in items_of(group) if (a := awg(one)) is not None] for group in GROUPS]
    averages = [np.mean(one) for one in told]
    assert averages == pytest.approx([0.80416667, -0.01041667, 0.89552670], abs=6e-9)


def test_the_secondary_measures_keep_silent_where_they_mean_nothing() -> None:
    assert (rwg([0, 1, 0]), rwg([5]), rwg_j([]), rwg_j([[0, 2], [1, 0]])) == (None,) * 4
    assert (awg([1, 0, 0]), awg([4]), awg([1, 3, 0, 0, 0])) == (None,) * 3
    assert (awg([0, 4, 0]), rwg_j([[5, 0, 5], [5, 0, 5]])) == (1, 0)


@pytest.mark.parametrize(
    ("counts", "median", "at_median", "in_agreement", "split"),
    [
        ([1, 0, 2, 8, 1, 0], 3, 66.7, 91.7, False),
        ([0, 1, 5, 4, 2, 0], 2.5, 37.5, 75, False),
        ([0, 4, 2, 3, 3, 0], 2.5, 20.8, 41.7, True),
        ([0, 2, 4, 4, 2, 0], 2.5, 33.3, 66.7, True),
    ],
)
def test_the_panel_of_twelve_is_split_where_it_was_published_so(
    counts: list[int], median: float, at_median: float, in_agreement: float, split: bool
) -> None:
    """IJIC, doi 10.5334/ijic.7747, table 4, round 1, rows 1 to 4: ratings 0 to 5 of twelve people.

    The printed figures leave open who gave what; these counts are ours, and agree with all of them.
    """
    beside = [n for level, n in enumerate(counts) if abs(level - median) < 1]
    assert median_of(counts) == median + 1
    assert 100 * sum(beside) / len(beside) / 12 == pytest.approx(at_median, abs=0.05)
    assert 100 * (1 - outside_band(counts) / 12) == pytest.approx(in_agreement, abs=0.05)
    assert (verdict(counts) is Verdict.SPLIT) == split


@pytest.mark.parametrize(
    ("percent", "split"), [(83.3, False), (100, False), (75, False), (66.7, True)]
)
def test_four_of_twelve_outside_are_a_split(percent: float, split: bool) -> None:
    out = 12 - round(12 * percent / 100)
    counts = [out // 2, 0, 12 - out, 0, out - out // 2]
    assert outside_band(counts) == out
    assert (verdict(counts) is Verdict.SPLIT) == split


@pytest.mark.parametrize(
    ("counts", "outside"),
    [
        ([0, 0, 0, 0, 0], 0),
        ([6, 0, 0, 0, 6], 12),
        ([0, 6, 0, 0, 6], 12),
        ([0, 5, 0, 5, 0], 0),
        ([0, 5, 1, 6, 0], 5),
        ([2, 4, 1, 5, 0], 7),
        ([5, 5], 10),
        ([2, 8], 2),
    ],
)
def test_the_band_is_one_level_either_side_of_the_median(counts: list[int], outside: int) -> None:
    assert outside_band(counts) == outside


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([0, 0, 0, 0, 0], None),
        ([0, 0, 1, 0, 0], None),
        ([0, 0, 0, 1, 1], Verdict.AGREED),
        ([0, 1, 0, 1, 0], Verdict.SPREAD),
        ([1, 0, 0, 1, 0], Verdict.SPLIT),
        ([1, 0, 0, 0, 1], Verdict.SPLIT),
        ([0, 1, 1, 1, 0], Verdict.AGREED),
        ([0, 1, 3, 4, 2], Verdict.AGREED),
        ([1, 2, 4, 2, 1], Verdict.SPREAD),
        ([0, 3, 0, 3, 0], Verdict.SPREAD),
        ([4, 1, 0, 1, 4], Verdict.SPLIT),
        ([0, 0, 9, 0, 0], Verdict.AGREED),
        ([5, 0, 5], Verdict.SPLIT),
        ([4, 4, 4], Verdict.SPREAD),
        ([5, 5], Verdict.SPLIT),
        ([0, 9], Verdict.AGREED),
        ([9], Verdict.AGREED),
    ],
)
def test_the_word_is_the_one_people_would_use(counts: list[int], said: Verdict | None) -> None:
    assert verdict(counts) == said


@given(COUNTS)
def test_the_word_does_not_depend_on_which_end_is_called_good(counts: Sequence[int]) -> None:
    assert verdict(counts) == verdict(counts[::-1])
    assert average_deviation(counts) == pytest.approx(average_deviation(counts[::-1]))


@given(st.integers(2, 9), st.integers(2, 500), st.data())
def test_a_group_of_one_mind_agrees(levels: int, n: int, data: st.DataObject) -> None:
    counts = [0] * levels
    counts[data.draw(st.integers(0, levels - 1))] = n
    assert (verdict(counts), average_deviation(counts), awg(counts)) == (Verdict.AGREED, 0, 1)


def test_nobody_has_no_deviation() -> None:
    assert average_deviation([0, 0, 0]) is None
