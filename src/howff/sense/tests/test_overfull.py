"""Answers that somebody may have made up protect nobody."""

from dataclasses import replace

from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Figures, Group, Ratings
from howff.sense.tests.rounds import ratings

SPREAD = [1, 2, 3, 4, 5]


def answered(people: list[int], expected: list[int]) -> Ratings:
    """So many people of each organisation, of so many; each gives another rating than the last."""
    organisation = [number for number, many in enumerate(people) for _one in range(many)]
    values = [[SPREAD[row % 5]] for row in range(len(organisation))]
    groups = tuple(Group(f"o{one}", f"o {one}", many) for one, many in enumerate(expected))
    return replace(ratings(values, organisation), organisations=groups)


def shown(figures: Figures) -> list[str]:
    return [one.group for one in figures.items[0].organisations if one.shown]


def test_a_group_with_more_answers_than_people_is_hidden_and_no_difference_tells_of_it() -> None:
    """Whoever made up seven of the eight would know what the other one gave."""
    assert shown(analyse(answered([10, 6], [12, 6]))) == ["o0", "o1"]
    assert shown(analyse(answered([10, 8], [12, 6]))) == []
    assert shown(analyse(answered([10, 8, 9], [12, 6, 9]))) == ["o0"]


def test_where_fewer_than_k_were_expected_in_all_nothing_is_shown() -> None:
    few = analyse(answered([7], [3]))
    assert (few.people, few.enough, few.items[0].everyone) == (0, False, None)
    assert analyse(answered([7], [3]), attributed=True).people == 7
    inside = analyse(answered([12], [9]))
    assert (inside.people, analyse(answered([12], [9]), 10, within=inside).people) == (12, 0)


def test_a_round_with_more_answers_than_people_says_so() -> None:
    rounds = answered([12], [9]), answered([9], [9]), answered([12], [0])
    assert [analyse(one).overfull for one in rounds] == [True, False, False]
    assert [analyse(one).people for one in rounds] == [12, 9, 12]
