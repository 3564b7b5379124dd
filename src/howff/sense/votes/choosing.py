"""What votes bear out, also when a few of them are left out."""

from collections import Counter
from dataclasses import replace
from functools import partial

from howff.sense.votes.cast import Votes
from howff.sense.votes.hidden import VERY_MANY, Fold, folds, loss_of
from howff.sense.votes.mixture import Mixture, fit, membership
from howff.sense.votes.opinions import opinions_of
from howff.sense.votes.searching import Choice, Step, search, steady
from howff.sense.votes.shapes import Verdict, Why
from howff.sense.votes.steadiness import enough, placed, stability, thinned

MOST_OF = 0.75


def choose(votes: Votes, seed: int, step: Step) -> Choice:
    """Choose between one group, several and a line; groups must be found again and again.

    Where one search finds groups, others follow that each leave out one vote in twenty: groups
    that hang on a few votes are not given (bagging: Breiman, 1996). As many groups must come out
    of three quarters of all searches.
    """
    first = search(votes, seed, step)
    if first.verdict is not Verdict.GROUPS:
        return first
    seeds = range(seed + 50, seed + 50 + searches(votes))
    again = [search(thinned(votes, one), seed, step) for one in seeds]
    return _joined(votes, [first, *again], seed)


def asked_for(votes: Votes, k: int, seed: int) -> Choice:
    """Take so many groups, borne out or not, and say how steady they are and how they foretell."""
    opinions, hidden = opinions_of(votes), folds(votes, seed)
    losses = [loss_of(hidden, partial(_fit, k=one, seed=seed)) for one in range(1, k + 1)]
    if k == 1:
        return Choice(Verdict.ONE_GROUP, Why.ASKED_FOR, 1, tuple(one.mean for one in losses))
    member = placed(membership(fit(opinions, k, seed), opinions), enough(opinions))
    return Choice(
        Verdict.GROUPS, Why.ASKED_FOR, k, tuple(one.mean for one in losses),
        stability=stability(votes, member, k, seed),
    )  # fmt: skip


def _fit(fold: Fold, k: int, seed: int) -> Mixture:
    return fit(fold.seen, k, seed)


def searches(votes: Votes) -> int:
    """How often to search again: where votes are many, one more hardly differs."""
    return 8 if votes.count <= 100_000 else 4 if votes.count <= VERY_MANY else 1


def _joined(votes: Votes, found: list[Choice], seed: int) -> Choice:
    """Take groups where most searches find as many, or else the commoner of the other two."""
    first = found[0]
    often = Counter(each.k for each in found if each.verdict is Verdict.GROUPS)
    k, times = often.most_common(1)[0]
    if times >= MOST_OF * len(found):
        if first.k != k:
            first = steady(votes, first, k, seed, otherwise=Verdict.SPECTRUM)
        return replace(first, sure=times / len(found))
    lines = sum(each.verdict is Verdict.SPECTRUM for each in found)
    ones = sum(each.verdict is Verdict.ONE_GROUP for each in found)
    verdict = Verdict.ONE_GROUP if ones > lines else Verdict.SPECTRUM
    sure = sum(each.verdict is verdict for each in found) / len(found)
    return replace(first, verdict=verdict, why=Why.UNSTEADY, k=1, stability=None, sure=sure)
