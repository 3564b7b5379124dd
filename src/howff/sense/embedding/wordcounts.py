"""Texts by the words that they share, where no model is installed.

Term frequencies weighed by rarity, and their strongest hundred directions: Deerwester and others,
1990, Indexing by latent semantic analysis, JASIS 41, 391-407.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np

from howff.sense.embedding.shapes import Vectors
from howff.sense.embedding.terms import runs

METHOD = "words and pairs, sublinear tf-idf, truncated SVD to 100, seed 0"


class WordCounts:
    """Embeds texts by their words; it learns from the first texts that it is given."""

    name = "word counts"
    digest = sha256(METHOD.encode()).hexdigest()
    lasting = False
    width = 100

    def __init__(self, language: str = "en") -> None:
        """Take the language whose stop words and plurals count."""
        self._language = language
        self._learnt: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a row for each text: of length 1, or nought where it has none of the words."""
        from sklearn.preprocessing import normalize  # noqa: PLC0415 - dear to import

        if self._learnt is None:
            self._learnt = self._learn(texts)
        counting, directions = self._learnt
        found = np.zeros((len(texts), self.width), np.float32)
        if counting is not None and len(texts):
            found[:, : len(directions)] = counting.transform(texts) @ directions.T
        return np.asarray(normalize(found), np.float32)

    def _learn(self, texts: Sequence[str]) -> tuple[Any, Any]:
        """Learn how rare words are and which go together; None where there is nothing to learn."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
        from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415

        counting = TfidfVectorizer(analyzer=self._terms, sublinear_tf=True, dtype=np.float32)
        try:
            counts = counting.fit_transform(sorted(texts))
        except ValueError:  # no text has a word
            return None, None
        most = min(self.width, *counts.shape)
        _, strength, directions = randomized_svd(counts, most, random_state=0)
        return counting, directions[strength > 1e-4]

    def _terms(self, text: str) -> list[str]:
        """Give the words that stand alone, or all of them, and the pairs of neighbours."""
        found = list(runs(text, self._language))
        words = [one.key for run in found for one in run if one.alone]
        pairs = [f"{one.key} {two.key}" for run in found for one, two in pairwise(run)]
        return [*words, *pairs] if words else [one.key for run in found for one in run]
