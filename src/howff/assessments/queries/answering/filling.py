"""A form with somebody's answers in it, as its page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from howff.assessments.queries.answering.asking import Asked, Asking, Part, Prompt

type Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to rate; `end` is at an end of the scale, `low` brings further questions."""

    value: str
    label: str
    chosen: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A prompt, and what was written there."""

    prompt: Prompt
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A principle with what was said about it; `rated` is the answer in words, `typed` as kept."""

    asked: Asked
    rungs: tuple[Choice, ...]
    unrated: tuple[Choice, ...]
    comment: str
    words: tuple[Words, ...]
    rated: str
    typed: str

    @property
    def extreme(self) -> bool:
        """Whether it was rated at an end of its scale."""
        return any(one.chosen and "end" in one.kind for one in self.rungs)

    @property
    def spoken(self) -> bool:
        """Whether anything was written about it."""
        return bool(self.comment) or any(one.text for one in self.words)


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part of the form with its answers."""

    part: Part
    asked: tuple[Filled, ...]


def unrated_labels(asking: Asking) -> dict[str, str]:
    """Three different reasons not to rate, in the instrument's words or in ours."""
    usual = {
        "DK": _("I don’t know"),
        "NA": _("It does not apply to us"),
        "NMP": _("Not my part"),
    }
    return {name: asking.words.get(name, text) for name, text in usual.items()}


def filled(asking: Asking, ratings: Answers, words: Mapping[str, str]) -> list[FilledPart]:
    """The form with these answers."""
    unrated = unrated_labels(asking)
    return [
        FilledPart(part, tuple(_filled(one, ratings, words, unrated) for one in part.asked))
        for part in asking.parts
    ]


def _filled(
    one: Asked, ratings: Answers, words: Mapping[str, str], unrated: Mapping[str, str]
) -> Filled:
    chosen = str(ratings.get(one.id, ""))
    rungs = tuple(_rungs(one, chosen))
    others = tuple(Choice(value, label, value == chosen) for value, label in unrated.items())
    said = tuple(Words(prompt, words.get(prompt.name, "")) for prompt in one.prompts)
    rated = next((each.label for each in (*rungs, *others) if each.chosen), "")
    return Filled(one, rungs, others, words.get(one.id, ""), said, rated, chosen)


def _rungs(one: Asked, chosen: str) -> Iterator[Choice]:
    for number, label in enumerate(one.levels, 1):
        end = "end" if number in {1, len(one.levels)} else ""
        low = "low" if number <= one.low else ""
        value = str(number)
        yield Choice(value, label, value == chosen, f"{end} {low}".strip())
