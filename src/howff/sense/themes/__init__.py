"""Finds what many answers to one question have in common, and keeps to what people decided.

    pieces = pieces_of(said)                         # long answers are placed by their sentences
    vectors = embed_pieces(said, pieces, embedder)   # once; may be stored if embedder.lasting
    themes = find_themes(said, pieces=pieces, vectors=vectors, embedder=embedder, decided=decided)

New answers are given to decided themes by `place(vectors, prototypes(names, decided, known))`.
"""

from howff.sense.themes.finding import embed_pieces, find_themes
from howff.sense.themes.pieces import pieces_of, text_of, texts_of
from howff.sense.themes.placing import Placed, Prototypes, place, prototypes
from howff.sense.themes.shapes import Decided, Level, Piece, Said, Theme, Themes

__all__ = [
    "Decided",
    "Level",
    "Piece",
    "Placed",
    "Prototypes",
    "Said",
    "Theme",
    "Themes",
    "embed_pieces",
    "find_themes",
    "pieces_of",
    "place",
    "prototypes",
    "text_of",
    "texts_of",
]
