"""What the votes bear out, also when a few of them are left out."""

from collections import Counter
from dataclasses import replace

from howff.sense.votes.cast import Votes
from howff.sense.votes.searching import Choice, Step, search, steady
from howff.sense.votes.shapes import Verdict, Why
from howff.sense.votes.steadiness import thinned

MOST_OF = 0.75


def choose(votes: Votes, seed: int, step: Step) -> Choice:
    """Choose between one group, several and a line by what several searches find.

    All but the first leave out one vote in twenty: a verdict that hangs on a few votes is not
    given (bagging: Breiman, 1996). Groups need as many of them in three quarters of searches.
    """
    first = search(votes, seed, step)
    if first.why is Why.FEW_PEOPLE:
        return first
    again = [search(thinned(votes, seed + 50 + i), seed, step) for i in range(searches(votes))]
    return _joined(votes, [first, *again], seed)


def searches(votes: Votes) -> int:
    """How often to search again: where votes are many, one more hardly differs."""
    return 8 if votes.count <= 100_000 else 4 if votes.count <= 400_000 else 2


def _joined(votes: Votes, found: list[Choice], seed: int) -> Choice:
    """Take groups where most searches find as many, or else the commoner of the other two."""
    first = found[0]
    often = Counter((each.verdict, each.k) for each in found if each.verdict is Verdict.GROUPS)
    for (_, k), times in often.most_common(1):
        if times >= MOST_OF * len(found):
            as_first = first.verdict is Verdict.GROUPS and first.k == k
            chosen = (
                first if as_first else steady(votes, first, k, seed, otherwise=Verdict.SPECTRUM)
            )
            return replace(chosen, sure=times / len(found))
    lines = sum(each.verdict is not Verdict.ONE_GROUP for each in found)
    verdict = Verdict.SPECTRUM if 2 * lines > len(found) else Verdict.ONE_GROUP
    why = first.why if first.verdict is verdict else Why.UNSTEADY
    sure = sum(each.verdict is verdict for each in found) / len(found)
    return replace(first, verdict=verdict, why=why, k=1, stability=None, sure=sure)
