"""What was said, each thing once, in an order that does not depend on the order of the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from howff.sense.embedding.shapes import Vectors
from howff.sense.themes.graph import Labels, alike, contracted, near_copies
from howff.sense.themes.levels import Answers, unit
from howff.sense.themes.pieces import same_words, text_of
from howff.sense.themes.shapes import Piece, Said


@dataclass(frozen=True, slots=True)
class Atoms:
    """Pieces with the same words are one atom.

    `of` is each piece's atom; `vectors` has a row for each atom; `person` is a number for each
    piece's person, and `people` how many there are.
    """

    of: Labels
    vectors: Vectors
    person: Labels
    people: int

    def crowd(self, pieces: Labels, atoms: Labels) -> Any:
        """Say who is behind each of some atoms, counting some pieces only: a sparse row each."""
        from scipy import sparse  # noqa: PLC0415 - dear to import

        row = np.full(len(self.vectors), -1)
        row[atoms] = np.arange(len(atoms))
        ends = row[self.of[pieces]], self.person[pieces]
        return sparse.csr_matrix((np.ones(len(pieces)), ends), (len(atoms), self.people))


def atoms_of(said: Sequence[Said], pieces: Sequence[Piece], vectors: Vectors) -> Atoms:
    """Join the pieces that say the same, whatever their case, accents, signs and spaces."""
    texts = [text_of(said, piece) for piece in pieces]
    keys = [same_words(text) for text in texts]
    first: dict[str, int] = {}
    for at in sorted(range(len(texts)), key=lambda at: (keys[at], texts[at])):
        first.setdefault(keys[at], at)
    place = {key: row for row, key in enumerate(first)}
    names: dict[Any, int] = {}
    person = [names.setdefault(said[piece.answer].person, len(names)) for piece in pieces]
    return Atoms(
        of=np.array([place[key] for key in keys], np.int64),
        vectors=vectors[list(first.values())],
        person=np.array(person, np.int64),
        people=len(names),
    )


def grouped(atoms: Atoms, pieces: Labels) -> tuple[Labels, Labels, Answers]:
    """Give the atoms of some pieces, the group of near copies that each is in, and the groups."""
    from scipy import sparse  # noqa: PLC0415

    found = np.unique(atoms.of[pieces])
    vectors = atoms.vectors if len(found) == len(atoms.vectors) else atoms.vectors[found]
    graph, others, cosines = alike(vectors)
    groups = near_copies(others, cosines)
    ends = groups, np.arange(len(groups))
    belongs = sparse.csr_matrix((np.ones(len(groups), np.float32), ends))
    return (
        found,
        groups,
        Answers(
            graph=contracted(graph, groups),
            vectors=unit(belongs @ vectors) if belongs.shape[0] < len(found) else vectors,
            crowd=(belongs @ atoms.crowd(pieces, found)).tocsr(),
        ),
    )
