"""The ways from fewer to more themes.

The level in the middle is that of plain modularity (resolution 1), for which nobody has to guess a
number. Fewer themes come of joining those whose centres lie close (Ward, 1963, JASA 58, 236-244),
so that they nest; more come of a higher resolution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.shapes import Vectors
from howff.sense.themes.graph import Labels, communities, numbered

FEWER = (4.2, 2.6, 1.6)  # the middle's number of themes is divided by these
COMMON, LEAST_FIT = 0.5, 0.1
MORE = (1.7, 3.0, 5.5)  # resolutions


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one level is made: at a resolution, or by joining the middle's themes to a number."""

    resolution: float = 1.0
    joined_to: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What is grouped: one row each of direction and of who said it (a sparse row per answer)."""

    graph: Any
    vectors: Vectors
    crowd: Any

    def part(self, rows: Labels) -> "Answers":
        """Give some of the answers only."""
        return Answers(self.graph[rows][:, rows], self.vectors[rows], self.crowd[rows])


def recipes(answers: Answers, seed: int) -> tuple[Recipe, ...]:
    """Give the levels that are worth trying for these answers, from fewer to more themes."""
    middle = partition(answers, Recipe(), seed).max(initial=0) + 1
    fewer = {round(middle / share) for share in FEWER}
    joined = [Recipe(joined_to=int(count)) for count in sorted(fewer) if 2 <= count < middle]
    return (*joined, Recipe(), *(Recipe(resolution) for resolution in MORE))


def partition(answers: Answers, recipe: Recipe, seed: int) -> Labels:
    """Give the theme of each answer at one level, none of too few people if it can be helped."""
    return partitions(answers, [recipe], seed)[0]


def partitions(answers: Answers, wanted: Sequence[Recipe], seed: int) -> list[Labels]:
    """Give the theme of each answer at several levels."""
    found = {
        resolution: placed(answers, communities(answers.graph, resolution, seed))
        for resolution in sorted({recipe.resolution for recipe in wanted})
    }
    return [
        joined(answers.vectors, found[recipe.resolution], recipe.joined_to) for recipe in wanted
    ]


def least_people(everyone: int) -> int:
    """Give how many people make a theme: two, or three where many spoke."""
    return 2 if everyone < 100 else 3


def placed(answers: Answers, labels: Labels) -> Labels:
    """Put the answers of what too few people said where they fit best among the rest."""
    least = least_people(answers.crowd.shape[1])
    return moved(answers.vectors, labels, people_in(answers.crowd, labels) >= least)


def moved(vectors: Vectors, labels: Labels, kept: NDArray[np.bool_]) -> Labels:
    """Dissolve the themes that are not `kept`; what was in them goes where it fits best.

    Where none is kept, all becomes one.
    """
    if kept.all():
        return labels
    if not kept.any():
        return np.zeros_like(labels)
    loose = ~kept[labels]
    found = labels.copy()
    likeness = vectors[loose] @ centres(vectors, labels)[kept].T
    found[loose] = np.flatnonzero(kept)[likeness.argmax(axis=1)]
    return numbered(found)


def people_in(crowd: Any, labels: Labels) -> Labels:
    """Give the number of different people in each theme."""
    from scipy import sparse  # noqa: PLC0415 - dear to import

    ends = labels, np.arange(len(labels))
    belongs = sparse.csr_matrix((np.ones(len(labels), np.float32), ends))
    return np.asarray(((belongs @ crowd) > 0).sum(axis=1), np.int64).ravel()


def centres(vectors: Vectors, labels: Labels) -> Vectors:
    """Give the direction of each theme: the mean of its answers', at length 1."""
    from scipy import sparse  # noqa: PLC0415

    ends = labels, np.arange(len(labels))
    belongs = sparse.csr_matrix((np.ones(len(labels), np.float32), ends))
    return unit(belongs @ vectors)


def unit(rows: Any) -> Vectors:
    """Give rows at length 1; those of length nought stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)


def fit(vectors: Vectors, labels: Labels) -> NDArray[np.float64]:
    """Give how well each answer fits into its theme, 0 to 1, seen from the middle of all.

    It is 1 from half as near to the others' centre as the theme's answers commonly are.
    """
    if labels.max() == 0:
        return np.ones(len(labels))
    seen = unit(vectors - vectors.mean(axis=0))
    sums = np.stack([seen[labels == theme].sum(axis=0) for theme in range(labels.max() + 1)])
    near = np.einsum("ad,ad->a", seen, unit(sums[labels] - seen)).astype(np.float64)
    usual = np.array([np.median(near[labels == theme]) for theme in range(len(sums))])
    return np.asarray(np.clip(near / np.maximum(usual[labels] * COMMON, LEAST_FIT), 0, 1))


def joined(vectors: Vectors, labels: Labels, count: int | None) -> Labels:
    """Join the themes whose centres lie closest until there are `count`."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415

    if count is None or labels.max(initial=0) < count:
        return labels
    tree = linkage(centres(vectors, labels).astype(np.float64), "ward")
    return numbered(np.asarray(fcluster(tree, count, "maxclust"), np.int64)[labels])
