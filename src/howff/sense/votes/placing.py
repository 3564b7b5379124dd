"""Who is in which group, and the groups described."""

from dataclasses import dataclass

import numpy as np

from howff.sense.votes.cast import Floats, Ints, Mask, Votes
from howff.sense.votes.line import places
from howff.sense.votes.mixture import fit, membership
from howff.sense.votes.opinions import Opinions
from howff.sense.votes.searching import Choice, line
from howff.sense.votes.shapes import UNPLACED, Group, Groups, Verdict
from howff.sense.votes.steadiness import badge, enough, placed
from howff.sense.votes.tallying import Tally
from howff.sense.votes.telling import tellings


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Each person's group, with probabilities, and the part in which common ground must hold."""

    member: Ints
    probabilities: Floats
    part: Ints

    @property
    def many(self) -> int:
        """How many groups there are."""
        return int(self.probabilities.shape[1])

    @property
    def parts(self) -> int:
        """How many parts there are; an empty group is one too."""
        return self.many if self.many > 1 else int(self.part.max(initial=UNPLACED)) + 1


def placing(opinions: Opinions, choice: Choice, seed: int) -> Parts:
    """Place people in the groups that were chosen, or along the line."""
    known = enough(opinions)
    nowhere = np.full(opinions.people, UNPLACED)
    if choice.verdict is Verdict.SPECTRUM:
        halves = _halves(places(line(opinions, seed), opinions), known)
        return Parts(nowhere, np.ones((opinions.people, 0)), halves)
    if choice.k == 1:
        together = np.where(known, 0, UNPLACED)
        return Parts(together, np.ones((opinions.people, 1)), nowhere)
    probabilities = membership(fit(opinions, choice.k, seed), opinions)
    return largest_first(placed(probabilities, known), probabilities)


def largest_first(member: Ints, probabilities: Floats) -> Parts:
    """Number groups by how many people are placed in them."""
    k = probabilities.shape[1]
    sizes = np.bincount(member[member >= 0], minlength=k)
    order = np.lexsort((-probabilities.sum(axis=0), -sizes))
    rank = np.append(np.argsort(order), UNPLACED)
    return Parts(rank[member], probabilities[:, order], rank[member])


def _halves(place: Floats, known: Mask) -> Ints:
    """Part people in two along the line, as many on one side as on the other."""
    middle = np.median(place[known]) if known.any() else 0.0
    return np.where(known, (place > middle).astype(np.int64), UNPLACED)


def described(votes: Votes, tally: Tally, parts: Parts, choice: Choice) -> Groups:
    """Describe groups by their own statements."""
    told = tellings(votes, tally) if parts.many > 1 else ((),) * parts.many
    sizes = np.bincount(parts.member[parts.member >= 0], minlength=parts.many)
    expected = parts.probabilities.sum(axis=0)
    return Groups(
        verdict=choice.verdict,
        why=choice.why,
        groups=tuple(Group(int(sizes[i]), float(expected[i]), told[i]) for i in range(parts.many)),
        member=parts.member,
        probabilities=parts.probabilities,
        stability=choice.stability,
        badge=badge(choice.stability),
        sure=choice.sure,
        losses=choice.losses,
        line_loss=choice.line_loss,
    )
