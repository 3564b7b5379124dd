"""Reads an answer as a prompt of its kind takes it, or says what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from howff.conversations.models import Kind, Prompt
from howff.people.errors import Refused

LONGEST = {Kind.WORDS: 60, Kind.TEXT: 4000, Kind.STATEMENTS: 400, Kind.QUESTIONS: 600}
VOTES = {"agree": 1, "pass": 0, "disagree": -1}
RATING_POINTS = 5
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that fits its prompt: a value, or a text, or a vote on an item, or neither."""

    value: Any = None
    text: str = ""
    item: int | None = None

    @property
    def skipped(self) -> bool:
        """Whether the person preferred not to say."""
        return self.value is None and not self.text


def read_value(prompt: Prompt, raw: object) -> Given:
    """The answer that `raw`, as it came in JSON, gives to the prompt; None: prefers not to say."""
    if raw is None:
        return Given()
    return READERS[Kind(prompt.kind)](prompt, raw)


def highest_rating(prompt: Prompt) -> int:
    """The top of a rating scale: a point for each label, or five points between two ends."""
    return len(prompt.options) if len(prompt.options) > 2 else RATING_POINTS


def clean(text: str) -> str:
    """The text without control characters and without space around it."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text(prompt: Prompt, raw: object) -> Given:
    if not isinstance(raw, str):
        raise _invalid(_("Please answer with text."))
    text = clean(raw)
    longest = LONGEST[Kind(prompt.kind)]
    if len(text) > longest:
        raise Refused(
            "too_long",
            _("That is %(length)d characters; there is room for %(longest)d. Please shorten it.")
            % {"length": len(text), "longest": longest},
            field="value",
        )
    if not text:
        raise _invalid(_("Please write something, or choose “prefer not to say”."))
    return Given(text=" ".join(text.split()) if prompt.kind == Kind.WORDS else text)


def _choice(prompt: Prompt, raw: object) -> Given:
    return Given(value=_option(prompt, raw))


def _choices(prompt: Prompt, raw: object) -> Given:
    if not isinstance(raw, list) or not raw:
        raise _invalid(_("Please choose one or more of the options."))
    return Given(value=sorted({_option(prompt, one) for one in raw}))


def _ranking(prompt: Prompt, raw: object) -> Given:
    order = [_option(prompt, one) for one in raw] if isinstance(raw, list) else []
    if sorted(order) != list(range(len(prompt.options))):
        raise _invalid(_("Please put every option in the order, each once."))
    return Given(value=order)


def _rating(prompt: Prompt, raw: object) -> Given:
    top = highest_rating(prompt)
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= top:
        raise _invalid(_("Please choose a number from 1 to %(top)d.") % {"top": top})
    return Given(value=raw)


def _statement(prompt: Prompt, raw: object) -> Given:
    if isinstance(raw, Mapping) and "statement" in raw:
        vote = VOTES.get(raw["vote"]) if isinstance(raw.get("vote"), str) else None
        if vote is None:
            raise _invalid(_("Please vote agree, disagree or pass on a statement."))
        return Given(value=vote, item=_number(raw["statement"]))
    if not prompt.additions:
        raise _invalid(_("Statements cannot be added here; please vote on those there are."))
    return _text(prompt, raw["text"] if isinstance(raw, Mapping) and "text" in raw else raw)


def _question(prompt: Prompt, raw: object) -> Given:
    if isinstance(raw, Mapping) and "question" in raw:
        if not isinstance(raw.get("vote"), bool):
            raise _invalid(_("Please say whether you support the question or not."))
        return Given(value=int(raw["vote"]), item=_number(raw["question"]))
    return _text(prompt, raw)


def _number(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw < 2**63:
        raise _invalid(_("Please name the item by its number."))
    return raw


def _option(prompt: Prompt, raw: object) -> int:
    if isinstance(raw, str) and raw in prompt.options:
        return int(prompt.options.index(raw))
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < len(prompt.options):
        return raw
    raise _invalid(_("Please choose from the options shown."))


def _invalid(message: str) -> Refused:
    return Refused("invalid", message, field="value")


READERS: dict[Kind, Callable[[Prompt, object], Given]] = {
    Kind.WORDS: _text,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.RATING: _rating,
    Kind.RANKING: _ranking,
    Kind.STATEMENTS: _statement,
    Kind.QUESTIONS: _question,
}
