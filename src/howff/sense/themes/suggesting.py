"""Suggests themes for the pieces that no decided theme holds, at each level."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.themes.atoms import Atoms, grouped
from howff.sense.themes.graph import Labels
from howff.sense.themes.levels import (
    Answers,
    Recipe,
    fit,
    least_people,
    moved,
    partitions,
    people_in,
    placed,
    recipes,
)
from howff.sense.themes.stability import Sureness, sureness

APART = 5  # fewer different answers than these cannot be told apart
FEW = 10  # fewer than these tell nothing about stability
OVERLAP = 0.5  # a suggestion that shares so much with a refused one is the refused one


@dataclass(frozen=True, slots=True)
class Suggested:
    """One level: the theme and the confidence of each piece, the stability of each theme."""

    themes: Labels
    confidences: NDArray[np.float64]
    stability: tuple[float | None, ...]


def suggest(
    atoms: Atoms,
    rest: Labels,
    unwanted: Sequence[Sequence[int]],
    seed: int,
    heard: Callable[[float], None],
) -> tuple[list[Suggested], int]:
    """Give the levels for the pieces `rest`, and the place of the one to begin with.

    `unwanted` are the pieces of themes that people refused. Of fewer than five different answers
    each that enough people gave is a theme; what is left goes with them, or stays together.
    """
    if not len(rest):
        return [Suggested(rest, np.zeros(0), ())], 0
    found, groups, answers = grouped(atoms, rest)
    of = groups[np.searchsorted(found, atoms.of[rest])]
    heard(0.3)
    if len(answers.vectors) < APART:
        return [_few(answers, of)], 0
    wanted = recipes(answers, seed)
    bans = [np.unique(of[np.isin(rest, pieces)]) for pieces in unwanted]
    levels = [_without(answers, labels, bans) for labels in partitions(answers, wanted, seed)]
    kept, middle = _apart(levels, wanted.index(Recipe()))
    levels, wanted = [levels[at] for at in kept], tuple(wanted[at] for at in kept)
    heard(0.4)
    return _sure(
        answers, levels, wanted, of, seed=seed, heard=lambda at: heard(0.4 + 0.5 * at)
    ), middle


def _sure(
    answers: Answers,
    levels: Sequence[Labels],
    wanted: Sequence[Recipe],
    of: Labels,
    *,
    seed: int,
    heard: Callable[[float], None],
) -> list[Suggested]:
    """Say how sure each level is."""
    fits = [fit(answers.vectors, labels) for labels in levels]
    few = len(answers.vectors) < FEW
    if few:
        nothing = [np.zeros(labels.max() + 1) for labels in levels]
        found = [Sureness(*one) for one in zip(nothing, fits, strict=True)]
    else:
        stays = sureness(answers, levels, wanted, seed, heard)
        found = [
            Sureness(stay.themes, stay.answers * near)
            for stay, near in zip(stays, fits, strict=True)
        ]
    return [
        _level(labels, sure, of, unstable=few or labels.max() == 0)
        for labels, sure in zip(levels, found, strict=True)
    ]


def _few(answers: Answers, of: Labels) -> Suggested:
    """Keep apart what cannot be clustered, as far as enough people said it."""
    each = np.arange(len(answers.vectors))
    labels = placed(answers, each)
    sure = people_in(answers.crowd, each) >= least_people(answers.crowd.shape[1])
    if len(each) == 1:
        sure[:] = True
    nothing = np.zeros(labels.max() + 1)
    return _level(labels, Sureness(nothing, sure.astype(np.float64)), of, unstable=True)


def _level(labels: Labels, sure: Sureness, of: Labels, *, unstable: bool) -> Suggested:
    """Bring one level from the groups of near copies to the pieces."""
    stability = [None if unstable else round(float(one), 4) for one in sure.themes]
    return Suggested(labels[of], sure.answers[of], tuple(stability))


def _without(answers: Answers, labels: Labels, bans: Sequence[Labels]) -> Labels:
    """Dissolve the themes that are mostly one that people refused."""
    size = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=size)
    keep = np.ones(size, bool)
    for ban in bans:
        both = np.bincount(labels[ban], minlength=size)
        keep &= both < OVERLAP * np.maximum(sizes + len(ban) - both, 1)
    return moved(answers.vectors, labels, keep)


def _apart(levels: Sequence[Labels], middle: int) -> tuple[list[int], int]:
    """Give the places of the levels that differ in their number of themes, and the middle's."""
    counts = [int(labels.max()) for labels in levels]
    kept: list[int] = []
    for at, count in enumerate(counts):
        below = at < middle and count >= counts[middle]
        if at == middle or (not below and all(count > counts[one] for one in kept)):
            kept.append(at)
    return kept, kept.index(middle)
