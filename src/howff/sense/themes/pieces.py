"""Cuts long answers into the pieces that are placed by themselves."""

import re
from collections.abc import Iterator, Sequence

from howff.sense.embedding.terms import WORD
from howff.sense.folding import fold
from howff.sense.themes.shapes import Piece, Said

LONG = 40  # words; a shorter answer is never cut
SHORT_SENTENCE = 5  # words; a shorter sentence stays with its neighbour
LONGEST = 60  # words; a longer sentence is cut where it must be
SENTENCE = re.compile(r"(?:[^.!?\n؟।。！？]|[.!?](?=\S))+[.!?؟।。！？]*[\"'”’)\]]*")
STRETCH = re.compile(rf"\S+(?:\s+\S+){{0,{LONGEST - 1}}}")


def pieces_of(said: Sequence[Said]) -> tuple[Piece, ...]:
    """Give the pieces of all answers in order; a blank answer has none.

    An answer of up to forty words is one piece, a longer one as many as it has sentences, where
    short sentences go with the one before.
    """
    return tuple(
        Piece(at, start, end)
        for at, answer in enumerate(said)
        for start, end in _stretches(answer.text)
    )


def text_of(said: Sequence[Said], piece: Piece) -> str:
    """Give the words of a piece, exactly as they were written."""
    return said[piece.answer].text[piece.start : piece.end]


def texts_of(said: Sequence[Said], pieces: Sequence[Piece]) -> list[str]:
    """Give the words of every piece."""
    return [text_of(said, piece) for piece in pieces]


def same_words(text: str) -> str:
    """Give what is equal for texts that differ in case, accents, signs and spaces only."""
    folded = fold(text)
    return " ".join(WORD.findall(folded)) or "".join(folded.split())


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Give where each piece of one answer begins and ends."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end <= start:
        return
    if _length(text) <= LONG:
        yield start, end
        return
    yield from _joined(text, [cut for one in SENTENCE.finditer(text) for cut in _cut(one)])


def _cut(sentence: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give a sentence without the spaces around it, cut where it is too long."""
    for stretch in STRETCH.finditer(sentence.string, sentence.start(), sentence.end()):
        yield stretch.span()


def _joined(text: str, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what is short to what comes before it, or else to what comes after."""
    begun: tuple[int, int] | None = None
    for start, end in cuts:
        alone = _length(text[start:end]) >= SHORT_SENTENCE
        if begun and alone and _length(text[slice(*begun)]) >= SHORT_SENTENCE:
            yield begun
            begun = start, end
        else:
            begun = (begun[0] if begun else start), end
    if begun:
        yield begun


def _length(text: str) -> int:
    return len(text.split())
