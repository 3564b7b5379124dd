"""Common ground, what divides people, and what has too few votes to say.

Shares are of all who were shown a statement and answered, those who passed among them: who passes
does not agree. A statement is looked at only where it may be ranked and where `FEWEST` people of
each part voted on it; the bounds see to the rest, since few votes make them wide.
"""

import numpy as np

from howff.sense.votes.cast import Floats, Ints, Mask, Votes
from howff.sense.votes.shapes import Divide, Ground
from howff.sense.votes.tallying import Tally, lower, upper

FEWEST = 5
MOST_PEOPLE, SMALLER_SIDE = 0.5, 0.2


def judged(votes: Votes, tally: Tally) -> Mask:
    """Tell which statements have enough votes of each part and may be ranked."""
    enough: Mask = tally.all_parts.sum(axis=2).min(axis=0) >= FEWEST
    return enough & votes.ranked


def too_few(votes: Votes, tally: Tally) -> tuple[int, ...]:
    """Give the statements that may be ranked but have too few votes to say."""
    return tuple(map(int, np.flatnonzero(votes.ranked & ~judged(votes, tally))))


def common_ground(votes: Votes, tally: Tally, *, refused: bool = False) -> tuple[Ground, ...]:
    """Give what more than half of every part agrees with (or refuses), almost surely; surest first.

    The worst part decides, by its 5 % lower bound, so that no majority outvotes a group.
    """
    parts = tally.all_parts
    worst = lower(parts[:, :, 1 if refused else 0], parts.sum(axis=2)).min(axis=0)
    return tuple(
        Ground(one, float(worst[one]), tally.whole(one).n, tally.standings(one))
        for one in _ordered(worst, judged(votes, tally) & (worst >= MOST_PEOPLE))
    )


def divisive(votes: Votes, tally: Tally) -> tuple[Divide, ...]:
    """Give what parts are apart on, or, in one part, what has two large sides; most apart first."""
    if tally.counts.shape[0] > 1:
        apart = _between(tally)
        kept = judged(votes, tally) & (apart > 0)
    else:
        apart = _within(tally.everyone)
        kept = judged(votes, tally) & (apart >= SMALLER_SIDE)
    return tuple(
        Divide(one, float(apart[one]), tally.whole(one).n, tally.standings(one))
        for one in _ordered(apart, kept)
    )


def _between(tally: Tally) -> Floats:
    """How far the parts that agree most and least are apart at the least."""
    agree, n = tally.counts[:, :, 0], tally.counts.sum(axis=2)
    gap: Floats = lower(agree, n).max(axis=0) - upper(agree, n).min(axis=0)
    return gap


def _within(everyone: Ints) -> Floats:
    """How large the smaller of the two sides is at the least."""
    n = everyone.sum(axis=1)
    return np.minimum(lower(everyone[:, 0], n), lower(everyone[:, 1], n))


def _ordered(measure: Floats, kept: Mask) -> list[int]:
    """Give the places that are kept, the highest measure first."""
    places = np.flatnonzero(kept)
    return [int(each) for each in places[np.argsort(-measure[places], kind="stable")]]
