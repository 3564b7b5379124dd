"""One walk through every text of an instrument: to list them, translate them, or make them easy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from howff.instruments.definitions.shapes import (
        Category,
        Definition,
        Principle,
        Question,
        Scale,
        Translation,
    )

type Say = Callable[[str, str], str]
"""Given a text's place, such as `P1.statement`, and the text: what to say there."""


def note(found: dict[str, str], place: str, text: str) -> str:
    """Note a text by its place, and leave it as it is."""
    found[place] = text
    return text


def reworded(definition: Definition, say: Say) -> Definition:
    """The instrument with other words at every place."""
    terms = (
        replace(one, term=say(f"term.{one.term}", one.term), meaning=said)
        for one in definition.glossary
        for said in [say(f"glossary.{one.term}", one.meaning)]
    )
    return replace(
        definition,
        title=say("title", definition.title),
        summary=say("summary", definition.summary),
        licence=say("licence", definition.licence),
        scale=_scale("", definition.scale, say),
        words={name: say(f"words.{name}", text) for name, text in definition.words.items()},
        glossary=tuple(terms),
        categories=tuple(_category(one, say) for one in definition.categories),
    )


def _category(category: Category, say: Say) -> Category:
    return replace(
        category,
        title=say(f"{category.id}.title", category.title),
        summary=say(f"{category.id}.summary", category.summary),
        good=_each(f"{category.id}.good", category.good, say),
        watch=_each(f"{category.id}.watch", category.watch, say),
        principles=tuple(_principle(one, say) for one in category.principles),
    )


def _principle(principle: Principle, say: Say) -> Principle:
    pk = principle.id
    return replace(
        principle,
        title=say(f"{pk}.title", principle.title),
        statement=say(f"{pk}.statement", principle.statement),
        easy=say(f"{pk}.easy", principle.easy),
        help=say(f"{pk}.help", principle.help),
        scale=_scale(f"{pk}.", principle.scale, say),
        questions=tuple(_question(one, say) for one in principle.questions),
    )


def _question(question: Question, say: Say) -> Question:
    pk = question.id
    return replace(
        question,
        text=say(f"{pk}.text", question.text),
        easy=say(f"{pk}.easy", question.easy),
        help=say(f"{pk}.help", question.help),
        per=_each(f"{pk}.per", question.per, say),
    )


def _scale(place: str, scale: Scale | None, say: Say) -> Scale | None:
    easy_levels = _each(f"{place}scale.easy", scale.easy, say) if scale else ()
    return scale and replace(
        scale,
        levels=_each(f"{place}scale", scale.levels, say),
        easy=easy_levels if all(easy_levels) else (),
        low=say(f"{place}scale.low", scale.low),
        high=say(f"{place}scale.high", scale.high),
    )


def _each(place: str, texts: tuple[str, ...], say: Say) -> tuple[str, ...]:
    return tuple(say(f"{place}.{number}", text) for number, text in enumerate(texts, 1))


def in_language(definition: Definition, code: str) -> Definition:
    """The instrument in a language that it was translated into, else as it is."""
    wanted = code.casefold()
    chosen = next((one for one in definition.translations if one.language == wanted), None)
    if chosen is None:
        return definition
    texts = chosen.texts
    said = reworded(definition, lambda place, text: text and texts.get(place, _left(place, text)))
    return replace(said, language=chosen.language, translations=())


def _left(place: str, text: str) -> str:
    """What stays of a text without translation: easy words give way to translated plain ones."""
    return "" if _plain(place) else text


def easy(definition: Definition) -> Definition:
    """The instrument with its easy words in the place of the plain ones, translations too."""
    easier = _easier(definition.texts())
    said = reworded(definition, easier.get)
    translations = tuple(_easy_translation(one, easier) for one in definition.translations)
    return replace(said, translations=translations)


def _easy_translation(translation: Translation, easier: Mapping[str, str]) -> Translation:
    easy_texts = {
        place: text for place, text in _easier(translation.texts).items() if place in easier
    }
    return replace(translation, texts={**translation.texts, **easy_texts})


def _easier(texts: Mapping[str, str]) -> dict[str, str]:
    """The easy texts, by the places whose plain texts they stand in for."""
    return {spot: text for place, text in texts.items() for spot in _plain(place)}


def _plain(place: str) -> tuple[str, ...]:
    """The places whose text an easy text stands in for: `P1.easy` for `P1.statement`."""
    if place.endswith(".easy"):
        owner = place.removesuffix("easy")
        return (f"{owner}statement", f"{owner}text")
    return (place.replace("scale.easy.", "scale."),) if "scale.easy." in place else ()
