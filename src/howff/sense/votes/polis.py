"""Groups as Polis makes them, for comparison: blanks filled with means, a flat map, k-means.

After Small, Bjorkegren, Erkkila, Shaw and Megill, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces" (2021): two principal components, each person stretched by how little
they voted, people with seven votes or more, two to five groups by silhouette.
"""

import numpy as np
from scipy.sparse import csr_array

from howff.sense.votes.cast import Floats, Ints, Votes
from howff.sense.votes.placing import Parts, largest_first

_FEWEST_VOTES, _MOST_GROUPS = 7, 5
_STARTS, _ROUNDS, _SAMPLE = 5, 50, 2000


def polis_groups(votes: Votes, seed: int = 0) -> Parts:
    """Group people as Polis does; people with too few votes are in no group."""
    kept = votes.only(votes.ranked[votes.statement])
    given = np.bincount(kept.person, minlength=votes.people)
    asked = int(np.unique(kept.statement).size)
    inside = np.flatnonzero(given >= min(_FEWEST_VOTES, max(asked, 1)))
    member = np.full(votes.people, -1)
    if inside.size < 3:
        return Parts(member, np.ones((votes.people, 1)), member)
    found = _best(_mapped(kept, given)[inside], np.random.default_rng([seed, 505]))
    member[inside] = found
    probabilities = np.zeros((votes.people, int(found.max()) + 1))
    probabilities[inside, found] = 1.0
    return largest_first(member, probabilities)


def _mapped(votes: Votes, given: Ints) -> Floats:
    """Give two principal components; a blank filled with the mean is nought once centred."""
    n = votes.of_statements()
    mean = np.bincount(votes.statement, votes.value, votes.statements) / np.maximum(n, 1)
    centred = csr_array(
        (votes.value - mean[votes.statement], (votes.person, votes.statement)),
        shape=(votes.people, votes.statements),
    )
    _, axes = np.linalg.eigh((centred.T @ centred).toarray())
    stretch = np.sqrt(votes.statements / np.maximum(given, 1))
    places: Floats = (centred @ axes[:, :-3:-1]) * stretch[:, None]
    return places


def _best(places: Floats, rng: np.random.Generator) -> Ints:
    """Give the grouping into two to five with the best silhouette."""
    sample = np.sort(rng.permutation(len(places))[:_SAMPLE])
    ks = range(2, min(_MOST_GROUPS, len(places) - 1) + 1)
    tried = [_k_means(places, k, rng) for k in ks]
    return max(tried, key=lambda each: _silhouette(places[sample], each[sample]))


def _k_means(places: Floats, k: int, rng: np.random.Generator) -> Ints:
    """Give the best of a few k-means (Lloyd, 1982)."""
    starts = [places[rng.choice(len(places), k, replace=False)] for _ in range(_STARTS)]
    return min((_lloyd(places, each) for each in starts), key=lambda run: run[1])[0]


def _lloyd(places: Floats, centres: Floats) -> tuple[Ints, float]:
    """Move centres until nobody changes group."""
    nearest = np.zeros(len(places), np.int64)
    for _ in range(_ROUNDS):
        far = ((places[:, None] - centres) ** 2).sum(axis=2)
        again = far.argmin(axis=1)
        if (again == nearest).all() and _:
            break
        nearest = again
        sizes = np.bincount(nearest, minlength=len(centres))
        sums = [np.bincount(nearest, axis, len(centres)) for axis in places.T]
        moved = np.stack(sums, axis=1) / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, moved, centres)
    return nearest, float(far.min(axis=1).sum())


def _silhouette(places: Floats, group: Ints) -> float:
    """Give how much nearer people are to their own group than to the next (Rousseeuw, 1987)."""
    members = np.eye(int(group.max()) + 1)[group]
    sizes = members.sum(axis=0)
    if (sizes > 0).sum() < 2:
        return -1.0
    far = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2)) @ members
    own = far[np.arange(len(group)), group] / np.maximum(sizes[group] - 1, 1)
    others = np.where(members.astype(bool) | (sizes == 0), np.inf, far / np.maximum(sizes, 1))
    near = others.min(axis=1)
    return float(np.where(sizes[group] > 1, (near - own) / np.maximum(near, own), 0).mean())
