"""A conversation for a phone without JavaScript: its prompts, one's own answers, the results."""

from dataclasses import dataclass, field
from typing import Any

from howff.conversations.models import Kind, Participant, Prompt
from howff.conversations.queries.contributions import form_of, takes_answers
from howff.conversations.queries.results import Outcome, ShownItem, outcome_of
from howff.conversations.queries.taking_part import may_see_results

CHOSEN = {Kind.CHOICE, Kind.CHOICES, Kind.RATING, Kind.RANKING}


@dataclass(frozen=True, slots=True)
class PlainPrompt:
    """A prompt with everything that its plain form shows."""

    prompt: Prompt
    open: bool
    mine: list[dict[str, Any]]
    form: dict[str, Any]
    statements: list[dict[str, Any]]
    results: list[tuple[str, int]] = field(default_factory=list)
    items: list[ShownItem] = field(default_factory=list)
    people: int = 0
    supported: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)

    @property
    def most(self) -> int:
        """The largest number among the results, for the width of the bars."""
        return max((n for _label, n in self.results), default=0)


def plain_prompts(
    participant: Participant, told: dict[str, Any], *, results: bool
) -> list[PlainPrompt]:
    """The prompts that are open or show results; `told` is what the phone is told as JSON."""
    shown = []
    for prompt in participant.conversation.prompts.all():
        prompt.conversation = participant.conversation
        is_open = takes_answers(prompt)
        visible = results and prompt.state != "waiting" and may_see_results(participant, prompt)
        if is_open or visible:
            shown.append(_plain(prompt, told, outcome_of(prompt) if visible else None))
    return shown


def _plain(prompt: Prompt, told: dict[str, Any], outcome: Outcome | None) -> PlainPrompt:
    mine = told["mine"].get(prompt.pk, [])
    single = not prompt.several and prompt.kind not in {Kind.STATEMENTS, Kind.QUESTIONS}
    last = mine[-1] if mine and single else {}
    votes = [one for one in mine if one["value"] is not None and one["item"]]
    return PlainPrompt(
        prompt=prompt,
        open=takes_answers(prompt),
        mine=[one for one in mine if one not in votes],
        form=form_of(prompt, last.get("value"), last.get("text", "")),
        statements=told["statements"].get(prompt.pk, []),
        results=_results(prompt, outcome) if outcome else [],
        items=outcome.items if outcome else [],
        people=outcome.turnout.people if outcome else 0,
        supported={one["item"] for one in votes if one["value"] == 1},
        own={one["made"] for one in mine if one.get("made")},
    )


def _results(prompt: Prompt, outcome: Outcome) -> list[tuple[str, int]]:
    match prompt.kind:
        case Kind.WORDS:
            return [(one.text, one.people) for one in outcome.words]
        case Kind.RATING:
            points = form_of(prompt, None, "")["points"]
            labels = [f"{one['value']} {one['label']}".strip() for one in points]
        case Kind.RANKING:
            size = len(prompt.options)
            scores = [
                sum(n * (size - rank) for rank, n in enumerate(row)) for row in outcome.counts
            ]
            return sorted(zip(prompt.options, scores, strict=False), key=lambda pair: -pair[1])
        case Kind.CHOICE | Kind.CHOICES:
            labels = prompt.options
        case _:
            return []
    return list(zip(labels, outcome.counts, strict=False))
