"""The form of a round: what is asked, in a language, plain or easy to read, in which order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from howff.assessments.models import Round
from howff.assessments.queries.answering.names import names_of
from howff.instruments.definitions import Definition, Principle, Question, Term
from howff.instruments.queries import definition_of

MOST_REMEMBERED = 200
SAID_ALOUD = re.compile(r"[A-Za-z]{1,2}\d{1,3}")
_made: dict[tuple[str, str, bool, str], "Asking"] = {}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A place for words: `name` is what they are kept under, `only_if` when it is asked.

    `low` says that it is asked after a low rating of its own principle.
    """

    name: str
    text: str
    help: str = ""
    added: bool = False
    only_if: str = ""
    at_most: int = 0
    low: bool = False

    @property
    def question(self) -> str:
        """The question that it belongs to."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A principle as it is asked; `levels` are the worded anchors, the lowest first.

    `label` is what stands before it on paper: an id that people say, such as P1, or its number.
    """

    id: str
    title: str
    statement: str
    help: str
    added: bool
    levels: tuple[str, ...]
    low: int
    prompts: tuple[Prompt, ...]
    terms: tuple[Term, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Principles that are asked together, and what to think of."""

    id: str
    title: str
    summary: str = ""
    good: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A whole form in one language; `language` is the one that its texts are in."""

    title: str
    summary: str
    minutes: int
    credit: str
    language: str
    languages: tuple[str, ...]
    easy: bool
    has_easy: bool
    parts: tuple[Part, ...]
    words: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many ratings are asked for."""
        return sum(len(part.asked) for part in self.parts)


def asking_of(round: Round, *, language: str = "", easy: bool = False) -> Asking:
    """What a round asks; made once for each instrument, language, wording and stage."""
    stage = round.stage.suits if round.stage else ""
    key = (round.version.digest, language, easy, stage)
    if key not in _made:
        if len(_made) >= MOST_REMEMBERED:
            _made.clear()
        wanted = language or round.language
        _made[key] = _asking(definition_of(round.version), wanted, easy=easy, stage=stage)
    return _made[key]


def _asking(whole: Definition, language: str, *, easy: bool, stage: str) -> Asking:
    chosen = whole.easy() if easy else whole
    chosen = chosen.in_language(language)
    parts = tuple(
        Part(
            one.id,
            one.title,
            one.summary,
            one.good,
            one.watch,
            tuple(_asked(chosen, principle) for principle in one.principles),
        )
        for one in chosen.categories
    )
    return Asking(
        chosen.title,
        chosen.summary,
        whole.minutes,
        whole.source.credit,
        chosen.language,
        whole.languages,
        easy,
        whole.has_easy,
        _labelled(_suggested_first(parts, _suiting(whole, stage))),
        chosen.words,
    )


def _asked(definition: Definition, one: Principle) -> Asked:
    prompts = tuple(
        prompt for question in one.questions for prompt in _prompts(definition, one, question)
    )
    return Asked(
        one.id,
        one.title,
        one.statement,
        one.help,
        one.added,
        definition.scale_of(one).levels,
        max((each.at_most for each in prompts if each.low), default=0),
        prompts,
        _terms(definition, one),
    )


def _prompts(definition: Definition, one: Principle, question: Question) -> Iterator[Prompt]:
    names = names_of(question)
    of_each = question.per or ("",)
    condition = question.only_if
    other = definition.principle(condition.principle) if condition else None
    for name, each in zip(names, of_each, strict=True):
        yield Prompt(
            name,
            f"{question.text} {each}:" if each else question.text,
            question.help,
            question.added,
            other.title if other else "",
            condition.at_most if condition else 0,
            condition is not None and condition.principle == one.id,
        )


def _terms(definition: Definition, one: Principle) -> tuple[Term, ...]:
    """The words of the glossary that stand in a principle's texts."""
    texts = (one.title, one.statement, one.help, *(each.text for each in one.questions))
    read = " ".join(texts).casefold()
    return tuple(
        term
        for term in definition.glossary
        if re.search(rf"(?<!\w){re.escape(term.term.casefold())}(?!\w)", read)
    )


def _suiting(definition: Definition, stage: str) -> set[str]:
    """The items that fit a stage, unless all do, for then none comes first."""
    fitting = {one.id for one in definition.principles if stage and stage in one.stages}
    return fitting if len(fitting) < len(definition.principles) else set()


def _suggested_first(parts: tuple[Part, ...], suiting: set[str]) -> tuple[Part, ...]:
    """Put what suits the collaboration's stage into a part of its own, before the rest."""
    first = tuple(one for part in parts for one in part.asked if one.id in suiting)
    if not first:
        return parts
    rest = (
        replace(part, asked=tuple(one for one in part.asked if one.id not in suiting))
        for part in parts
    )
    return (Part("first", "", asked=first, first=True), *(part for part in rest if part.asked))


def _labelled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    number = count(1)
    return tuple(
        replace(part, asked=tuple(_with_label(one, next(number)) for one in part.asked))
        for part in parts
    )


def _with_label(one: Asked, number: int) -> Asked:
    return replace(one, label=one.id if SAID_ALOUD.fullmatch(one.id) else str(number))
