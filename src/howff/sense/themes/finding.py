"""Finds the themes in the answers to one question."""

from collections.abc import Callable, Sequence

from howff.sense.embedding import Embedder, Stopped, Vectors, default_embedder, embed_texts
from howff.sense.themes.atoms import atoms_of
from howff.sense.themes.keeping import keep
from howff.sense.themes.pieces import pieces_of, texts_of
from howff.sense.themes.shapes import Decided, Level, Piece, Said, Themes
from howff.sense.themes.suggesting import suggest
from howff.sense.themes.writing import written

EMBEDDED = 0.7  # the share of the work that is embedding

type Progress = Callable[[float], None]
type Cancelled = Callable[[], bool]


def embed_pieces(
    said: Sequence[Said],
    pieces: Sequence[Piece],
    embedder: Embedder,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Vectors:
    """Give a row for each piece; they may be stored if the embedder is lasting."""
    return embed_texts(texts_of(said, pieces), embedder, progress, cancelled)


def find_themes(
    said: Sequence[Said],
    *,
    embedder: Embedder | None = None,
    pieces: Sequence[Piece] | None = None,
    vectors: Vectors | None = None,
    decided: Sequence[Decided] = (),
    seed: int = 0,
    progress: Progress = lambda _: None,
    cancelled: Cancelled = lambda: False,
) -> Themes:
    """Give the themes of the answers to one question, from fewer to more.

    Every piece is in a theme. `decided` themes come first in every level and keep their pieces;
    only what is like none of them is clustered. The same answers, in whatever order, with the same
    `seed`, give the same themes. Without `vectors` the pieces are embedded here. `progress` hears
    of 0 to 1; Stopped is raised soon after `cancelled` says yes.
    """
    chosen = embedder or default_embedder({answer.language for answer in said})
    cut = tuple(pieces_of(said) if pieces is None else pieces)
    begun = 0.0
    if vectors is None:
        begun = EMBEDDED
        vectors = embed_pieces(said, cut, chosen, lambda at: progress(EMBEDDED * at), cancelled)
    if len(vectors) != len(cut):
        raise ValueError("there is a row for each piece")

    def heard(share: float) -> None:
        if cancelled():
            raise Stopped
        progress(begun + (1 - begun) * share)

    heard(0.0)
    names = embed_texts([one.name for one in decided], chosen) if decided else vectors[:0]
    levels, suggested = _levels(said, cut, vectors, names, decided, seed=seed, heard=heard)
    heard(1.0)
    return Themes(cut, levels, suggested, chosen.name, chosen.digest, seed)


def _levels(
    said: Sequence[Said],
    pieces: Sequence[Piece],
    vectors: Vectors,
    names: Vectors,
    decided: Sequence[Decided],
    *,
    seed: int,
    heard: Progress,
) -> tuple[tuple[Level, ...], int]:
    """Keep what was decided, suggest themes for the rest, and put all into words."""
    if not pieces:
        return (Level((), ()),), 0
    atoms = atoms_of(said, pieces, vectors)
    kept = keep(decided, names, atoms, vectors)
    unwanted = [one.examples for one in decided if one.unwanted]
    found, suggested = suggest(atoms, kept.rest, unwanted, seed, heard)
    return written(said, pieces, atoms, decided=decided, kept=kept, found=found), suggested
