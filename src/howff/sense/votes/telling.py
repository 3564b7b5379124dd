"""What tells each group from everyone else: a description in its own statements."""

import numpy as np

from howff.sense.votes.cast import Floats, Ints, Mask, Votes
from howff.sense.votes.ground import judged
from howff.sense.votes.shapes import Standing, Telling
from howff.sense.votes.tallying import Tally

MOST = 5
_SURE = 1.645


def tellings(votes: Votes, tally: Tally) -> tuple[tuple[Telling, ...], ...]:
    """Give, for each group, up to five statements on which it differs most surely.

    The measure is the z of two proportions, the group's share and that of all others together,
    for agreeing and for disagreeing.
    """
    allowed = judged(votes, tally)
    return tuple(_of(tally, group, allowed) for group in range(tally.counts.shape[0]))


def _of(tally: Tally, group: int, allowed: Mask) -> tuple[Telling, ...]:
    inside = tally.counts[group]
    outside = tally.everyone - inside
    sure = np.stack([_z(inside, outside, side) for side in (0, 1)])
    best, side = sure.max(axis=0), sure.argmax(axis=0)
    best = np.where(allowed & (outside.sum(axis=1) > 0), best, -np.inf)
    chosen = [int(one) for one in np.argsort(-best, kind="stable")[:MOST] if best[one] > _SURE]
    return tuple(
        Telling(
            statement=one,
            agrees=bool(side[one] == 0),
            likely=_share(inside[one], 0),
            elsewhere=_share(outside[one], 0),
            standing=Standing(*map(int, inside[one])),
        )
        for one in chosen
    )


def _z(inside: Ints, outside: Ints, side: int) -> Floats:
    """Give how surely a side is larger inside than outside."""
    n, m = inside.sum(axis=1) + 1.0, outside.sum(axis=1) + 1.0
    p, q = (inside[:, side] + 0.5) / n, (outside[:, side] + 0.5) / m
    both = (inside[:, side] + outside[:, side] + 1.0) / (n + m)
    found: Floats = (p - q) / np.sqrt(both * (1 - both) * (1 / n + 1 / m))
    return found


def _share(counts: Ints, side: int) -> float:
    return float((counts[side] + 0.5) / (counts.sum() + 1.0))
