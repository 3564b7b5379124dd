"""Writes the same word the same way, so that it is found again; never for showing."""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u0640]")


def fold(text: str) -> str:
    """Give `text` in one case (NFKC, casefold), without accents and invisible characters.

    Accents are those of Latin, Greek and Cyrillic and the vowel signs of Arabic and Hebrew; signs
    that belong to the letters, as in Hindi or Thai, stay.
    """
    seen = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if seen.isascii():
        return seen
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", seen)))
