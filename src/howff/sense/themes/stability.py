"""How sure the themes are: what stays together when a fifth of the answers is left out.

Hennig, 2007, Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis
52, 258-271: below .6 a theme is not to be trusted, from .75 it is stable.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.themes.graph import Labels
from howff.sense.themes.levels import Answers, Recipe, partitions

type Shares = NDArray[np.float64]

KEPT = 0.8
MOST, LEAST, WORK = 30, 5, 50_000


@dataclass(frozen=True, slots=True)
class Sureness:
    """For one level: each theme's mean overlap, each answer's confidence; both 0 to 1."""

    themes: Shares
    answers: Shares


def sureness(
    answers: Answers,
    levels: Sequence[Labels],
    recipes: Sequence[Recipe],
    seed: int,
    heard: Callable[[float], None],
) -> list[Sureness]:
    """Find the themes anew in 30 parts of the answers (fewer where there are thousands).

    An answer's confidence is the share of its theme that it stays with, as far as the new theme
    is large enough to hold it.
    """
    count = len(answers.vectors)
    times = max(LEAST, min(MOST, WORK // max(1, count)))
    sizes = [int(labels.max()) + 1 for labels in levels]
    themes = [np.zeros(size) for size in sizes]
    sure = np.zeros((len(levels), count))
    seen = np.zeros(count)
    lots = np.random.default_rng(seed)
    for time in range(times):
        rows = np.sort(lots.choice(count, round(KEPT * count), replace=False))
        seen[rows] += 1
        anew = partitions(answers.part(rows), recipes, seed)
        for at, (labels, new) in enumerate(zip(levels, anew, strict=True)):
            both = together(labels[rows], new, sizes[at])
            themes[at] += _overlap(both)
            sure[at, rows] += _staying(both)[labels[rows], new]
        heard((time + 1) / times)
    seen = np.maximum(seen, 1)
    return [
        Sureness(stable / times, certain / seen)
        for stable, certain in zip(themes, sure, strict=True)
    ]


def together(labels: Labels, new: Labels, size: int) -> Shares:
    """Count the answers that are in each theme (row) and in each new one (column)."""
    columns = int(new.max()) + 1
    counted = np.bincount(labels * columns + new, minlength=size * columns)
    return counted.reshape(size, columns).astype(np.float64)


def _overlap(both: Shares) -> Shares:
    """Give each theme's Jaccard with the new theme that is most like it."""
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
    return np.asarray((both / np.maximum(either, 1)).max(axis=1))


def _staying(both: Shares) -> Shares:
    """Give the share of the others that an answer stays with, for each pair of themes."""
    fewer = np.minimum(both.sum(axis=1, keepdims=True), both.sum(axis=0)) - 1
    return np.asarray(np.clip((both - 1) / np.maximum(fewer, 1), 0, 1))
