"""How well something foretells votes that were hidden from it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from howff.sense.votes.cast import AGREE, PASS, Floats, Ints, Mask, Votes
from howff.sense.votes.mixture import Mixture, membership
from howff.sense.votes.opinions import Opinions, opinions_of

FOLDS, HIDDEN = 5, 0.1
VERY_MANY, FEWER_FOLDS = 400_000, 2


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Votes that are seen, as opinions, and votes that are hidden."""

    seen: Opinions
    person: Ints
    statement: Ints
    agreed: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What each person's hidden votes cost (log loss, summed), and how many were hidden."""

    costs: Floats
    hidden: int

    @property
    def mean(self) -> float:
        """The log loss of a hidden vote."""
        return float(self.costs.sum() / self.hidden) if self.hidden else 0.0

    def above(self, other: "Losses") -> tuple[float, float]:
        """How much dearer this is than another, and the standard error of that, by people."""
        apart = self.costs - other.costs
        error = np.sqrt(apart.size * apart.var(ddof=1)) if apart.size > 1 else np.inf
        return float(apart.sum() / self.hidden), float(error / self.hidden)


def folds(votes: Votes, seed: int, many: int | None = None) -> list[Fold]:
    """Hide a tenth of agreements and disagreements, `many` times, each vote once at most.

    Five times by default; of very many votes twice, which hides more than enough.
    """
    many = many or (FOLDS if votes.count <= VERY_MANY else FEWER_FOLDS)
    says = np.flatnonzero((votes.value != PASS) & votes.ranked[votes.statement])
    mixed = np.random.default_rng([seed, 101]).permutation(says)
    size = int(mixed.size * HIDDEN)
    return [_fold(votes, np.sort(mixed[i * size : (i + 1) * size])) for i in range(many)]


def _fold(votes: Votes, hidden: Ints) -> Fold:
    kept = np.full(votes.count, True)
    kept[hidden] = False
    agreed = votes.value[hidden] == AGREE
    return Fold(
        opinions_of(votes.only(kept)), votes.person[hidden], votes.statement[hidden], agreed
    )


def loss_of(folds: list[Fold], fitted: Callable[[Fold], Mixture]) -> Losses:
    """Fit something to what each fold shows and weigh what it hides."""
    costs, hidden = np.zeros(folds[0].seen.people), 0
    for fold in folds:
        each = cost(fold, chances(fitted(fold), fold))
        costs += np.bincount(fold.person, each, minlength=costs.size)
        hidden += each.size
    return Losses(costs, hidden)


def chances(mixture: Mixture, fold: Fold) -> Floats:
    """Give the chance that each hidden vote is an agreement."""
    belongs = membership(mixture, fold.seen)
    found: Floats = np.einsum("ik,ki->i", belongs[fold.person], mixture.agrees[:, fold.statement])
    return found


def cost(fold: Fold, chance: Floats) -> Floats:
    """Give the log loss of each hidden vote."""
    return -np.log(np.where(fold.agreed, chance, 1 - chance))
