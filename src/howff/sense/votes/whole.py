"""Everything that is found in votes, in one go."""

from collections.abc import Callable
from dataclasses import dataclass

from howff.sense.votes.canonical import canonical
from howff.sense.votes.cast import Votes
from howff.sense.votes.choosing import asked_for, choose, searches
from howff.sense.votes.ground import common_ground, divisive, too_few
from howff.sense.votes.minority import minority_views
from howff.sense.votes.opinions import Opinions, opinions_of
from howff.sense.votes.picture import picture_of
from howff.sense.votes.placing import Parts, described, placing
from howff.sense.votes.polis import polis_groups
from howff.sense.votes.restoring import restored
from howff.sense.votes.searching import MOST, Choice
from howff.sense.votes.shapes import Verdict, VoteFindings, Why
from howff.sense.votes.steadiness import enough
from howff.sense.votes.tallying import tally

type Progress = Callable[[float], None]
type Cancelled = Callable[[], bool]

_SEARCHED = 0.95


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
    figures while votes arrive. Without `quick`, `k` asks for so many groups, borne out or not.
    `progress` is told the share that is done, 0 to 1; where `cancelled` says yes, Stopped is
    raised.
    """
    ordered = canonical(votes)
    if quick:
        choice = Choice(Verdict.PROVISIONAL, Why.NOT_CHOSEN, k or 1)
    elif k is not None:
        choice = asked_for(ordered.votes, k, seed)
    else:
        choice = choose(ordered.votes, seed, _Steps(votes, progress, cancelled).one)
    opinions = opinions_of(ordered.votes)
    found = _told(ordered.votes, opinions, placing(opinions, choice, seed), choice)
    progress(1.0)
    return restored(found, ordered, seed)


def polis_like(votes: Votes, *, seed: int = 0) -> VoteFindings:
    """Find the same with groups as Polis makes them, for comparison."""
    ordered = canonical(votes)
    opinions = opinions_of(ordered.votes)
    parts = polis_groups(ordered.votes, seed)
    several = parts.many > 1
    choice = Choice(Verdict.GROUPS if several else Verdict.ONE_GROUP, Why.ASKED_FOR, parts.many)
    return restored(_told(ordered.votes, opinions, parts, choice), ordered, seed)


@dataclass(slots=True)
class _Steps:
    """Tells how far a search has come, and ends it where it is called off."""

    votes: Votes
    progress: Progress
    cancelled: Cancelled
    done: int = 0

    def one(self) -> None:
        """One more part is done."""
        if self.cancelled():
            raise Stopped
        self.done += 1
        parts = (MOST + 1) * (1 + searches(self.votes))
        self.progress(min(_SEARCHED, self.done / parts))


def _told(votes: Votes, opinions: Opinions, parts: Parts, choice: Choice) -> VoteFindings:
    """Tell everything about votes once people are in their parts."""
    counted = tally(votes, parts.part, parts.parts)
    views, unbacked = minority_views(votes)
    return VoteFindings(
        people=votes.people,
        votes=votes.count,
        statements=tuple(counted.whole(one) for one in range(votes.statements)),
        ranked=votes.ranked,
        groups=described(votes, counted, parts, choice),
        picture=picture_of(opinions, enough(opinions)),
        common_ground=common_ground(votes, counted),
        common_refusal=common_ground(votes, counted, refused=True),
        divisive=divisive(votes, counted),
        minority=views,
        unbacked=unbacked,
        too_few=too_few(votes, counted),
        log_loss=choice.loss,
        plain_loss=choice.plain_loss,
    )
