"""One search for what the votes bear out: several opinion groups, one, or a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from howff.sense.votes.cast import Mask, Votes
from howff.sense.votes.clumps import clumped
from howff.sense.votes.hidden import Fold, Losses, folds, loss_of
from howff.sense.votes.line import fit_line
from howff.sense.votes.mixture import Mixture, fit, membership
from howff.sense.votes.opinions import Opinions, opinions_of
from howff.sense.votes.shapes import Verdict, Why
from howff.sense.votes.steadiness import STEADY, enough, placed, stability

MOST, FEWEST_PEOPLE = 8, 40
SMALLEST, SMALLEST_SHARE = 5, 0.02
_ERRORS, _WORTH = 2.0, 0.05

type Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, why, and what was measured on the way."""

    verdict: Verdict
    why: Why
    k: int = 1
    losses: tuple[float, ...] = ()
    line_loss: float | None = None
    stability: float | None = None
    sure: float | None = None

    @property
    def plain_loss(self) -> float | None:
        """The log loss of hidden votes without any groups."""
        return self.losses[0] if self.losses else None

    @property
    def loss(self) -> float | None:
        """The log loss of hidden votes under what was chosen."""
        if self.verdict is Verdict.SPECTRUM:
            return self.line_loss
        return self.losses[self.k - 1] if len(self.losses) >= self.k else None


def model(opinions: Opinions, choice: Choice, seed: int) -> Mixture:
    """Fit what was chosen to all votes."""
    if choice.verdict is Verdict.SPECTRUM:
        return line(opinions, seed)
    return fit(opinions, choice.k, seed)


def line(opinions: Opinions, seed: int) -> Mixture:
    """Fit a line, beginning from two groups as its ends."""
    start = membership(fit(opinions, 2, seed, starts=2), opinions)[:, 0]
    return fit_line(opinions, start - start.mean())


def search(votes: Votes, seed: int, step: Step) -> Choice:
    """Search once between one group, several and a line; `step` is called between the parts."""
    known = enough(opinions_of(votes))
    hidden = folds(votes, seed)
    if not hidden[0].person.size:
        return Choice(Verdict.ONE_GROUP, Why.FEW_PEOPLE)
    if known.sum() < FEWEST_PEOPLE:
        plain = loss_of(hidden, lambda fold: fit(fold.seen, 1))
        return Choice(Verdict.ONE_GROUP, Why.FEW_PEOPLE, losses=(plain.mean,))
    return _Search(votes, seed, step, known, hidden).choice()


def steady(votes: Votes, begun: Choice, most: int, seed: int, *, otherwise: Verdict) -> Choice:
    """Take as many groups, `most` at the most, as are large enough and stay the same."""
    opinions, why = opinions_of(votes), Why.SMALL_GROUPS
    known = enough(opinions)
    for k in range(most, 1, -1):
        member = placed(membership(fit(opinions, k, seed), opinions), known)
        sizes = np.bincount(member[member >= 0], minlength=k)
        if sizes.min() < smallest(int(known.sum())):
            continue
        why, found = Why.UNSTEADY, stability(votes, member, k, seed)
        if found >= STEADY:
            return replace(
                begun, verdict=Verdict.GROUPS, why=Why.GROUPS_ARE_BETTER, k=k, stability=found
            )
    return replace(begun, verdict=otherwise, why=why, k=1, stability=None)


@dataclass(slots=True, eq=False)
class _Search:
    """A search under way."""

    votes: Votes
    seed: int
    step: Step
    known: Mask
    hidden: list[Fold]
    losses: list[Losses] = field(default_factory=list)

    def choice(self) -> Choice:
        """Weigh numbers of groups, then the line, then how steady groups are."""
        self.losses = list(self._tried())
        along = loss_of(self.hidden, lambda fold: line(fold.seen, self.seed))
        self.step()
        most = fewest_as_good(self.losses)
        begun = Choice(
            Verdict.SPECTRUM,
            Why.LINE_IS_BETTER,
            1,
            tuple(each.mean for each in self.losses),
            along.mean,
        )
        beats = _better(along, self.losses[0])
        if most == 1:
            return begun if beats else replace(begun, verdict=Verdict.ONE_GROUP, why=Why.NO_GAIN)
        if along.mean < min(each.mean for each in self.losses) and not self._clumped():
            return begun
        otherwise = Verdict.SPECTRUM if beats else Verdict.ONE_GROUP
        return steady(self.votes, begun, most, self.seed, otherwise=otherwise)

    def _tried(self) -> Iterator[Losses]:
        """Try one group, two, and so on, until two more are no better."""
        means: list[float] = []
        for k in range(1, MOST + 1):
            tried = loss_of(self.hidden, partial(self._fit, k))
            yield tried
            self.step()
            means.append(tried.mean)
            if k > 2 and min(means[-2:]) >= min(means[:-2]):
                return

    def _fit(self, k: int, fold: Fold) -> Mixture:
        return fit(fold.seen, k, self.seed)

    def _clumped(self) -> bool:
        opinions = opinions_of(self.votes)
        return clumped(line(opinions, self.seed), opinions, self.known, self.seed)


def smallest(people: int) -> float:
    """The fewest people that are shown as a group, of so many."""
    return max(SMALLEST, SMALLEST_SHARE * people)


def fewest_as_good(losses: list[Losses]) -> int:
    """Give the smallest number of groups that foretells hidden votes as well as the best.

    As well is within two standard errors of the paired difference, or within a twentieth of all
    that groups gain: with very many votes, even a group that tells nobody anything is significant.
    """
    best = min(losses, key=lambda each: each.mean)
    worth = _WORTH * (losses[0].mean - best.mean)
    for k, each in enumerate(losses, 1):
        dearer, error = each.above(best)
        if dearer <= max(_ERRORS * error, worth):
            return k
    raise AssertionError("the best is as good as itself")


def _better(one: Losses, other: Losses) -> bool:
    """Whether one foretells hidden votes better, beyond two standard errors."""
    cheaper, error = other.above(one)
    return cheaper > _ERRORS * error
