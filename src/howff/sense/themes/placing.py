"""Gives new answers to the themes that people decided.

A theme's prototype is the mean of its name and the examples that a person confirmed, seen from the
middle of all answers to the question (Snell, Swersky and Zemel, 2017, Prototypical networks for
few-shot learning, arXiv 1703.05175); it gets better with each confirmation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.shapes import Vectors
from howff.sense.themes.graph import Labels
from howff.sense.themes.levels import unit
from howff.sense.themes.shapes import Decided

USUAL = 0.25  # how like its theme an answer is at least, as long as there are no examples
WEIGHT = 4  # how many examples the usual weighs
LOWEST = 0.15
SHARPNESS = 12.0


@dataclass(frozen=True, slots=True)
class Prototypes:
    """What each decided theme is like, in the order given.

    `middle` is where the question's answers have theirs; `directions` (themes, d) are seen from
    there; `least` is how like a theme an answer must be to be placed in it.
    """

    middle: Vectors
    directions: Vectors
    least: NDArray[np.float64]
    refused: tuple[Vectors, ...]
    closed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where answers belong: the theme's place in the order given, -1 where none fits.

    `confidence` is 0 to 1; `likeness` (answers, themes) is the cosine, -1 where it may not be.
    """

    theme: Labels
    confidence: NDArray[np.float64]
    likeness: NDArray[np.float64]


def prototypes(names: Vectors, decided: Sequence[Decided], vectors: Vectors) -> Prototypes:
    """Make the prototypes of themes from the directions of their names and of all pieces.

    `names` has a row for each theme; examples and refusals are rows of `vectors`.
    """
    middle = np.asarray(vectors.mean(axis=0), np.float32) if len(vectors) else names[:1].sum(0) * 0
    seen = unit(names - middle)
    examples = [unit(vectors[list(one.examples)] - middle) for one in decided]
    pairs = list(zip(seen, examples, strict=True))
    directions = [name + confirmed.sum(axis=0) for name, confirmed in pairs]
    return Prototypes(
        middle=middle,
        directions=unit(np.array(directions, np.float32).reshape(names.shape)),
        least=np.array([_least(name, confirmed) for name, confirmed in pairs]),
        refused=tuple(unit(vectors[list(one.refused)] - middle) for one in decided),
        closed=np.array([one.locked or one.unwanted for one in decided], bool),
    )


def place(vectors: Vectors, known: Prototypes) -> Placed:
    """Give each piece to the theme that it is most like, or to none.

    Nothing is given to a locked or unwanted theme, nor to one of which a person refused a piece
    that is more like this one than the theme is.
    """
    count, themes = len(vectors), len(known.directions)
    if not themes or not count:
        return Placed(np.full(count, -1), np.zeros(count), np.zeros((count, themes)))
    seen = unit(vectors - known.middle)
    likeness = np.asarray(seen @ known.directions.T, np.float64)
    likeness[:, known.closed] = -1
    for theme, refused in enumerate(known.refused):
        if len(refused):
            likeness[(seen @ refused.T).max(axis=1) >= likeness[:, theme], theme] = -1
    return Placed(*_chosen(likeness, known.least), likeness)


def _chosen(
    likeness: NDArray[np.float64], least: NDArray[np.float64]
) -> tuple[Labels, NDArray[np.float64]]:
    """Choose the theme that exceeds its least likeness by most; how clear it is of the others."""
    beyond = likeness - least
    best = beyond.argmax(axis=1)
    top = beyond.max(axis=1)
    rivals = np.exp(SHARPNESS * (beyond - top[:, None])).sum(axis=1) - 1
    confidence = 1 / (1 + rivals + np.exp(-SHARPNESS * top))
    return np.where(top >= 0, best, -1), np.where(top >= 0, confidence, 0.0)


def _least(name: Vectors, examples: Vectors) -> float:
    """Give how like a theme its answers are at least: a deviation below its examples' mean.

    Each example is compared with the theme as it would be without it.
    """
    if not len(examples):
        return USUAL
    rest = unit(name + examples.sum(axis=0) - examples)
    like = np.einsum("ed,ed->e", rest, examples)
    low = float(like.mean() - like.std())
    mixed = (WEIGHT * USUAL + len(examples) * low) / (WEIGHT + len(examples))
    return min(USUAL, max(LOWEST, mixed))
