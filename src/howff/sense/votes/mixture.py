"""Opinion groups as a mixture: each group has its own chance of agreeing with each statement.

A latent class model of two answers, fitted by expectation and maximisation (Dempster, Laird and
Rubin, 1977; Goodman, 1974, for latent classes). What somebody did not vote on, or passed, plays no
part: nothing is filled in. A group's chance is drawn towards everyone's as `PULL` more people of
everyone's mind would, so that a group of few people is not taken at its word.
"""

from dataclasses import dataclass

import numpy as np

from howff.sense.votes.cast import Floats, Ints
from howff.sense.votes.opinions import Opinions

PULL = 10.0
_STARTS, _WARM, _LONGEST = 6, 6, 80
_NEAR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """`agrees` (groups by statements) are chances of agreeing, `sizes` the groups' shares."""

    agrees: Floats
    sizes: Floats

    @property
    def k(self) -> int:
        """How many groups there are."""
        return int(self.sizes.size)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A mixture with what it says of each person, and how well it explains all votes."""

    mixture: Mixture
    belongs: Floats
    score: float


def fit(opinions: Opinions, k: int, seed: int = 0, *, starts: int = _STARTS) -> Mixture:
    """Find the best of several mixtures of `k` groups; the same for the same seed."""
    if k == 1 or not opinions.rows.nnz:
        return Mixture(np.tile(opinions.base, (k, 1)), np.full(k, 1 / k))
    rng = np.random.default_rng([seed, k])
    begun = [_climb(opinions, _begin(opinions, k, rng), _WARM) for _ in range(starts)]
    best = max(begun, key=lambda step: step.score)
    return _climb(opinions, best.belongs, _LONGEST).mixture


def membership(mixture: Mixture, opinions: Opinions) -> Floats:
    """Give the probability that each person is in each group; rows add up to 1."""
    return _expect(mixture, opinions)[0]


def _begin(opinions: Opinions, k: int, rng: np.random.Generator) -> Floats:
    """Start from `k` people far apart, as k-means++ does (Arthur and Vassilvitskii, 2007)."""
    weight = opinions.given
    seeds: list[int] = []
    distance = weight.copy()
    for _ in range(k):
        chances = distance / distance.sum() if distance.sum() else None
        seeds.append(int(rng.choice(opinions.people, p=chances)))
        distance = np.minimum(distance, _apart(opinions, seeds[-1]))
    return _expect(_around(opinions, np.array(seeds)), opinions)[0]


def _apart(opinions: Opinions, person: int) -> Floats:
    """Count on how many statements each person differs from one."""
    agreed, disagreed = np.split(opinions.rows[[person]].toarray()[0], 2)
    apart: Floats = opinions.rows @ np.concatenate([disagreed, agreed])
    return apart


def _around(opinions: Opinions, seeds: Ints) -> Mixture:
    """Make groups that each lean the way one person does."""
    agreed, disagreed = np.split(opinions.rows[seeds].toarray(), 2, axis=1)
    lean = 0.5 * (agreed + disagreed)
    agrees = (1 - lean) * opinions.base + lean * (0.1 + 0.8 * agreed)
    return Mixture(agrees, np.full(len(seeds), 1 / len(seeds)))


def _climb(opinions: Opinions, belongs: Floats, longest: int) -> _Step:
    """Improve a mixture until it no longer gets better."""
    step = _Step(_maximise(opinions, belongs), belongs, -np.inf)
    for _ in range(longest):
        belongs, score = _expect(step.mixture, opinions)
        done = score - step.score < _NEAR * abs(score)
        step = _Step(_maximise(opinions, belongs), belongs, score)
        if done:
            break
    return step


def _expect(mixture: Mixture, opinions: Opinions) -> tuple[Floats, float]:
    """Give memberships, and the log of how likely votes and chances are together."""
    logs = np.log(np.concatenate([mixture.agrees, 1 - mixture.agrees], axis=1))
    likely = opinions.rows @ logs.T + np.log(mixture.sizes)
    highest = likely.max(axis=1, keepdims=True)
    belongs = np.exp(likely - highest)
    whole = belongs.sum(axis=1, keepdims=True)
    pull = PULL * (logs @ np.concatenate([opinions.base, 1 - opinions.base])).sum()
    return belongs / whole, float((highest + np.log(whole)).sum() + pull)


def _maximise(opinions: Opinions, belongs: Floats) -> Mixture:
    """Give the chances and sizes that memberships make likeliest."""
    agreed, disagreed = np.split((opinions.columns @ belongs).T, 2, axis=1)
    agrees = (agreed + PULL * opinions.base) / (agreed + disagreed + PULL)
    sizes = (belongs.sum(axis=0) + 1) / (belongs.shape[0] + belongs.shape[1])
    return Mixture(agrees, sizes)
