"""What people voted.

People and statements are known by their place, from 0; whoever asks keeps their real numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Mask = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1


class VotesError(ValueError):
    """Votes that cannot be read as votes; the message says what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who voted what: `person[i]` said `value[i]` (1 agree, 0 pass, -1 disagree) of `statement[i]`.

    A person is there once for a statement, in the order of people and then statements; make one
    with `of`. `ranked` tells, for each statement, whether it may be ranked: not moderated out.
    """

    people: int
    statements: int
    person: Ints
    statement: Ints
    value: Ints
    ranked: Mask

    @classmethod
    def of(
        cls,
        person: Iterable[int],
        statement: Iterable[int],
        value: Iterable[int],
        *,
        people: int,
        statements: int,
        ranked: Iterable[bool] | None = None,
    ) -> Self:
        """Put votes in order; of two by one person on one statement, the later stands."""
        who, what, said = (_whole(each) for each in (person, statement, value))
        allowed = np.full(statements, True) if ranked is None else np.asarray([*ranked], np.bool_)
        if allowed.size != statements:
            raise VotesError("there should be one word on ranking for each statement")
        _check(who, what, said, (people, statements))
        cell = who * max(statements, 1) + what
        order = np.argsort(cell, kind="stable")
        last = np.append(np.diff(cell[order]) != 0, True)[: order.size]
        kept = order[last]
        return cls(people, statements, who[kept], what[kept], said[kept], allowed)

    @property
    def count(self) -> int:
        """How many votes there are."""
        return int(self.value.size)

    def only(self, kept: Mask) -> Self:
        """Give the same people and statements with some of the votes."""
        return replace(
            self, person=self.person[kept], statement=self.statement[kept], value=self.value[kept]
        )

    def of_statements(self, value: int | None = None) -> Ints:
        """Count the votes of each statement: all of them, or those of one value."""
        chosen = self.statement if value is None else self.statement[self.value == value]
        return np.bincount(chosen, minlength=self.statements)

    def of_people(self) -> Ints:
        """Count on how many statements each person agreed or disagreed."""
        return np.bincount(self.person[self.value != PASS], minlength=self.people)


def _whole(numbers: Iterable[int]) -> Ints:
    return np.asarray(numbers if isinstance(numbers, np.ndarray) else [*numbers], np.int64)


def _check(who: Ints, what: Ints, said: Ints, size: tuple[int, int]) -> None:
    people, statements = size
    if not who.size == what.size == said.size:
        raise VotesError("there should be one person and one statement for each vote")
    if who.size and not (who.min() >= 0 and who.max() < people):
        raise VotesError("a vote is by somebody who is not there")
    if what.size and not (what.min() >= 0 and what.max() < statements):
        raise VotesError("a vote is on a statement that is not there")
    if said.size and not np.isin(said, (AGREE, PASS, DISAGREE)).all():
        raise VotesError("a vote is 1 (agree), 0 (pass) or -1 (disagree)")
