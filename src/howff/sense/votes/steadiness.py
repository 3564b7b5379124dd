"""Whether groups stay the same when a few votes are left out."""

import numpy as np

from howff.sense.votes.cast import Floats, Ints, Mask, Votes
from howff.sense.votes.mixture import fit, membership
from howff.sense.votes.opinions import Opinions, opinions_of
from howff.sense.votes.shapes import UNPLACED, Badge

CLEAR, ENOUGH = 0.8, 7
DRAWS, LEFT_OUT = 8, 0.05
STEADY, MOSTLY = 0.9, 0.75


def enough(opinions: Opinions) -> Mask:
    """Tell of whom enough is known: seven opinions, or half of all where there are fewer."""
    asked = int((np.diff(opinions.columns.indptr).reshape(2, -1).sum(axis=0) > 0).sum())
    known: Mask = opinions.given >= min(ENOUGH, max(2, asked // 2))
    return known


def placed(probabilities: Floats, known: Mask) -> Ints:
    """Give each person's group where it is clear and enough is known of them, else -1."""
    clear = known & (probabilities.max(axis=1) >= CLEAR)
    return np.where(clear, probabilities.argmax(axis=1), UNPLACED)


def thinned(votes: Votes, seed: int) -> Votes:
    """Leave out one vote in twenty, by chance."""
    return votes.only(np.random.default_rng([seed, 202]).random(votes.count) >= LEFT_OUT)


def stability(votes: Votes, member: Ints, k: int, seed: int, draws: int = DRAWS) -> float:
    """Give the mean agreement of groups with those that are found when votes are left out.

    Agreement is the adjusted Rand index (Hubert and Arabie, 1985) over people whom both place.
    """
    found = [agreement(member, _again(thinned(votes, seed + i), k, seed)) for i in range(draws)]
    return float(np.mean(found))


def _again(votes: Votes, k: int, seed: int) -> Ints:
    """Find groups anew."""
    opinions = opinions_of(votes)
    return placed(membership(fit(opinions, k, seed), opinions), enough(opinions))


def agreement(one: Ints, other: Ints) -> float:
    """Give the adjusted Rand index of two groupings, over those whom both place."""
    both = (one != UNPLACED) & (other != UNPLACED)
    if both.sum() < 2:
        return 0.0
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one[both], other[both]), 1)
    together, rows, columns = (_pairs(each) for each in (table, table.sum(1), table.sum(0)))
    chance = rows * columns / _pairs(table.sum(keepdims=True))
    most = (rows + columns) / 2
    return float((together - chance) / (most - chance)) if most != chance else 1.0


def _pairs(numbers: Floats) -> float:
    return float((numbers * (numbers - 1) / 2).sum())


def badge(stability: float | None) -> Badge:
    """Put a stability in a word."""
    if stability is None:
        return Badge.UNKNOWN
    if stability >= STEADY:
        return Badge.STEADY
    return Badge.MOSTLY_STEADY if stability >= MOSTLY else Badge.SHAKY
