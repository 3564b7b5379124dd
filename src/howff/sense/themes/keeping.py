"""Keeps to what people decided: who is in a decided theme, and what is left to be clustered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.shapes import Vectors
from howff.sense.themes.atoms import Atoms
from howff.sense.themes.graph import Labels
from howff.sense.themes.placing import place, prototypes
from howff.sense.themes.shapes import Decided

COPIED = 0.99  # how sure it is that the same words belong where a person put them


@dataclass(frozen=True, slots=True)
class Kept:
    """The pieces of each decided theme with their confidences, and the pieces left over."""

    pieces: tuple[Labels, ...]
    confidences: tuple[NDArray[np.float64], ...]
    rest: Labels


def keep(decided: Sequence[Decided], names: Vectors, atoms: Atoms, vectors: Vectors) -> Kept:
    """Put every piece where a person put it, then what is like a decided theme there too."""
    found = place(atoms.vectors, prototypes(names, decided, vectors))
    theme, confidence = found.theme.copy(), found.confidence.copy()
    _copies(decided, atoms, theme, confidence)
    settled = np.zeros(len(atoms.of), bool)
    for one in decided:
        settled[list(one.examples)] |= not one.unwanted
    members = [_members(at, one, atoms, theme, settled) for at, one in enumerate(decided)]
    sure = [
        np.where(np.isin(pieces, one.examples), 1.0, confidence[atoms.of[pieces]])
        for pieces, one in zip(members, decided, strict=True)
    ]
    settled[np.concatenate(members).astype(np.int64) if members else []] = True
    return Kept(tuple(members), tuple(sure), np.flatnonzero(~settled))


def _copies(
    decided: Sequence[Decided], atoms: Atoms, theme: Labels, confidence: NDArray[np.float64]
) -> None:
    """Let pieces with the same words follow those that a person confirmed."""
    for at, one in reversed(list(enumerate(decided))):
        if not (one.locked or one.unwanted):
            refused = atoms.of[list(one.refused)]
            same = np.setdiff1d(atoms.of[list(one.examples)], refused)
            theme[same], confidence[same] = at, COPIED


def _members(
    at: int, one: Decided, atoms: Atoms, theme: Labels, settled: NDArray[np.bool_]
) -> Labels:
    """Give the pieces of one decided theme: the confirmed ones, then those that were placed."""
    if one.unwanted:
        return np.zeros(0, np.int64)
    placed = np.flatnonzero((theme[atoms.of] == at) & ~settled)
    return np.concatenate([np.array(one.examples, np.int64), np.setdiff1d(placed, one.refused)])
