"""Reads an answer from a plain form, as the JSON interface would have it."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from howff.conversations.rules import Refused


def value_of(prompt: Any, given: QueryDict) -> object:
    """The value that a form gives to a prompt; None where the person preferred not to say."""
    if "skip" in given:
        return None
    return FORMS.get(prompt.kind, _text)(prompt, given)


def _text(_prompt: Any, given: QueryDict) -> object:
    return given.get("text", "")


def _one(_prompt: Any, given: QueryDict) -> object:
    if "option" not in given:
        raise Refused("invalid", _("Please choose one first."), field="value")
    return _whole(given["option"])


def _several(_prompt: Any, given: QueryDict) -> object:
    return [_whole(one) for one in given.getlist("option")]


def _ranking(prompt: Any, given: QueryDict) -> object:
    size = len(prompt.options)
    places = {index: _whole(given.get(f"place-{index}", "")) for index in range(size)}
    if sorted(places.values()) != list(range(1, size + 1)):
        message = _("Please give every option its own place, from 1 to %(size)d.")
        raise Refused("invalid", message % {"size": size}, field="value")
    return sorted(places, key=places.__getitem__)


def _statement(prompt: Any, given: QueryDict) -> object:
    if "statement" in given:
        return {"statement": _whole(given["statement"]), "vote": given.get("vote", "")}
    return _text(prompt, given)


def _question(prompt: Any, given: QueryDict) -> object:
    if "question" in given:
        return {"question": _whole(given["question"]), "vote": given.get("vote") == "yes"}
    return _text(prompt, given)


def _whole(text: object) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 19 else -1


FORMS: dict[str, Callable[[Any, QueryDict], object]] = {
    "choice": _one,
    "rating": _one,
    "choices": _several,
    "ranking": _ranking,
    "statements": _statement,
    "questions": _question,
}
