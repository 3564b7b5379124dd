"""Turns texts into directions that lie close where the texts mean much the same."""

from howff.sense.embedding.choosing import default_embedder, embed_texts
from howff.sense.embedding.minilm import MiniLM
from howff.sense.embedding.multilingual import Multilingual
from howff.sense.embedding.shapes import Embedder, EmbeddingError, Stopped, Vectors
from howff.sense.embedding.wordcounts import WordCounts

__all__ = [
    "Embedder",
    "EmbeddingError",
    "MiniLM",
    "Multilingual",
    "Stopped",
    "Vectors",
    "WordCounts",
    "default_embedder",
    "embed_texts",
]
