"""How many people of each part agree, disagree and pass, and within which bounds."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from howff.sense.votes.cast import AGREE, DISAGREE, Floats, Ints, Votes
from howff.sense.votes.shapes import Standing


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """`counts[part, statement]` are the agreements, disagreements and passes of its people.

    `everyone[statement]` are those of all who voted, in a part or in none.
    """

    counts: Ints
    everyone: Ints

    def standings(self, statement: int) -> tuple[Standing, ...]:
        """Give how each part voted on a statement."""
        return tuple(Standing(*map(int, each)) for each in self.counts[:, statement])

    def whole(self, statement: int) -> Standing:
        """Give how everyone voted on a statement."""
        return Standing(*map(int, self.everyone[statement]))

    @property
    def all_parts(self) -> Ints:
        """The parts, and everyone together as one more."""
        return np.concatenate([self.counts, self.everyone[None]])


def tally(votes: Votes, part: Ints, parts: int) -> Tally:
    """Count the votes of each part; people whose part is -1 count among everyone only."""
    kind = np.select([votes.value == AGREE, votes.value == DISAGREE], [0, 1], 2)
    cell = votes.statement * 3 + kind
    size = votes.statements * 3
    everyone = np.bincount(cell, minlength=size).reshape(votes.statements, 3)
    whose = part[votes.person]
    inside = whose >= 0
    counts = np.bincount(whose[inside] * size + cell[inside], minlength=parts * size)
    return Tally(counts.reshape(parts, votes.statements, 3), everyone)


def lower(hits: Ints, n: Ints, level: float = 0.05) -> Floats:
    """Give the bound above which a share lies with 95 in 100 (Beta with Jeffreys' prior)."""
    return np.where(n > 0, _bound(hits, n, level), 0.0)


def upper(hits: Ints, n: Ints, level: float = 0.05) -> Floats:
    """Give the bound below which a share lies with 95 in 100 (Beta with Jeffreys' prior)."""
    return np.where(n > 0, _bound(hits, n, 1 - level), 1.0)


def _bound(hits: Ints, n: Ints, level: float) -> Floats:
    """Work a bound out once for each pair of numbers that there is."""
    pairs, where = np.unique(np.stack([hits.ravel(), n.ravel()]), axis=1, return_inverse=True)
    bounds: Floats = betaincinv(pairs[0] + 0.5, pairs[1] - pairs[0] + 0.5, level)
    return bounds[where.ravel()].reshape(hits.shape)
