"""An attacker who knows everybody who answered, where they are, and everything that was published.

It knows nothing of our rules: it writes down what each published number says of the unknown counts
and lets a solver of integer programmes find whether another truth would fit. Where none does, what
few people gave is recovered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, milp

SETS = 400


@dataclass
class Secret:
    """What is unknown: `counts` by cell and level; known are each cell's ends and its people."""

    ends: np.ndarray
    counts: np.ndarray
    facts: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)

    def learn(self, members: np.ndarray, counts: Sequence[int] | np.ndarray) -> None:
        """Note that these cells together gave this many of each level; it must be true."""
        told = np.asarray(counts)
        assert (self.counts[members].sum(axis=0) == told).all()
        self.facts.append((np.asarray(members), told))

    @property
    def people(self) -> np.ndarray:
        return self.counts.sum(axis=1)


def secret_of(values: np.ndarray, ends: np.ndarray, levels: int) -> Secret:
    """Gather people, each with a level (0 for none) and the ends of a cell, into cells."""
    rated = values > 0
    cells, where = np.unique(ends[rated], axis=0, return_inverse=True)
    counts = np.zeros((len(cells), levels), dtype=int)
    np.add.at(counts, (where.ravel(), values[rated] - 1), 1)
    return Secret(cells, counts)


def read(
    secret: Secret,
    item: dict[str, Any],
    groups: Iterable[Sequence[str]],
    *,
    unrated: bool = False,
) -> None:
    """Learn everything that an item's published figures say of counts.

    Where it is not known who rated at all, `unrated` are the last level: that many of a group did
    not rate is plain, because it is known who answered.
    """

    def learn(members: np.ndarray, counts: list[int]) -> None:
        more = [int(secret.people[members].sum()) - sum(counts)] if unrated else []
        secret.learn(members, [*counts, *more])

    everyone = item["everyone"]
    if everyone and everyone["counts"]:
        learn(np.ones(len(secret.ends), dtype=bool), everyone["counts"])
    for axis, (key, ids) in enumerate(zip(("organisations", "places"), groups, strict=True)):
        for cell in item[key]:
            if cell["shown"] and cell["shown"]["counts"]:
                members = secret.ends[:, axis] == list(ids).index(cell["group"])
                learn(members, cell["shown"]["counts"])


def small_sets(secret: Secret, k: int, most: int = 4) -> np.ndarray:
    """Sets of cells with fewer than k people, as rows of truth values: single ones first."""
    few = [int(one) for one in np.flatnonzero((secret.people > 0) & (secret.people < k))]
    sets: list[tuple[int, ...]] = []
    for size in range(1, most + 1):
        sets += [one for one in combinations(few, size) if secret.people[list(one)].sum() < k]
        if len(sets) > SETS:
            break
    rows = np.zeros((min(len(sets), SETS), len(secret.ends)), dtype=bool)
    for row, one in zip(rows, sets, strict=False):
        row[list(one)] = True
    return rows


def recovered(
    secret: Secret, k: int, levels: Iterable[int] | None = None, seed: int = 0
) -> list[tuple[tuple[int, ...], int]]:
    """Give the sets of fewer than k people, and levels one of them gave, of which the number is
    certain; and the single cells of k or more who all gave the same, where that is certain.
    """
    same = np.flatnonzero((secret.people >= k) & ((secret.counts > 0).sum(axis=1) == 1))
    sets = np.concatenate([small_sets(secret, k), np.eye(len(secret.ends), dtype=bool)[same]])
    truth = sets @ secret.counts
    wanted = np.isin(np.arange(truth.shape[1]), list(levels or range(truth.shape[1])))
    certain = (truth > 0) & wanted
    rng = np.random.default_rng(seed)
    for _try in range(2):
        if certain.any():
            certain &= sets @ _fitting(secret, rng.normal(size=secret.counts.shape)) == truth
    for number, level in np.argwhere(certain):
        for sign in (1.0, -1.0):
            if certain[number, level]:
                goal = np.zeros(secret.counts.shape)
                goal[sets[number], level] = sign
                certain &= sets @ _fitting(secret, goal) == truth
    return [
        (tuple(np.flatnonzero(sets[one]).tolist()), int(level))
        for one, level in np.argwhere(certain)
    ]


def _fitting(secret: Secret, goal: np.ndarray) -> np.ndarray:
    """Other counts that fit all that is known, as low as possible by `goal`."""
    cells, levels = secret.counts.shape
    rows = [np.kron(np.eye(cells), np.ones(levels))]
    told = [secret.people]
    for members, counts in secret.facts:
        rows.append(np.kron(members.astype(float), np.eye(levels)))
        told.append(counts)
    right = np.concatenate(told)
    found = milp(
        goal.ravel(),
        integrality=np.ones(cells * levels),
        constraints=LinearConstraint(np.concatenate(rows), right, right),
    )
    assert found.x is not None
    return np.round(found.x).astype(int).reshape(cells, levels)
