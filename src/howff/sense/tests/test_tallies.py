"""Counts come with their people, and add up."""

from itertools import permutations
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.tallies import (
    Choices,
    Rankings,
    Ratings,
    Votes,
    tally_choices,
    tally_rankings,
    tally_ratings,
    tally_votes,
)


def test_choices_are_counted_once_for_a_person() -> None:
    tally = tally_choices([[0], [0, 2], [2, 2], []], 3)
    assert tally == Choices((2, 0, 2), 4)
    assert tally.shares == (0.5, 0.0, 0.5)


def test_nobody_chose() -> None:
    assert tally_choices([], 2).shares == (0.0, 0.0)


@pytest.mark.parametrize(
    ("answers", "middle"), [([], None), ([4], 4), ([1, 5], 3), ([1, 2], 1.5), ([5, 1, 1], 1)]
)
def test_ratings_have_a_median(answers: list[int], middle: float | None) -> None:
    tally = tally_ratings(answers, 5)
    assert (tally.people, tally.median) == (len(answers), middle)


@given(st.lists(st.integers(1, 7), min_size=1))
def test_the_median_is_that_of_the_answers(answers: list[int]) -> None:
    counts = tuple(answers.count(point) for point in range(1, 8))
    assert tally_ratings(answers, 7) == Ratings(counts, len(answers), median(answers))


def test_rankings_are_counted_by_rank_and_by_points() -> None:
    assert tally_rankings([(2, 0, 1), (2, 1, 0), (0, 2, 1)], 3) == Rankings(
        counts=((1, 1, 1), (0, 1, 2), (2, 1, 0)), points=(3, 1, 5), order=(2, 0, 1), people=3
    )


@given(st.lists(st.sampled_from(list(permutations(range(4))))))
def test_every_rank_and_every_option_adds_up_to_the_people(answers: list[tuple[int, ...]]) -> None:
    tally = tally_rankings(answers, 4)
    assert [sum(row) for row in tally.counts] == [len(answers)] * 4
    assert [sum(column) for column in zip(*tally.counts, strict=True)] == [len(answers)] * 4
    assert sum(tally.points) == 6 * len(answers)


def test_votes_are_counted() -> None:
    votes = tally_votes(["agree", "pass", "agree", "disagree"])
    assert votes == Votes(2, 1, 1)
    assert votes.people == 4


@pytest.mark.parametrize(
    ("agree", "disagree", "low", "high"),
    [(81, 182, 0.2553, 0.3662), (15, 133, 0.0624, 0.1605), (10, 0, 0.7225, 1.0)],
)
def test_agreement_agrees_with_the_published_intervals(
    agree: int, disagree: int, low: float, high: float
) -> None:
    """The first two are Newcombe, 1998, Statistics in Medicine 17, 857-872, table I, method 3."""
    assert Votes(agree, disagree, 9).agreement(0.95) == pytest.approx((low, high), abs=5e-5)


def test_of_no_votes_nothing_is_known() -> None:
    assert Votes(0, 0, 3).agreement() == (0.0, 1.0)
