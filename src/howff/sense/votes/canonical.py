"""An order of people and statements that depends on nothing but the votes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.votes.cast import Ints, Votes

type _Hashes = NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Canonical:
    """Votes in that order, and where each person and statement of the order came from."""

    votes: Votes
    people: Ints
    statements: Ints


def canonical(votes: Votes) -> Canonical:
    """Put votes in an order that is the same however people and statements were numbered.

    Each person is known by the statements they voted on, each statement by who voted on it, in
    turn (colour refinement: Weisfeiler and Leman, 1968); sums of whole numbers do not depend on
    their order. People who still look the same voted the same, so their order makes no difference.
    """
    people, statements = _colours(votes)
    by_person = np.argsort(people, kind="stable")
    by_statement = np.argsort(statements, kind="stable")
    ordered = Votes.of(
        _places(by_person)[votes.person],
        _places(by_statement)[votes.statement],
        votes.value,
        people=votes.people,
        statements=votes.statements,
        ranked=votes.ranked[by_statement],
    )
    return Canonical(ordered, by_person, by_statement)


def _colours(votes: Votes) -> tuple[_Hashes, _Hashes]:
    """Know people by statements and statements by people, a few times over."""
    said = (votes.value + 2).astype(np.uint64) * _STEP
    people = np.ones(votes.people, np.uint64)
    statements = _mixed(votes.ranked.astype(np.uint64))
    for _ in range(_ROUNDS):
        people = _joined(people, votes.person, statements[votes.statement] + said)
        statements = _joined(statements, votes.statement, people[votes.person] + said)
    return people, statements


def _joined(colours: _Hashes, whose: Ints, seen: _Hashes) -> _Hashes:
    """Give each its colour with all that it has seen."""
    sums = np.zeros_like(colours)
    np.add.at(sums, whose, _mixed(seen))
    return _mixed(colours * _STEP + sums)


def _mixed(numbers: _Hashes) -> _Hashes:
    """Scatter numbers so that their sums tell them apart (SplitMix64: Steele and others, 2014)."""
    x = numbers + _STEP
    x = (x ^ (x >> np.uint64(30))) * _FACTORS[0]
    x = (x ^ (x >> np.uint64(27))) * _FACTORS[1]
    return x ^ (x >> np.uint64(31))


def _places(order: Ints) -> Ints:
    """Give, for each old place, the new one."""
    places = np.empty_like(order)
    places[order] = np.arange(order.size)
    return places
