"""Alpha and the ICC as they were published."""

from dataclasses import astuple

import numpy as np
import pytest

from howff.sense.reliability import Icc, Measured, alpha, alpha_of_counts, icc

NAN = np.nan
# Krippendorff's data "C": four people, twelve items; a row here is an item.
C = np.array(
    [
        *([1, 1, NAN, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4]),
        *([4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NAN, 5, 5, 5], [NAN, NAN, 1, 1]),
        [NAN, NAN, 3, NAN],
    ]
).T
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.mark.parametrize(
    ("measured", "printed"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_krippendorffs_alpha(measured: Measured, printed: float) -> None:
    counts = [[int((item == level).sum()) for level in range(1, 6)] for item in C.T]
    assert alpha(C, measured) == pytest.approx(printed, abs=6e-7)
    assert alpha_of_counts(counts, measured) == pytest.approx(printed, abs=6e-7)


def test_alpha_does_not_care_who_sits_where() -> None:
    assert alpha(C[::-1, ::-1]) == pytest.approx(alpha(C))
    assert alpha(np.vstack([C, np.full((3, 12), NAN)])) == pytest.approx(alpha(C))


@pytest.mark.parametrize(
    "ratings",
    [
        np.empty((0, 0)),
        np.empty((0, 3)),
        np.full((3, 4), NAN),
        [[1, 2, 3]],
        [[4, 4], [4, 4]],
        [[1, NAN], [NAN, 2]],
    ],
)
def test_alpha_is_not_told_where_nothing_can_differ(ratings: np.ndarray) -> None:
    assert alpha(ratings) is None


def test_alpha_of_no_items_or_of_mixed_scales() -> None:
    assert alpha_of_counts([]) is None
    with pytest.raises(ValueError, match="same levels"):
        alpha_of_counts([[1, 2], [1, 2, 3]])
    with pytest.raises(ValueError, match="a row for each person"):
        alpha([1, 2, 3])


def test_all_agreeing_on_like_items_is_near_nought() -> None:
    """Why alpha is never shown as the agreement on one item."""
    ratings = np.full((6, 5), 4)
    ratings[0, 0] = 5
    assert alpha(ratings) == pytest.approx(0, abs=0.01)


def test_the_six_forms_of_shrout_and_fleiss() -> None:
    printed = (0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316, 1.794678, 11.027248)
    assert astuple(icc(JUDGES)) == pytest.approx(printed, abs=6e-7)


def test_judges_of_one_mind() -> None:
    assert icc([[1, 1], [2, 2], [5, 5]]) == Icc(*[1.0] * 6, f_one=None, f=None)
    assert icc([[3, 3], [3, 3]]) == Icc(*[None] * 8)


@pytest.mark.parametrize("wrong", [[[1, 2]], [[1], [2]], [[1, NAN], [2, 3]], [1, 2, 3], []])
def test_the_icc_refuses_what_it_cannot_take(wrong: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="no missing rating"):
        icc(wrong)
