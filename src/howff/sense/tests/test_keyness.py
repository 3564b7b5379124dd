"""Words that groups use more than others: published numbers, thresholds, and what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.keyness import Keyness, keyness, likelihood, log_ratio

# Dunning 1993, table of bigrams in a Swiss corpus: G2, then both, first only, second only, neither.
DUNNING = [
    (270.72, 110, 2442, 111, 29114),
    (263.90, 29, 13, 123, 31612),
    (256.84, 31, 23, 139, 31584),
    (167.23, 10, 0, 3, 31764),
]


@pytest.mark.parametrize(("published", "both", "first", "second", "neither"), DUNNING)
def test_likelihood_is_that_of_dunning(
    published: float, both: int, first: int, second: int, neither: int
) -> None:
    got = likelihood(both, both + first, second, second + neither)
    assert got == pytest.approx(published, abs=0.005)


def test_likelihood_of_a_rare_word_is_that_of_the_calculator_at_lancaster() -> None:
    assert likelihood(52, 50_000, 57, 75_000) == pytest.approx(2.65, abs=0.005)


def test_equal_shares_are_no_surprise() -> None:
    assert likelihood(5, 20, 10, 40) == pytest.approx(0, abs=1e-12)


def test_the_log_ratio_is_one_for_each_doubling() -> None:
    assert log_ratio(8, 20, 8, 40) == 1
    assert log_ratio(8, 20, 8, 80) == 2


def test_a_word_that_nobody_else_said_counts_as_half_a_person() -> None:
    assert log_ratio(8, 20, 0, 20) == 4


def of(*groups: tuple[str, int, int], word: str = "funding") -> list[tuple[int, str, str]]:
    """People by group: so many of so many said the word, the others something of their own."""
    said = [(name, at < told) for name, told, size in groups for at in range(size)]
    return [
        (person, name, word if told else f"thing{person}")
        for person, (name, told) in enumerate(said)
    ]


def words_of(found: Keyness) -> dict[str, list[tuple[str, int | None, int | None]]]:
    return {one.name: [(w.text, w.people, w.rest) for w in one.words] for one in found.groups}


def test_a_group_that_says_a_word_more_often_is_found() -> None:
    found = keyness(of(("Health", 12, 20), ("Council", 6, 60)))
    assert words_of(found) == {"Council": [], "Health": [("funding", 12, 6)]}
    assert (found.people, found.hidden, found.tried) == (80, 0, 1)


def test_a_word_counts_once_for_a_person_in_whatever_form() -> None:
    said = of(("Health", 12, 20), ("Council", 6, 60))
    again = [(person, group, text.upper()) for person, group, text in said]
    assert words_of(keyness(said + again)) == words_of(keyness(said))


def test_a_difference_within_chance_is_not_told() -> None:
    assert words_of(keyness(of(("Health", 7, 20), ("Council", 7, 30)))) == {
        "Council": [],
        "Health": [],
    }


def test_figures_that_could_tell_of_few_others_are_hidden() -> None:
    found = keyness(of(("Health", 12, 20), ("Council", 1, 30)))
    (word,) = found.groups[1].words
    assert (word.text, word.people, word.rest, word.likelihood, word.ratio) == (
        "funding",
        None,
        None,
        None,
        None,
    )


def test_a_word_of_fewer_than_five_in_a_group_is_not_looked_at() -> None:
    found = keyness(of(("Health", 4, 5), ("Council", 0, 60)))
    assert (found.tried, words_of(found)) == (0, {"Council": [], "Health": []})


def test_small_groups_are_only_among_the_others() -> None:
    found = keyness(of(("Health", 12, 20), ("Council", 6, 60), ("Carers", 2, 3), ("", 2, 4)))
    assert words_of(found) == {"Council": [], "Health": [("funding", 12, 10)]}
    assert found.hidden == 7


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    found = keyness(of(("Health", 12, 20), ("Council", 6, 60), ("Carers", 2, 3)))
    assert [one.name for one in found.groups] == ["Council"]


def test_a_group_beside_nobody_has_no_words_of_its_own() -> None:
    assert keyness(of(("Health", 12, 20))).groups == ()


def test_nothing_said_gives_nothing() -> None:
    assert keyness([]) == Keyness((), 0, 0, 0, 0.05)


def test_among_many_words_a_small_surprise_is_a_false_alarm() -> None:
    alone = of(("Health", 9, 20), ("Council", 14, 72))
    many = [
        (person, group, f"w{number}")
        for number in range(40)
        for person, group, _ in alone
        if person < 11 or (group == "Council" and person % 2)
    ]
    assert words_of(keyness(alone))["Health"] == [("funding", 9, 14)]
    assert words_of(keyness(alone + many))["Health"] == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30), st.sampled_from("ABC"), st.sampled_from(["trust", "money", "time"])
        ),
        max_size=200,
    )
)
def test_no_figure_stands_for_fewer_than_five(said: list[tuple[int, str, str]]) -> None:
    for group in keyness(said, false_alarms=1.0).groups:
        assert group.people >= 5
        for word in group.words:
            assert word.people is None or (word.people >= 5 and (word.rest or 0) >= 5)
