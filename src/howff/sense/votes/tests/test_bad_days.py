"""Odd votes have a defined outcome, and none of them is an error."""

import numpy as np
import pytest

from howff.sense.votes import Verdict, VoteFindings, Votes, Why, findings_of, polis_like
from howff.sense.votes.steadiness import agreement
from howff.sense.votes.tests.conversations import camps


def votes(rows: list[list[int | None]], ranked: list[bool] | None = None) -> Votes:
    """Votes as a matrix: a row for each person, None for a blank."""
    cells = ((i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row))
    cast = [(i, j, value) for i, j, value in cells if value is not None]
    who, what, said = (list(each) for each in zip(*cast, strict=True)) if cast else ([], [], [])
    width = len(rows[0]) if rows else 0
    return Votes.of(who, what, said, people=len(rows), statements=width, ranked=ranked)


def is_one_group(found: VoteFindings) -> bool:
    return (found.groups.verdict, len(found.groups.groups)) == (Verdict.ONE_GROUP, 1)


NOBODY = votes([])
NO_VOTES = votes([[None, None], [None, None]])
TWO_PEOPLE = votes([[1, -1, 1], [1, 1, -1]])
PASSING = votes([[0, 0, 0]] * 60)
ALIKE = votes([[1, 1, -1]] * 60)
ONE_COLUMN = votes([[1]] * 30 + [[-1]] * 30)
REFUSED = votes([[1, -1]] * 60, ranked=[False, False])
ONE_VOTE_EACH = votes([[1, None], [None, -1]] * 30)


@pytest.mark.parametrize(
    "odd",
    [NOBODY, NO_VOTES, TWO_PEOPLE, PASSING, ALIKE, ONE_COLUMN, REFUSED, ONE_VOTE_EACH],
)
@pytest.mark.parametrize("quick", [False, True])
def test_nothing_breaks_and_no_groups_are_invented(odd: Votes, quick: bool) -> None:
    found = findings_of(odd, quick=quick)
    assert len(found.groups.groups) == 1
    assert found.people == odd.people
    assert VoteFindings.from_json(found.to_json()).to_json() == found.to_json()
    assert polis_like(odd).people == odd.people
    assert findings_of(odd, k=2).people == odd.people


def test_where_all_pass_nothing_is_common_ground() -> None:
    found = findings_of(PASSING)
    assert is_one_group(found)
    assert (found.common_ground, found.common_refusal, found.divisive) == ((), (), ())
    assert found.minority == ()
    assert found.unbacked == 60


def test_where_all_vote_alike_all_is_common_ground() -> None:
    found = findings_of(ALIKE)
    assert is_one_group(found)
    assert [one.statement for one in found.common_ground] == [0, 1]
    assert [one.statement for one in found.common_refusal] == [2]
    assert found.divisive == ()


def test_one_statement_can_divide_but_makes_no_groups() -> None:
    found = findings_of(ONE_COLUMN)
    assert is_one_group(found)
    assert [one.statement for one in found.divisive] == [0]


def test_two_people_are_too_few_to_say_anything_of_a_statement() -> None:
    found = findings_of(TWO_PEOPLE)
    assert found.groups.why is Why.FEW_PEOPLE
    assert found.too_few == (0, 1, 2)
    assert found.common_ground == ()


def test_what_moderators_refused_is_ranked_nowhere() -> None:
    found = findings_of(REFUSED)
    assert (found.common_ground, found.common_refusal, found.divisive) == ((), (), ())
    assert (found.minority, found.too_few) == ((), ())
    assert found.picture.ends == ()


def test_one_vote_is_never_common_ground() -> None:
    found = findings_of(votes([[1, 1], *[[1, None]] * 60]))
    assert [one.statement for one in found.common_ground] == [0]
    assert found.too_few == (1,)


def test_somebody_with_one_vote_is_in_no_group_and_on_no_map() -> None:
    whole, _ = camps(80, 20, 2)
    first = np.flatnonzero(whole.person == 0)
    kept = np.full(whole.count, True)
    kept[first[1:]] = False
    found = findings_of(whole.only(kept))
    assert found.groups.verdict is Verdict.GROUPS
    assert (int(found.groups.member[0]), bool(found.picture.on[0])) == (-1, False)


def test_a_bot_that_votes_everything_moves_nobody_else() -> None:
    whole, _ = camps(120, 24, 2)
    bot = Votes.of(
        [*whole.person, *[120] * 24], [*whole.statement, *range(24)], [*whole.value, *[1] * 24],
        people=121, statements=24,
    )  # fmt: skip
    without, beside = (findings_of(each, quick=True, k=2).groups.member for each in (whole, bot))
    assert agreement(without, beside[:120]) == 1.0
    assert ((without < 0) == (beside[:120] < 0)).all()
