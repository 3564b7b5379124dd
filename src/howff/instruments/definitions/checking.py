"""Whether the parts of an instrument hold together: ids, scales, conditions, translations."""

import re
from collections.abc import Iterator

from howff.instruments.definitions.errors import InstrumentError
from howff.instruments.definitions.shapes import Definition, Principle, Question, Scale

LIMITS = {
    "categories": 20,
    "principles": 30,
    "questions": 20,
    "glossary": 200,
    "translations": 30,
    "levels": 11,
    "list": 20,
}
MOST_PRINCIPLES = 60
WORDS = ("DK", "NA", "NMP", "why")
LONGEST_WORDS = 100
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
UNNAMED = re.compile(r"[:()]")
TAKEN = frozenset(
    {
        *("organisation", "place", "person", "card", "comment", "note"),
        *("title", "summary", "licence", "scale", "words", "glossary", "term", "about", "whole"),
    }
)
"""Ids that would read as something else in a file of answers or in a translation."""


def check(definition: Definition) -> None:
    """Refuse an instrument whose parts do not hold together.

    Raises InstrumentError, which says what to mend and where.
    """
    if not SLUG.fullmatch(definition.name):
        raise InstrumentError("use small letters, digits and hyphens.", where="name")
    _check_language("language", definition.language)
    if not definition.principles:
        raise InstrumentError("there is nothing to rate: give at least one principle.")
    if len(definition.principles) > MOST_PRINCIPLES:
        raise InstrumentError(f"there is room for {MOST_PRINCIPLES} principles.")
    _check_ids(definition)
    _check_scales(definition)
    _check_words(definition)
    for stage, pk in ((each, one.id) for one in definition.principles for each in one.stages):
        if not SLUG.fullmatch(stage):
            raise InstrumentError("name a stage in small letters, digits and hyphens.", where=pk)
    for question in _questions(definition):
        _check_question(definition, question)
    _check_glossary(definition)
    _check_mapping(definition)
    _check_translations(definition)


def places(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every id in order, with where it stands."""
    for number, category in enumerate(definition.categories, 1):
        yield category.id, f"category {number}"
        for second, principle in enumerate(category.principles, 1):
            here = f"category {number}, principle {second}"
            yield principle.id, here
            for third, question in enumerate(principle.questions, 1):
                yield question.id, f"{here}, question {third}"


def _check_ids(definition: Definition) -> None:
    seen: dict[str, str] = {}
    for pk, where in places(definition):
        if not ID.fullmatch(pk):
            told = "use up to 40 letters, digits and hyphens, a letter first"
            raise InstrumentError(f"the id {pk!r} cannot be used; {told}.", where=where)
        if pk.casefold() in TAKEN:
            raise InstrumentError(f"the id {pk!r} means something else here.", where=where)
        if other := seen.get(pk.casefold()):
            raise InstrumentError(f"the id {pk!r} was given to {other} already.", where=where)
        seen[pk.casefold()] = where
    _check_titles(definition)


def _check_titles(definition: Definition) -> None:
    titles = [one.title.casefold() for one in definition.categories]
    for number, title in enumerate(titles, 1):
        if title in titles[: number - 1]:
            raise InstrumentError("another category has this title.", where=f"category {number}")


def _check_scales(definition: Definition) -> None:
    if definition.scale:
        _check_scale("scale", definition.scale)
    for principle in definition.principles:
        if principle.scale:
            _check_scale(f"the scale of {principle.id}", principle.scale)
        elif not definition.scale:
            told = "the scale is missing: give one here or to the whole instrument."
            raise InstrumentError(told, where=principle.id)


def _check_scale(where: str, scale: Scale) -> None:
    if not 2 <= len(scale.levels) <= LIMITS["levels"]:
        raise InstrumentError(f"give 2 to {LIMITS['levels']} levels.", where=where)
    if scale.easy and len(scale.easy) != len(scale.levels):
        raise InstrumentError("give easy words for every level, or for none.", where=where)
    for words in (scale.levels, scale.easy):
        if len({one.casefold() for one in words}) < len(words):
            raise InstrumentError("give each level its own words.", where=where)


def _check_words(definition: Definition) -> None:
    for name, text in definition.words.items():
        if name not in WORDS:
            told = f"{name} is not known; use {', '.join(WORDS)}."
            raise InstrumentError(told, where="words")
        if not 0 < len(text) <= LONGEST_WORDS:
            told = f"give {name} up to {LONGEST_WORDS} characters."
            raise InstrumentError(told, where="words")


def _questions(definition: Definition) -> Iterator[Question]:
    return (question for one in definition.principles for question in one.questions)


def _check_question(definition: Definition, question: Question) -> None:
    if (question.form == "conditional") != (question.only_if is not None):
        told = "a conditional question, and only that, says on what it depends in only_if."
        raise InstrumentError(told, where=question.id)
    if len({one.casefold() for one in question.per}) < len(question.per):
        raise InstrumentError("name each thing under per once.", where=question.id)
    if question.only_if:
        _check_condition(definition, question.id, question.only_if.principle, question)


def _check_condition(definition: Definition, where: str, pk: str, question: Question) -> None:
    rated: Principle | None = definition.principle(pk)
    if rated is None:
        raise InstrumentError(f"it depends on {pk!r}, which is not rated here.", where=where)
    assert question.only_if is not None
    if question.only_if.at_most >= len(definition.scale_of(rated).levels):
        raise InstrumentError("ask it after a rating below the highest one (at_most).", where=where)


def _check_glossary(definition: Definition) -> None:
    terms = [one.term.casefold() for one in definition.glossary]
    for number, term in enumerate(terms, 1):
        if term in terms[: number - 1]:
            where = f"word of the glossary {number}"
            raise InstrumentError("it is explained already.", where=where)


def _check_mapping(definition: Definition) -> None:
    here = list(definition.mapping.values())
    for earlier, pk in definition.mapping.items():
        if not ID.fullmatch(earlier):
            raise InstrumentError(f"{earlier!r} is not the id of an item.", where="mapping")
        if not pk:
            continue
        if definition.principle(pk) is None:
            raise InstrumentError(f"{pk!r} is not rated here.", where="mapping")
        if here.count(pk) > 1:
            told = f"only one earlier item can go on as {pk}."
            raise InstrumentError(told, where="mapping")


def _check_translations(definition: Definition) -> None:
    seen = {definition.language}
    texts = definition.texts()
    for number, one in enumerate(definition.translations, 1):
        where = f"translation {number}"
        _check_language(where, one.language)
        if one.language in seen:
            raise InstrumentError(f"{one.language} is here already.", where=where)
        if UNNAMED.search(one.name):
            raise InstrumentError("leave colons and brackets out of the name.", where=where)
        seen.add(one.language)
        for place in one.texts:
            if place not in texts:
                raise InstrumentError(f"there is no text at {place!r}.", where=where)


def _check_language(where: str, code: str) -> None:
    if not LANGUAGE.fullmatch(code):
        raise InstrumentError("give a language as small letters, such as en-gb.", where=where)
