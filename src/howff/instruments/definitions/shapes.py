"""The parts of an instrument: plain values, the same whichever file or page they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from howff.instruments.definitions import wording
from howff.sense.rounds.figures import Item, Locus

type Form = Literal["rated", "explored", "described", "middle", "conditional"]
type Best = Literal["high", "middle", "depends"]
type Whose = Literal["ours", "conditions", "both"]


@dataclass(frozen=True, slots=True)
class Source:
    """After whose work an instrument is made, and where that is found."""

    credit: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels that a statement is rated on: a worded anchor for each, the lowest first.

    `easy` says the same in easier words, one for each level, or is empty.
    """

    levels: tuple[str, ...]
    easy: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary and what it means."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only where this principle was rated at most so."""

    principle: str
    at_most: int


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt under a principle, answered in words; `per` are the things it is asked of each."""

    id: str
    text: str
    easy: str = ""
    help: str = ""
    form: Form = "explored"
    locus: Whose = "ours"
    added: bool = False
    only_if: Condition | None = None
    per: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Principle:
    """What is rated, as a statement; its questions help people to think about it."""

    id: str
    title: str
    statement: str
    easy: str = ""
    help: str = ""
    locus: Locus = "ours"
    best: Best = "high"
    added: bool = False
    stages: tuple[str, ...] = ()
    scale: Scale | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A part of an instrument: what good can look like there, and what to watch for."""

    id: str
    title: str
    summary: str = ""
    good: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    principles: tuple[Principle, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """An instrument's texts in another language, by their place such as `P1.statement`.

    `checked` says whether somebody who grew up with the language has read them.
    """

    language: str
    name: str
    checked: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole instrument in one language, with its translations.

    `words` says what a page says otherwise beside the levels: the three ways not to rate, by `DK`,
    `NA` and `NMP`, and `why` for what asks for a reason.
    `mapping` tells what became of the items of versions before: from such an item's id to the
    id of the item that goes on from it here, or to nothing. An id keeps its item where it says
    nothing, so an id that was once used is never given to something else.
    """

    name: str
    title: str
    categories: tuple[Category, ...]
    summary: str = ""
    language: str = "en-gb"
    minutes: int = 20
    licence: str = ""
    source: Source = Source()
    scale: Scale | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    translations: tuple[Translation, ...] = ()

    @property
    def principles(self) -> tuple[Principle, ...]:
        """Everything that is rated, in order."""
        return tuple(one for category in self.categories for one in category.principles)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be read in, its own first."""
        return (self.language, *(one.language for one in self.translations))

    @property
    def continued(self) -> dict[str, str]:
        """The mapping of a version that comes after this one and asks the same."""
        ended = dict.fromkeys(self.mapping, "")
        return ended | {one.id: one.id for one in self.principles}

    @property
    def has_easy(self) -> bool:
        """Whether every statement has easy-read words too."""
        return all(one.easy for one in self.principles)

    def principle(self, pk: str) -> Principle | None:
        """The principle with this id."""
        return next((one for one in self.principles if one.id == pk), None)

    def category_of(self, pk: str) -> Category | None:
        """The category that holds the principle with this id."""
        owners = (one for one in self.categories for each in one.principles if each.id == pk)
        return next(owners, None)

    def scale_of(self, principle: Principle) -> Scale:
        """The scale that a principle is rated on: its own, or the instrument's."""
        scale = principle.scale or self.scale
        assert scale is not None
        return scale

    def items(self) -> tuple[Item, ...]:
        """What is rated, as the analysis takes it; an item's category is its category's title."""
        return tuple(
            Item(
                id=one.id,
                title=one.title,
                category=category.title,
                locus=one.locus,
                levels=len(self.scale_of(one).levels),
                middle=one.best != "high",
            )
            for category in self.categories
            for one in category.principles
        )

    def texts(self) -> dict[str, str]:
        """Every text that people read, by its place, as a translation names them."""
        found: dict[str, str] = {}
        wording.reworded(self, partial(wording.note, found))
        return {place: text for place, text in found.items() if text}

    def in_language(self, code: str) -> Definition:
        """The instrument in a language; a text that was not translated stays as it is."""
        return wording.in_language(self, code)

    def easy(self) -> Definition:
        """The instrument in easy-read words, wherever it has some."""
        return wording.easy(self)
