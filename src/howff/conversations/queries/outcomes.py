"""What came of each prompt, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from howff.conversations.models import Conversation, ConversationState, Kind, Prompt
from howff.conversations.queries.results import (
    ShownItem,
    Turnout,
    details_of,
    is_shown,
    turnouts,
)
from howff.conversations.queries.voices import Panel, notes_by_prompt
from howff.sense.words import Word


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: a label and how many people it stands for."""

    label: str
    people: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A prompt with its results as bars, words or items, and what the panel said."""

    prompt: Prompt
    turnout: Turnout
    shown: bool
    bars: list[Bar] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    items: list[ShownItem] = field(default_factory=list)
    notes: list[Panel] = field(default_factory=list)
    mean: float | None = None

    @property
    def most(self) -> int:
        """The largest number among words or bars."""
        return max([*(one.people for one in self.words), *(one.people for one in self.bars), 1])


def drawn(prompt: Prompt, turnout: Turnout, notes: list[Panel]) -> Drawn:
    """A prompt with all its results, shown to the room or not."""
    details = details_of(prompt)
    return Drawn(
        prompt=prompt,
        turnout=turnout,
        shown=is_shown(prompt),
        bars=_bars(prompt, details.get("counts", [])),
        words=details.get("words", [])[:40],
        items=details.get("items", []),
        notes=notes,
        mean=_mean(prompt, details.get("counts", [])),
    )


def shown_outcomes(conversation: Conversation, *, runs: bool) -> list[Drawn]:
    """Every prompt, with its results where everybody may see them.

    Notes of the panel are for those who take them, until the conversation has closed.
    """
    prompts = list(conversation.prompts.select_related("conversation"))
    counted = turnouts(prompts)
    ready = runs or conversation.state == ConversationState.CLOSED
    notes = notes_by_prompt(prompts) if ready else {}
    return [
        _as_shown(one, counted.get(one.pk, Turnout()), notes.get(one.pk, [])) for one in prompts
    ]


def with_turnout(prompts: Iterable[Prompt]) -> list[tuple[Prompt, Turnout, bool]]:
    """Prompts with how many answered, and whether the room sees the results."""
    rows = list(prompts)
    counted = turnouts(rows)
    return [(one, counted.get(one.pk, Turnout()), is_shown(one)) for one in rows]


def _as_shown(prompt: Prompt, turnout: Turnout, notes: list[Panel]) -> Drawn:
    if is_shown(prompt) and turnout.people:
        return drawn(prompt, turnout, notes)
    return Drawn(prompt, turnout, is_shown(prompt), notes=notes)


def _bars(prompt: Prompt, counts: list[Any]) -> list[Bar]:
    if prompt.kind == Kind.RATING:
        return [Bar(_point(prompt, point), n) for point, n in enumerate(counts, start=1)]
    if prompt.kind == Kind.RANKING:
        firsts = [(option, row[0]) for option, row in zip(prompt.options, counts, strict=True)]
        return [Bar(_("%(option)s: first") % {"option": one}, n) for one, n in firsts]
    return [Bar(option, n) for option, n in zip(prompt.options, counts, strict=False)]


def _point(prompt: Prompt, point: int) -> str:
    options = prompt.options
    if len(options) > 2:
        return f"{point} · {options[point - 1]}"
    ends = {1: options[0], 5: options[-1]} if len(options) == 2 else {}
    return f"{point} · {ends[point]}" if point in ends else str(point)


def _mean(prompt: Prompt, counts: list[int]) -> float | None:
    if prompt.kind != Kind.RATING or not sum(counts):
        return None
    return sum(point * n for point, n in enumerate(counts, start=1)) / sum(counts)
