"""Turns short answers into the words of a cloud, counted by people."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from howff.sense.folding import fold

LONGEST_PHRASE = 3
BREAKS = re.compile(r"[\n\r\t;؛،、。！？!?؟•·|…]+|(?<!\d),|,(?!\d)|[.:](?=\s|$)|\s[-–—/]+\s")
_PICTURE = (
    "(?:[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\u2600-\u26ff\u231a\u231b"
    "\u23e9-\u23f3\u23f8-\u23fa\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿]"
    "|\\S(?=\ufe0f))\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
)
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}(?:\u200d{_PICTURE})*"
)

HIDDEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
HYPHENS = re.compile("[-‐‑–/_]+")
LETTER = re.compile(r"[^\W_]")
SIGNS = frozenset("&+")
EDGES = "".join(
    letter
    for letter in map(chr, range(0x3100))
    if unicodedata.category(letter)[0] in "PS" and letter not in "+%$£€"
)

LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a cloud: its commonest form, how many people said it, all its forms."""

    text: str
    people: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of an answer: as written, folded, and folded without apostrophes as in the lists."""

    form: str
    folded: str
    plain: str


@dataclass(frozen=True, slots=True)
class _Language:
    """What `data/words.toml` says of a language, folded."""

    stop: frozenset[str]
    weak: frozenset[str]
    joins: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    apart: frozenset[str]
    articles: tuple[str, ...]

    def core(self, tokens: list[_Token]) -> list[_Token]:
        """Leave out the stop words at either end."""
        kept = [at for at, token in enumerate(tokens) if not self.stops(token)]
        return tokens[kept[0] : kept[-1] + 1] if kept else []

    def parts(self, tokens: list[_Token]) -> list[list[_Token]]:
        """Split at the words and signs that join two things."""
        parts: list[list[_Token]] = [[]]
        for token in tokens:
            if token.plain in self.joins:
                parts.append([])
            else:
                parts[-1].append(token)
        return parts

    def stops(self, token: _Token) -> bool:
        """Whether a word adds nothing at the end of a phrase."""
        return token.plain in self.stop or token.form in SIGNS

    def stands_alone(self, token: _Token) -> bool:
        """Whether a word means something by itself."""
        return not (self.stops(token) or token.plain in self.weak)

    def stem(self, word: str) -> str:
        """Give a word without its article and in the singular, as far as the rules go."""
        for article in self.articles:
            if word.startswith(article) and len(word) > len(article) + 2:
                word = word.removeprefix(article)
        word = _plain(word)
        for plural, singular in self.endings if word not in self.apart else ():
            if word.endswith(plural) and len(word) >= len(plural) + 2:
                return word.removesuffix(plural) + singular
        return word


def cloud(answers: Iterable[tuple[Hashable, str]], language: str = "en") -> list[Word]:
    """Give the words that people said, most people first, equals in the order they first came.

    `answers` are (person, text); a person counts once for each word, however often and in whatever
    form they said it. Words are joined across case, accents, punctuation, hyphens and (where the
    language has rules) plurals; the form that most people wrote is shown. An answer of up to three
    words is one phrase; a longer one is split at its commas, lines and "and"s, and what is still
    longer gives its content words. An emoji is a word. `language` is a tag such as "en-gb"; of one
    that is not known, words are joined but none are left out.
    """
    said: defaultdict[str, dict[tuple[Hashable, str], None]] = defaultdict(dict)
    base = language.partition("-")[0].lower()
    for person, text in answers:
        for key, form in _entries(text, base):
            said[key][person, form] = None
    words = [_word(mentions) for mentions in said.values()]
    return sorted(words, key=lambda word: -word.people)


def _word(mentions: Iterable[tuple[Hashable, str]]) -> Word:
    """Make a word of who wrote it how; of equally common forms not the one that shouts."""
    pairs = list(mentions)
    exact = Counter(form for _, form in pairs)
    alike = Counter(form.casefold() for _, form in pairs)

    def commonest_first(form: str) -> tuple[int, int, bool, str]:
        shouts = form.isupper() and len(form) > LONGEST_ACRONYM
        return -alike[form.casefold()], -exact[form], shouts, form

    forms = sorted(exact, key=commonest_first)
    return Word(forms[0], len({person for person, _ in pairs}), tuple(forms))


def forget() -> None:
    """Drop the answers that are remembered for speed, because somebody took theirs back."""
    _entries.cache_clear()
    term.cache_clear()


@lru_cache(maxsize=1 << 16)
def term(word: str, language: str = "en") -> tuple[str, bool, bool]:
    """Give a word's joining key, whether it may end a phrase, and whether it stands alone."""
    rules = _language(language.partition("-")[0].lower())
    folded = fold(word).replace("’", "'")
    token = _Token(word, folded, _plain(folded))
    key = "".join(rules.stem(part) for part in HYPHENS.split(folded))
    alone = rules.stands_alone(token) and key not in rules.weak
    return key, not rules.stops(token), alone


@lru_cache(maxsize=8192)
def _entries(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Give the joining key and the written form of each word or phrase in an answer."""
    rules = _language(language)
    text = unicodedata.normalize("NFC", text)
    runs = [_tokens(run) for piece in BREAKS.split(text) for run in EMOJI.split(piece)]
    found = {emoji.replace("\ufe0f", ""): emoji for emoji in EMOJI.findall(text)}
    for phrase in _phrases([run for run in runs if run], rules):
        found.setdefault(_key(phrase, rules), _written(phrase))
    tokens = [token for run in runs for token in run]
    if not found and 0 < len(tokens) <= LONGEST_PHRASE:
        found["".join(token.plain for token in tokens)] = _written(tokens)
    return tuple(found.items())


def _tokens(text: str) -> list[_Token]:
    """Split at spaces and take the punctuation off either end of each word."""
    written = (word.strip(EDGES) or word for word in HIDDEN.sub("", text).split())
    folded = ((form, fold(form).replace("’", "'")) for form in written)
    tokens = (_Token(form, word, _plain(word)) for form, word in folded)
    return [token for token in tokens if token.form in SIGNS or LETTER.search(token.folded)]


def _plain(word: str) -> str:
    return word.replace("'", "").replace(".", "")


def _phrases(runs: list[list[_Token]], rules: _Language) -> Iterator[list[_Token]]:
    """Give a short answer whole; of a longer one its parts, and of long parts their words."""
    short = len(runs) == 1 and len(rules.core(runs[0])) <= LONGEST_PHRASE
    for part in runs if short else [part for run in runs for part in rules.parts(run)]:
        phrase = rules.core(part)
        if len(phrase) > LONGEST_PHRASE:
            yield from ([token] for token in phrase if rules.stands_alone(token))
        elif len(phrase) > 1 or (phrase and rules.stands_alone(phrase[0])):
            yield phrase


def _written(phrase: Iterable[_Token]) -> str:
    return " ".join(token.form for token in phrase)


def _key(phrase: Iterable[_Token], rules: _Language) -> str:
    """Give the same key for what is the same phrase: "well-being", "Well being", "wellbeing"."""
    words = (token.folded for token in phrase if token.plain not in rules.joins)
    return "".join(rules.stem(part) for word in words for part in HYPHENS.split(word))


@lru_cache(maxsize=64)
def _language(language: str) -> _Language:
    """Give the rules of a language; of one that is not known, none."""
    rules = _data().get(language, {})
    lists = {name: _listed(rules.get(name, "")) for name in ("stop", "weak", "and", "apart")}
    return _Language(
        stop=lists["stop"] | lists["and"],
        weak=lists["weak"],
        joins=lists["and"] | SIGNS,
        endings=tuple((plural, singular) for plural, singular in rules.get("endings", [])),
        apart=lists["apart"],
        articles=tuple(rules.get("articles", [])),
    )


def _listed(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data/words.toml").read_text("utf-8"))
