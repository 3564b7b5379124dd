"""Finds words that should be looked at by a person before everybody sees them."""

import codecs
import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from howff.sense.folding import fold

LOOKALIKES = str.maketrans("4@310!|5$7", "aaeioiisst")
SPELT_OUT = re.compile(r"(?<!\w)(?:\w[\W_]+){2,}\w(?!\w)")
BETWEEN_LETTERS = r"[\W_]*"


def must_wait(text: str, language: str = "en") -> bool:
    """Whether `text` holds a slur and so waits for review; nothing is ever dropped for it.

    Whole words are compared, so that Scunthorpe and Pakistan pass, whatever their case, accents,
    drawn-out letters (looong), digits for letters (l00ks), starred vowels (st*rs) or g a p s.
    English slurs count in every language, save where they are innocent words of that language.
    `language` is a tag such as "en-gb"; one that is not known is read as English.
    """
    pattern = _pattern(language.partition("-")[0].lower())
    plain = SPELT_OUT.sub(lambda found: re.sub(r"[\W_]+", "", found[0]), fold(text))
    return any(pattern.search(each) for each in {plain, plain.translate(LOOKALIKES)})


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    """Make the expression that finds a language's slurs in folded text."""
    lists = _lists()
    own = lists.get(language, {})
    slurs = {*lists["en"]["hold"], *own.get("hold", [])} - {*own.get("innocent", [])}
    either = "|".join(sorted(_spellings(codecs.decode(slur, "rot13")) for slur in slurs))
    return re.compile(rf"(?<![^\W_])(?:{either})(?:e*[sz]+)?(?![^\W_])")


def _spellings(slur: str) -> str:
    """Make the expression for one slur: letters once or drawn out, vowels perhaps starred."""
    letters = re.findall(r"(\w)(\1*)|( )", fold(slur))
    return "".join(
        BETWEEN_LETTERS if gap else f"[{one}{'*' * (one in 'aeiou')}]{{{1 + len(more)},}}"
        for one, more, gap in letters
    )


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("data/slurs.toml").read_text("utf-8"))
