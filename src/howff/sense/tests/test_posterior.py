"""What few ratings let us say is exact, honest about few, and the same every time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from howff.sense.posterior import (
    Chance,
    chance_improved,
    chance_improved_same_people,
    in_words,
    posterior,
    share_at_least,
)

JEFFREYS = 2.5
COUNTS = st.lists(st.integers(0, 12), min_size=5, max_size=5)


@pytest.mark.parametrize(
    ("counts", "mass", "mean", "sd"),
    [
        ([0, 1, 3, 4, 2], JEFFREYS, 3.56, 0.288855),
        ([0, 1, 3, 4, 2], 1, 3.636364, 0.282648),
        ([0, 0, 0, 3, 0], JEFFREYS, 3.545455, 0.421905),
        ([0, 0, 0, 3, 0], 1, 3.75, 0.37081),
        ([5, 0, 0, 0, 5], JEFFREYS, 3, 0.516398),
        ([5, 0, 0, 0, 5], 1, 3, 0.564076),
    ],
)
def test_mean_and_deviation(counts: list[int], mass: float, mean: float, sd: float) -> None:
    found = posterior(counts, mass)
    assert (found.mean, found.sd) == pytest.approx((mean, sd), abs=6e-7)


@pytest.mark.parametrize(("below", "above"), [(0, 0), (3, 5), (0, 40), (700, 300)])
def test_on_two_levels_the_interval_is_that_of_a_beta(below: int, above: int) -> None:
    found = posterior([below, above])
    exact = beta(above + 0.5, below + 0.5).ppf([0.05, 0.95])
    assert (found.low - 1, found.high - 1) == pytest.approx(tuple(exact), abs=2e-6)


@pytest.mark.parametrize(
    "counts",
    [
        [0, 1, 3, 4, 2],
        [0, 0, 0, 3, 0],
        [5, 0, 0, 0, 5],
        [0] * 5,
        [0, 0, 0, 0, 50],
        [9e3, 9, 9, 9, 9],
    ],
)
def test_the_interval_is_that_of_many_draws(counts: list[float]) -> None:
    drawn = np.random.default_rng(3).dirichlet(np.array(counts) + 0.2, 100_000) @ range(1, 6)
    found = posterior(counts)
    shares = [(drawn < found.low).mean(), (drawn < found.high).mean()]
    assert shares == pytest.approx([0.05, 0.95], abs=0.004)


@pytest.mark.parametrize("n", [1_000, 40_000])
def test_a_crowd_of_one_mind_is_told_to_a_thousandth_of_a_point(n: int) -> None:
    drawn = np.random.default_rng(9).dirichlet([0.2, 0.2, 0.2, n + 0.2, 0.2], 100_000)
    found = posterior([0, 0, 0, n, 0])
    ends = np.quantile(drawn @ range(1, 6), [0.05, 0.95])
    assert (found.low, found.high) == pytest.approx(tuple(ends), abs=0.001)


@settings(deadline=None, max_examples=25)
@given(COUNTS)
def test_the_interval_is_never_empty_and_turns_with_the_scale(counts: list[int]) -> None:
    found, turned = posterior(counts), posterior(counts[::-1])
    assert 1 <= found.low < found.high <= 5
    assert found.high - found.low > 0.05
    assert (6 - turned.high, 6 - turned.low) == pytest.approx((found.low, found.high), abs=1e-5)


@settings(deadline=None)
@given(st.integers(0, 4), st.integers(1, 30))
def test_people_of_one_mind_are_not_certain(level: int, n: int) -> None:
    counts = [0] * 5
    counts[level] = n
    found = posterior(counts)
    assert found.high - found.low > 0.01
    assert found.sd > 0


def test_more_people_make_it_narrower() -> None:
    few, more = posterior([0, 1, 3, 4, 2]), posterior([0, 10, 30, 40, 20])
    assert more.high - more.low < few.high - few.low


def test_the_share_at_a_level_is_a_beta() -> None:
    found = share_at_least([0, 1, 3, 4, 2], 4)
    exact = beta(6.4, 4.6)
    assert (found.mean, found.low, found.high) == pytest.approx(
        (exact.mean(), exact.ppf(0.05), exact.ppf(0.95))
    )


@pytest.mark.parametrize("level", [0, 1, 6])
def test_a_share_is_of_a_level_above_the_lowest(level: int) -> None:
    with pytest.raises(ValueError, match="2 to 5"):
        share_at_least([0, 1, 3, 4, 2], level)


@pytest.mark.parametrize("counts", [[7], []])
def test_one_level_leaves_nothing_to_say(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="level"):
        posterior(counts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([0, 1, 3, 4, 2], [0, 0, 3, 4, 3]),
        ([0, 0, 0, 3, 0], [0] * 5),
        ([0, 0, 0, 900, 0], [0, 1, 3, 4, 2]),
        ([0, 0, 0, 900, 0], [0, 0, 0, 900, 1]),
    ],
)
def test_the_chance_is_that_of_many_draws(before: list[int], after: list[int]) -> None:
    draw = np.random.default_rng(5).dirichlet
    then, now = (draw(np.array(one) + 0.2, 100_000) @ range(1, 6) for one in (before, after))
    assert chance_improved(before, after) == pytest.approx((now > then).mean(), abs=0.006)


@settings(deadline=None, max_examples=25)
@given(COUNTS, COUNTS)
def test_better_and_worse_are_the_two_sides_of_one_chance(
    before: list[int], after: list[int]
) -> None:
    assert chance_improved(before, after) + chance_improved(after, before) == pytest.approx(1)
    assert chance_improved(before, before) == pytest.approx(0.5)
    assert chance_improved(before[::-1], after[::-1]) == pytest.approx(
        1 - chance_improved(before, after), abs=1e-6
    )


def test_rounds_on_two_scales_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same levels"):
        chance_improved([1, 2, 3], [1, 2, 3, 4, 5])


def test_the_same_people_say_more_than_two_crowds() -> None:
    before, after = [3, 3, 2, 4, 3, 2], [4, 3, 3, 4, 4, 2]
    weights = np.array([0, 0, 0, 0, 3, 3, 0, 0, 0]) + 1 / 9
    drawn = np.random.default_rng(7).dirichlet(weights, 100_000) @ range(-4, 5)
    found = chance_improved_same_people(before, after, 5)
    assert found == pytest.approx((drawn > 0).mean(), abs=0.006)
    assert found + chance_improved_same_people(after, before, 5) == pytest.approx(1)
    assert found > chance_improved([0, 2, 3, 1, 0], [0, 1, 2, 3, 0])


@pytest.mark.parametrize("ratings", [[], [4], [1, 5, 3]])
def test_where_nobody_changed_it_is_even(ratings: list[int]) -> None:
    assert chance_improved_same_people(ratings, ratings, 5) == pytest.approx(0.5)


@pytest.mark.parametrize(("before", "after"), [([1], [6]), ([1, 2], [3]), ([[1]], [[2]])])
def test_what_is_no_pair_is_refused(before: list[int], after: list[int]) -> None:
    with pytest.raises(ValueError, match="two ratings"):
        chance_improved_same_people(before, after, 5)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1, Chance.VERY_LIKELY),
        (0.9, Chance.VERY_LIKELY),
        (0.89, Chance.LIKELY),
        (0.66, Chance.LIKELY),
        (0.65, Chance.EVEN),
        (0.35, Chance.EVEN),
        (0.34, Chance.UNLIKELY),
        (0.11, Chance.UNLIKELY),
        (0.1, Chance.VERY_UNLIKELY),
        (0, Chance.VERY_UNLIKELY),
    ],
)
def test_a_chance_has_a_word(probability: float, word: Chance) -> None:
    assert in_words(probability) is word


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_has_none(wrong: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        in_words(wrong)
