"""Everything that is found in votes, in one go."""

from collections.abc import Callable

from howff.sense.votes.cast import Votes
from howff.sense.votes.shapes import VoteFindings

type Progress = Callable[[float], None]
type Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The search was called off before it ended."""


def findings_of(
    votes: Votes,
    *,
    seed: int = 0,
    quick: bool = False,
    k: int | None = None,
    progress: Progress = lambda _share: None,
    cancelled: Cancelled = lambda: False,
) -> VoteFindings:
    """Find groups, map, common ground, what divides and minority views; the same every time.

    `quick` does not choose the number of groups but takes `k`, that of the last whole search, for
    figures while votes arrive. `progress` is told the share that is done, 0 to 1; where
    `cancelled` says yes, Stopped is raised.
    """
    raise NotImplementedError


def polis_like(votes: Votes, *, seed: int = 0) -> VoteFindings:
    """Find the same with groups as Polis makes them, for comparison."""
    raise NotImplementedError
