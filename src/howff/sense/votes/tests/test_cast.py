"""Votes are put in order, counted once, and refused where they cannot be votes."""

import pytest

from howff.sense.votes import Votes, VotesError


def cast(votes: list[tuple[int, int, int]], people: int = 2, statements: int = 2) -> Votes:
    who, what, said = (list(each) for each in zip(*votes, strict=True)) if votes else ([], [], [])
    return Votes.of(who, what, said, people=people, statements=statements)


def test_votes_come_in_the_order_of_people_and_statements() -> None:
    votes = cast([(1, 0, 1), (0, 1, -1), (0, 0, 0)])
    assert list(zip(votes.person, votes.statement, votes.value, strict=True)) == [
        (0, 0, 0), (0, 1, -1), (1, 0, 1),
    ]  # fmt: skip


def test_the_last_of_two_votes_stands() -> None:
    assert cast([(0, 0, 1), (0, 0, -1)]).value.tolist() == [-1]


def test_every_statement_may_be_ranked_unless_it_is_said_otherwise() -> None:
    assert cast([]).ranked.tolist() == [True, True]


def test_votes_are_counted_by_statement_and_opinions_by_person() -> None:
    votes = cast([(0, 0, 1), (1, 0, 0), (1, 1, -1)])
    assert votes.of_statements().tolist() == [2, 1]
    assert votes.of_statements(1).tolist() == [1, 0]
    assert votes.of_people().tolist() == [1, 1]


@pytest.mark.parametrize("vote", [(2, 0, 1), (-1, 0, 1), (0, 2, 1), (0, -1, 1), (0, 0, 2)])
def test_what_cannot_be_a_vote_is_refused(vote: tuple[int, int, int]) -> None:
    with pytest.raises(VotesError):
        cast([vote])


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(VotesError, match="one person and one statement for each vote"):
        Votes.of([0], [0, 1], [1, 1], people=1, statements=2)


def test_a_word_on_ranking_is_needed_for_each_statement() -> None:
    with pytest.raises(VotesError, match="ranking"):
        Votes.of([0], [0], [1], people=1, statements=1, ranked=[True, False])
