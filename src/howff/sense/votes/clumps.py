"""Whether people along a line stand in clumps, with a gap that chance would not make."""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from howff.sense.votes.cast import Floats, Mask
from howff.sense.votes.mixture import Mixture
from howff.sense.votes.opinions import Opinions

_DRAWS, _ROUNDS = 39, 40
_CLEAR = 0.2


def clumped(line: Mixture, opinions: Opinions, known: Mask, seed: int = 0) -> bool:
    """Say whether the gap between people is larger than in 95 of 100 evenly spread crowds.

    It must be clear besides: a fifth of all people more on both its sides than within it.

    The crowds are drawn from the line itself, with a normal spread of people, and vote on the
    statements that people voted on (parametric bootstrap: Efron and Tibshirani, 1993). The gap is
    that of the spread that fits the votes best, whatever its form (Laird, 1978).
    """
    rows = opinions.rows[np.flatnonzero(known)]
    rng = np.random.default_rng([seed, 303])
    gap = valley(_spread(line, rows))
    drawn = [valley(_spread(line, _crowd(line, rows, rng))) for _ in range(_DRAWS)]
    return bool(gap > max(_CLEAR, np.quantile(drawn, 0.95)))


def valley(sizes: Floats) -> float:
    """Give how far the emptiest place lies below the fuller places on both its sides.

    Three places in a row count together, so that people between two places make no two humps.
    """
    sizes = np.convolve(sizes, np.ones(3), "same")
    left, right = np.maximum.accumulate(sizes), np.maximum.accumulate(sizes[::-1])[::-1]
    return float((np.minimum(left, right) - sizes).max())


def _spread(line: Mixture, rows: Any) -> Floats:
    """Find how many people stand at each place, by expectation and maximisation."""
    logs = np.log(np.concatenate([line.agrees, 1 - line.agrees], axis=1))
    likely: Floats = rows @ logs.T
    likely = np.exp(likely - likely.max(axis=1, keepdims=True))
    sizes = line.sizes
    for _ in range(_ROUNDS):
        joint = likely * sizes
        sizes = (joint / joint.sum(axis=1, keepdims=True)).mean(axis=0)
    return sizes


def _crowd(line: Mixture, rows: Any, rng: np.random.Generator) -> Any:
    """Let as many people, spread evenly along the line, vote on the same statements."""
    people, statements = rows.shape[0], rows.shape[1] // 2
    place = rng.choice(line.k, people, p=line.sizes)[
        np.repeat(np.arange(people), np.diff(rows.indptr))
    ]
    statement = rows.indices % statements
    agreed = rng.random(statement.size) < line.agrees[place, statement]
    column = np.where(agreed, statement, statement + statements)
    return csr_array((rows.data, column, rows.indptr), shape=rows.shape)
