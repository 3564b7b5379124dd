"""What must hold of any votes."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from howff.sense.votes import Votes, findings_of
from howff.sense.votes.minority import SIZE, minority_views
from howff.sense.votes.tests.conversations import REAL, camps, votes_of

CASTS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 5), st.sampled_from([-1, 0, 1])), max_size=60
)


def cast(votes: list[tuple[int, int, int]]) -> Votes:
    who, what, said = (list(each) for each in zip(*votes, strict=True)) if votes else ([], [], [])
    return Votes.of(who, what, said, people=12, statements=6)


@given(CASTS)
@settings(max_examples=40, deadline=None)
def test_a_vote_counted_twice_changes_nothing(votes: list[tuple[int, int, int]]) -> None:
    last = {(who, what): said for who, what, said in votes}
    once = [(who, what, said) for (who, what), said in last.items()]
    assert findings_of(cast(votes)).to_json() == findings_of(cast([*once, *once])).to_json()


@given(CASTS)
@settings(max_examples=60, deadline=None)
def test_each_large_part_of_people_has_a_statement_it_backs(
    votes: list[tuple[int, int, int]],
) -> None:
    whole = cast(votes)
    views, _ = minority_views(whole)
    listed = {view.statement for view in views}
    backs = {
        (p, s) for p, s, v in zip(whole.person, whole.statement, whole.value, strict=True) if v == 1
    }
    heard = {person for person, statement in backs if statement in listed}
    voters = set(whole.person.tolist())
    for statement in np.flatnonzero(whole.of_statements() >= 5):
        backers = {person for person, one in backs if one == statement}
        assert len(backers - heard) * SIZE < len(voters) or not backers - heard


def shuffled(votes: Votes, seed: int) -> tuple[Votes, list[int], list[int]]:
    """The same votes with people and statements numbered otherwise."""
    rng = np.random.default_rng(seed)
    people, statements = rng.permutation(votes.people), rng.permutation(votes.statements)
    ranked = np.empty_like(votes.ranked)
    ranked[statements] = votes.ranked
    order = rng.permutation(votes.count)
    again = Votes.of(
        people[votes.person][order], statements[votes.statement][order], votes.value[order],
        people=votes.people, statements=votes.statements, ranked=ranked,
    )  # fmt: skip
    return again, people.tolist(), statements.tolist()


def test_numbering_people_and_statements_otherwise_changes_nothing() -> None:
    for votes in (camps(120, 20, 3)[0], votes_of("scoop-hivemind.ubi")):
        found = findings_of(votes, quick=True, k=3)
        again, people, statements = shuffled(votes, 4)
        other = findings_of(again, quick=True, k=3)
        assert other.groups.member[people].tolist() == found.groups.member.tolist()
        assert other.picture.x[people].tolist() == found.picture.x.tolist()
        assert [one.statement for one in other.minority] == [
            statements[one.statement] for one in found.minority
        ]


def test_the_same_votes_give_the_same_bytes() -> None:
    votes = votes_of("london.youth.policing")
    first, second = (json.dumps(findings_of(votes).to_json()) for _ in range(2))
    assert first == second


def test_findings_survive_being_kept_as_plain_values() -> None:
    for name in REAL:
        values = findings_of(votes_of(name), quick=True, k=2).to_json()
        kept = json.loads(json.dumps(values))
        assert type(findings_of(votes_of(name), quick=True)).from_json(kept).to_json() == values
