"""Which embedder to use, and embedding many texts with it."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import numpy as np

from howff.sense.embedding.minilm import MiniLM, minilm
from howff.sense.embedding.multilingual import Multilingual, multilingual
from howff.sense.embedding.shapes import Embedder, Stopped, Vectors
from howff.sense.embedding.terms import says_words
from howff.sense.embedding.wordcounts import WordCounts
from howff.sense.words import EMOJI

STEP = 256


def default_embedder(languages: Iterable[str] = ("en",)) -> Embedder:
    """Give the best that is installed for these languages: a model, or the counts of words."""
    bases = {language.partition("-")[0].lower() for language in languages} or {"en"}
    if bases != {"en"} and Multilingual.installed():
        return multilingual()
    if MiniLM.installed():
        return minilm()
    return WordCounts(min(bases))


def embed_texts(
    texts: Sequence[str],
    embedder: Embedder,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Vectors:
    """Give a row for each text, embedding equal ones once; `progress` hears of 0 to 1.

    A text without a letter or digit, such as an emoji, gets directions that stand for its signs.
    Raises Stopped soon after `cancelled` says yes.
    """
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    wordy = [text for text in distinct if says_words(text)]
    step = STEP if embedder.lasting else max(1, len(wordy))
    parts: list[Vectors] = []
    for start in range(0, len(wordy), step):
        if cancelled():
            raise Stopped
        parts.append(embedder.embed(wordy[start : start + step]))
        progress(min(1.0, (start + step) / len(wordy)))
    found = np.concatenate(parts) if parts else np.zeros((0, embedder.width), np.float32)
    return _rows(texts, wordy, found)


def _rows(texts: Sequence[str], wordy: Sequence[str], found: Vectors) -> Vectors:
    """Give each text its row, from the model or from its signs."""
    width = found.shape[1]
    at = {text: row for row, text in enumerate(wordy)}
    signs = {text: _by_signs(text, width) for text in set(texts) - at.keys()}
    rows = [signs[text] if text in signs else found[at[text]] for text in texts]
    return np.array(rows, np.float32).reshape(len(texts), width)


def _by_signs(text: str, width: int) -> Vectors:
    """Give the mean of a direction for each sign, drawn by its digest: the same everywhere."""
    signs = EMOJI.findall(text) or [sign for sign in text if not sign.isspace()]
    total = np.zeros(width)
    for sign in sorted({sign.replace("\ufe0f", "") for sign in signs}):
        seed = int.from_bytes(sha256(sign.encode()).digest()[:8])
        total += np.random.default_rng(seed).standard_normal(width)
    length = np.linalg.norm(total)
    return np.asarray(total / length if length else total, np.float32)
