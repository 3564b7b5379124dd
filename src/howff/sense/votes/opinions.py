"""Votes as sparse numbers: who agreed and who disagreed; passes and blanks say nothing."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from howff.sense.votes.cast import AGREE, PASS, Floats, Votes


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """`rows` has a row for each person and two columns for each statement: agreed, disagreed.

    `columns` is the same lying on its side. `base` is how likely anybody is to agree with each.
    """

    rows: Any
    columns: Any
    base: Floats

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.rows.shape[0])

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return int(self.base.size)

    @property
    def given(self) -> Floats:
        """How many opinions each person gave."""
        given: Floats = np.diff(self.rows.indptr).astype(np.float64)
        return given


def opinions_of(votes: Votes) -> Opinions:
    """Give what the votes on statements that may be ranked say."""
    kept = (votes.value != PASS) & votes.ranked[votes.statement]
    person, statement = votes.person[kept], votes.statement[kept]
    agreed = votes.value[kept] == AGREE
    column = np.where(agreed, statement, statement + votes.statements)
    shape = (votes.people, 2 * votes.statements)
    rows = csr_array((np.ones(person.size), (person, column)), shape=shape)
    counts = np.bincount(column, minlength=shape[1]).reshape(2, -1)
    return Opinions(rows, rows.T.tocsr(), (counts[0] + 0.5) / (counts.sum(axis=0) + 1.0))
