"""The words of a text, in runs that nothing but a space breaks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from howff.sense.words import EMOJI, term

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
OWNED = re.compile(r"['’]s$")


class Term(NamedTuple):
    """A word as it was written and as it is joined, and what it may do in a phrase."""

    form: str
    key: str
    edge: bool
    alone: bool


def runs(text: str, language: str = "en") -> Iterator[list[Term]]:
    """Give the words of `text` in order, in a new list after each sign; an emoji is a list."""
    found: list[Term] = []
    end = 0
    for match in WORD.finditer(text):
        if found and not text[end : match.start()].isspace():
            yield found
            found = []
        found.append(_term(match[0], language))
        end = match.end()
    yield from ([found] if found else [])
    for emoji in () if text.isascii() else EMOJI.findall(text):
        yield [Term(emoji, emoji.replace("\ufe0f", ""), edge=True, alone=True)]


@lru_cache(maxsize=1 << 16)
def _term(form: str, language: str) -> Term:
    return Term(form, *term(OWNED.sub("", form) or form, language))


def forget() -> None:
    """Drop the words that are remembered for speed."""
    _term.cache_clear()


def says_words(text: str) -> bool:
    """Whether there is a letter or a digit in `text`, so that a model of words can read it."""
    return WORD.search(text) is not None
