"""Finds what many answers to one question have in common, and keeps to what people decided.

    pieces = pieces_of(said)                  # long answers are placed sentence by sentence
    vectors = embed_pieces(said, pieces, embedder)   # once; may be stored if embedder.lasting
    themes = find_themes(said, pieces=pieces, vectors=vectors, embedder=embedder, decided=decided)

New answers are given to decided themes by `place(vectors, prototypes(...))`.
"""

from howff.sense.themes.shapes import Decided, Level, Piece, Said, Theme, Themes

__all__ = ["Decided", "Level", "Piece", "Said", "Theme", "Themes"]
