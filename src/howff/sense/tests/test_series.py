"""Themes over a series: which are alike, how they fare, and what is least like the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.series import (
    Course,
    Life,
    Pair,
    Seen,
    alike,
    centre_of,
    least_like,
    life,
    word_rows,
)


def test_themes_are_compared_by_meaning_where_both_have_vectors_of_one_model() -> None:
    one = Seen("trust", "May", ("Trust",), (1.0, 0.0), "m")
    other = Seen("belief", "June", ("Belief",), (0.8, 0.6), "m")
    assert alike([one, other]) == [Pair("trust", "belief", 0.8, by_meaning=True)]


def test_without_a_model_the_shared_words_count() -> None:
    one = Seen("a", "May", ("Money that lasts", "short contracts"))
    other = Seen("b", "June", ("money", "contract"), (1.0,), "m")
    assert alike([one, other]) == [Pair("a", "b", pytest.approx(4 / 7), by_meaning=False)]


def test_vectors_of_two_models_are_never_compared() -> None:
    one = Seen("a", "May", ("trust",), (1.0, 0.0), "m")
    other = Seen("b", "June", ("rural buses",), (1.0, 0.0), "n")
    assert alike([one, other]) == []


def test_themes_of_one_place_are_never_a_pair() -> None:
    assert alike([Seen("a", "May", ("trust",)), Seen("b", "May", ("trust",))]) == []


def test_a_theme_is_suggested_once_for_each_other_place() -> None:
    one = Seen("a", "May", (), (1.0, 0.0), "m")
    near, far = Seen("b", "June", (), (0.96, 0.28), "m"), Seen("c", "June", (), (0.8, 0.6), "m")
    third = Seen("d", "July", (), (0.8, 0.6), "m")
    assert [(pair.one, pair.other) for pair in alike([one, far, near, third])] == [
        ("c", "d"),
        ("a", "b"),
        ("a", "d"),
    ]


@pytest.mark.parametrize(
    ("people", "course"),
    [
        ((7, 8, 9), Course.LASTING),
        ((7, 8, 0), Course.QUIET),
        ((0, 8, 9), Course.NEW),
        ((0, 0, 9), Course.NEW),
        ((7, 0, 9), Course.RETURNED),
        ((7, 0, 0), Course.ONCE),
        ((9,), Course.ONCE),
        ((7, 3, 9), Course.UNKNOWN),
    ],
)
def test_a_course_is_read_from_what_is_shown(people: tuple[int, ...], course: Course) -> None:
    assert life(people, [20] * len(people)).course == course


def test_few_people_are_hidden_and_shares_with_them() -> None:
    found = life((5, 4, 0), (20, 20, 0))
    assert (found.people, found.shares) == ((5, None, 0), (0.25, None, 0.0))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_nothing_tells_small_numbers_apart(people: list[int]) -> None:
    assert life(people, [30] * len(people)) == life(
        [n if n >= 5 or n == 0 else 1 for n in people], [30] * len(people)
    )


def test_a_life_has_as_many_shares_as_times() -> None:
    assert Life((5,), (0,), Course.ONCE).shares == (0.0,)


def test_the_centre_has_length_one_and_nothing_has_none() -> None:
    assert centre_of([[3.0, 0.0], [0.0, 3.0]]) == pytest.approx((2**-0.5, 2**-0.5))
    assert (centre_of([]), centre_of([[0.0, 0.0]])) == ((), ())


def test_the_least_like_comes_first_and_examples_are_left_out() -> None:
    rows = [[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.6, 0.8], [0.0, 0.0]]
    assert least_like(rows, [0]) == [2, 3, 1]


def test_without_examples_all_are_compared_with_their_mean() -> None:
    assert least_like([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]], [])[0] == 2


def test_texts_that_say_nothing_are_like_nothing() -> None:
    assert least_like([[0.0, 0.0]], [0]) == []


def test_without_a_model_texts_are_compared_by_their_words() -> None:
    rows = word_rows(["buses run late", "Buses late", "trust", "..."])
    assert rows.shape == (4, 4)
    assert least_like(rows, [0]) == [2, 1]
