"""Reads answers from a sent form: of those principles that the form says it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from howff.assessments.queries.answering import Filled, homes_of


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: a rating may be an empty text, which takes the former one away."""

    revision: int
    ratings: dict[str, str]
    words: dict[str, str]

    def over(self, response: Any) -> tuple[dict[str, object], dict[str, str]]:
        """All answers, these and the kept ones beside them."""
        return {**response.ratings, **self.ratings}, {**response.words, **self.words}


def sent_answers(given: QueryDict, round: Any) -> Sent:
    """The answers in a form; what the form does not hold stays as it is kept."""
    parts = set(given.getlist("part"))
    homes = {name: item for name, item in homes_of(round).items() if item in parts}
    items = dict.fromkeys(homes.values())
    words = {name: given.get(f"say-{name}", "") for name in homes if f"say-{name}" in given}
    revision = given.get("revision", "")
    return Sent(
        int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        {item: given.get(f"rate-{item}", "") for item in items},
        {name: str(text).replace("\r\n", "\n").strip() for name, text in words.items()},
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was typed here and kept otherwise from another screen."""

    title: str
    about: str
    typed: str
    kept: str


def differences(response: Any, sent: Sent, parts: Any) -> list[Difference]:
    """What differs between what was typed and what is kept."""
    return [
        one
        for part in parts
        for filled in part.asked
        for one in _differ(response, sent, filled)
        if one.typed != one.kept
    ]


def _differ(response: Any, sent: Sent, filled: Filled) -> Iterator[Difference]:
    asked = filled.asked
    labels = {str(number): label for number, label in enumerate(asked.levels, 1)}
    labels |= {one.value: one.label for one in filled.unrated}
    kept, typed = response.ratings.get(asked.id, ""), sent.ratings.get(asked.id)
    if typed is not None:
        said = [labels.get(str(one), "") for one in (typed, kept)]
        yield Difference(asked.title, asked.statement, *said)
    names = {asked.id: "", **{one.name: one.text for one in asked.prompts}}
    for name, text in names.items():
        if name in sent.words:
            yield Difference(asked.title, text, sent.words[name], _text(response.words, name))


def _text(words: Mapping[str, str], name: str) -> str:
    return words.get(name, "")
