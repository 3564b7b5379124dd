"""One large partner moves the verdict, and people are told."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.weighting import (
    Between,
    Weighted,
    between,
    between_ratings,
    effective_n,
    weigh,
)

# Ours: two charities, a user-led group and one large partner, all invented.
PARTNERS = [[0, 0, 0, 2, 1], [0, 0, 0, 3, 1], [0, 0, 0, 1, 1], [4, 12, 10, 0, 0]]
COUNTS = st.lists(st.integers(0, 9), min_size=5, max_size=5)
# Each person's mean over the four items of the matrix in `test_agreement`.
MEANS = [[4, 4, 3.75, 4.25, 3.5], [2.75, 3.25, 3], [2.25, 2.5, 1.75, 2.5]]


def test_every_way_of_weighing() -> None:
    found = weigh(PARTNERS, cap=5)
    assert found is not None
    printed = (2.771429, 3.828526, 3.293637, 3.582418, 4.0, 14.262857)
    assert astuple(found) == pytest.approx(printed, abs=6e-7)
    assert found.differ


def test_how_far_the_partners_differ() -> None:
    found = between(PARTNERS)
    assert found is not None
    assert (found.eta_squared, found.n0, found.icc1) == pytest.approx(
        (0.671008, 4.952381, 0.802127), abs=6e-7
    )


def test_the_organisations_of_the_matrix() -> None:
    """With the mean size of the groups, as R's `multilevel` takes it."""
    found = between_ratings(MEANS, size=4)
    assert found is not None
    assert round(found.f or 0, 2) == 33.34
    assert (found.icc1, found.icc2) == pytest.approx((0.8899312, 0.9700068), abs=6e-8)


@given(st.lists(COUNTS.filter(any), min_size=1, max_size=6), st.integers(1, 9))
def test_groups_of_one_size_weigh_the_same(groups: list[list[int]], cap: int) -> None:
    level = max(sum(one) for one in groups)
    alike = [[*one[:4], one[4] + level - sum(one)] for one in groups]
    found = weigh(alike, cap)
    assert found is not None
    assert found.pooled == pytest.approx(found.equal)
    assert (found.root, found.capped) == pytest.approx((found.equal, found.equal))
    assert found.effective == pytest.approx(level * len(groups))
    assert not found.differ


@given(st.lists(COUNTS, min_size=1, max_size=6).filter(lambda g: any(map(any, g))), st.data())
def test_order_and_empty_groups_do_not_matter(groups: list[list[int]], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations([*groups, [0] * 5]))
    found, other = weigh(groups), weigh(mixed)
    assert found is not None
    assert other is not None
    assert astuple(other) == pytest.approx(astuple(found))
    means = np.array([found.pooled, found.equal, found.root, found.capped])
    assert ((means >= 1) & (means <= 5)).all()
    assert found.effective <= sum(map(sum, groups)) + 1e-9


@given(st.lists(COUNTS.filter(any), min_size=2, max_size=6))
def test_the_share_between_is_a_share(groups: list[list[int]]) -> None:
    found = between(groups)
    assert found is not None
    assert found.eta_squared is None or -1e-9 <= found.eta_squared <= 1 + 1e-9
    assert found.icc1 is None or found.icc1 <= 1 + 1e-9


def test_nobody_and_one_organisation() -> None:
    assert (weigh([]), weigh([[0, 0]]), between([]), between([[1, 2]])) == (None,) * 4
    assert between([[1, 2], [0, 0]]) is None
    assert weigh([[0, 0, 2]]) == Weighted(3, 3, 3, 3, 3, 2)


def test_where_nothing_differs_nothing_is_told() -> None:
    assert between([[3, 0], [2, 0]]) == Between(None, 2.4, None, None, None)
    assert between([[1, 0], [0, 1]]) == Between(1, 1, None, None, None)
    assert between([[2, 0], [0, 2]]) == Between(1, 2, None, 1, 1)


@pytest.mark.parametrize("wrong", [{"groups": [[1, 2], [1, 2, 3]]}, {"groups": [[1]], "cap": 0}])
def test_what_cannot_be_weighed_is_refused(wrong: dict[str, list[list[int]]]) -> None:
    with pytest.raises(ValueError, match=r"same levels|one person or more"):
        weigh(**wrong)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_weigh_something(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="above nought"):
        effective_n(weights)
