"""Turns texts into directions that lie close where the texts mean much the same."""

from howff.sense.embedding.shapes import Embedder, EmbeddingError, Stopped, Vectors

__all__ = ["Embedder", "EmbeddingError", "Stopped", "Vectors"]
