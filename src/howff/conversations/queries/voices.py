"""What was said, prompt by prompt: to moderate, to choose quotes, to take data away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.conversations.models import (
    Answer,
    Conversation,
    ConversationState,
    Item,
    Kind,
    Note,
    Prompt,
)
from howff.conversations.queries.attendance import Attendance, attendance_of
from howff.conversations.queries.results import is_shown, items_of, outcome_of
from howff.evidence.models import PassageState
from howff.evidence.queries import MODERATION, PUBLISHED, Quote, quotes
from howff.formats.tables import Table, table


@dataclass(frozen=True, slots=True)
class Panel:
    """A note of what somebody on the panel said."""

    id: int
    headline: str
    points: list[str]
    speaker: str


def said_to(
    prompt: Prompt,
    audience: Audience = Audience.GROUP,
    states: Sequence[PassageState] = PUBLISHED,
) -> list[Quote]:
    """Everything that participants said to a prompt, oldest first; withheld ones without words."""
    rows = Answer.objects.filter(prompt=prompt).exclude(passage=None).order_by("pk")
    found = quotes(list(rows.values_list("passage", flat=True)), audience, states)
    return sorted(found.values(), key=lambda quote: quote.id)


def to_review(conversation: Conversation) -> list[tuple[Prompt, Quote]]:
    """What waits for a moderator, oldest first."""
    waiting = {"passage__state": PassageState.REVIEW}
    rows = Answer.objects.filter(prompt__conversation=conversation, **waiting)
    pairs = list(rows.select_related("prompt").order_by("pk"))
    words = quotes([one.passage_id for one in pairs if one.passage_id], Audience.GROUP, MODERATION)
    return [(one.prompt, words[one.passage_id]) for one in pairs if one.passage_id]


def panel_notes(prompt: Prompt) -> list[Panel]:
    """What the panel said about a prompt, in order."""
    return notes_by_prompt([prompt]).get(prompt.pk, [])


def notes_by_prompt(prompts: Iterable[Prompt]) -> dict[int, list[Panel]]:
    """What the panel said about each of these prompts, in order."""
    notes = list(Note.objects.filter(prompt__in=prompts))
    words = quotes([one.passage_id for one in notes], Audience.REPORT)
    found: dict[int, list[Panel]] = {}
    for one in notes:
        points = _lines(words[one.passage_id].text)
        panel = Panel(one.pk, one.headline, points, one.speaker)
        found.setdefault(one.prompt_id, []).append(panel)
    return found


def note_fields(note: Note) -> dict[str, str]:
    """A note as the form that rewords it shows it."""
    (words,) = quotes([note.passage_id], Audience.REPORT).values()
    return {"headline": note.headline, "points": words.text, "speaker": note.speaker}


def attendance_json(came: Attendance) -> dict[str, Any]:
    """Who came, as programs see it."""
    return {
        "people": came.people,
        "organisations": came.organisations,
        "by_kind": [{"name": one.name, "people": one.people} for one in came.by_kind],
        "by_role": [{"name": one.name, "people": one.people} for one in came.by_role],
    }


def one_table(tables: Mapping[str, Table]) -> Table:
    """The three tables as one, for a single CSV: every row says which it comes from."""
    rows: list[list[Any]] = [
        ["result", number, prompt, kind, people, answers, label, "", count]
        for number, prompt, kind, people, answers, label, count in tables["Results"].rows
    ]
    rows += [
        ["words", number, prompt, "", None, None, text, attribution, None]
        for number, prompt, text, attribution in tables["Words"].rows
    ]
    rows += [
        ["people", None, "", by, None, None, group, "", people]
        for by, group, people in tables["People"].rows
    ]
    names = "part number prompt kind people answers text attribution count"
    return table(names.split(), rows)


def passages_json(
    conversation: Conversation, audience: str, *, everything: bool
) -> list[dict[str, Any]]:
    """Every passage that this audience may read, with its prompt; of prompts shown by now."""
    told = []
    for prompt in conversation.prompts.all():
        items = set(Item.objects.filter(prompt=prompt).values_list("passage", flat=True))
        told += [
            {
                "id": quote.id,
                "prompt": prompt.pk,
                "kind": "item" if quote.id in items else "answer",
                "text": quote.text,
                "attribution": quote.attribution,
                "language": quote.language,
            }
            for quote in said_to(prompt, Audience(audience))
            if not quote.withdrawn and (everything or is_told(prompt))
        ]
    return told


def is_told(prompt: Prompt) -> bool:
    """Whether members may know what came of a prompt: once it is shown, or all is over."""
    return is_shown(prompt) or prompt.conversation.state == ConversationState.CLOSED


def export_json(conversation: Conversation, *, everything: bool) -> dict[str, Any]:
    """A conversation as data: only words that may be quoted, and no small groups.

    Without `everything`, what came of a prompt is left out until the room may see it.
    """
    came = attendance_of(conversation)
    return {
        "id": conversation.pk,
        "title": conversation.title,
        "purpose": conversation.purpose,
        "state": conversation.state,
        "people": came.people,
        "by_kind": {one.name: one.people for one in came.by_kind},
        "by_role": {one.name: one.people for one in came.by_role},
        "prompts": [
            _prompt_data(prompt, told=everything or is_told(prompt))
            for prompt in conversation.prompts.all()
        ],
    }


def export_tables(conversation: Conversation, *, everything: bool) -> dict[str, Table]:
    """The same as tables: one sheet of results, one of words, one of who came."""
    data = export_json(conversation, everything=everything)
    results, words = [], []
    for place, prompt in enumerate(data["prompts"], start=1):
        head = [place, prompt["text"], prompt["kind"], prompt["people"], prompt["answers"]]
        results += [[*head, label, n] for label, n in prompt["results"]]
        said = prompt["said"]
        words += [[place, prompt["text"], one["text"], one["attribution"]] for one in said]
    came = [[_("kind"), *pair] for pair in data["by_kind"].items()]
    came += [[_("role"), *pair] for pair in data["by_role"].items()]
    return {
        "Results": table(
            ["number", "prompt", "kind", "people", "answers", "result", "count"], results
        ),
        "Words": table(["number", "prompt", "text", "attribution"], words),
        "People": table(["by", "group", "people"], came),
    }


def _lines(text: str) -> list[str]:
    return [line.lstrip("-•* ").strip() for line in text.splitlines() if line.strip()]


def _prompt_data(prompt: Prompt, *, told: bool) -> dict[str, Any]:
    outcome = outcome_of(prompt, Audience.REPORT)
    return {
        "id": prompt.pk,
        "kind": prompt.kind,
        "text": prompt.text,
        "options": prompt.options,
        "people": outcome.turnout.people,
        "answers": outcome.turnout.answers,
        "skipped": outcome.turnout.skipped,
        "results": _results(prompt, outcome.counts, outcome.words) if told else [],
        "said": [
            {"text": one.text, "attribution": one.attribution, "language": one.language}
            for one in said_to(prompt, Audience.REPORT)
            if told and not one.withdrawn and prompt.kind != Kind.WORDS
        ],
    }


def _results(prompt: Prompt, counts: list[Any], words: list[Any]) -> list[list[Any]]:
    if prompt.kind == Kind.RATING:
        return [[str(point), n] for point, n in enumerate(counts, start=1)]
    if prompt.kind == Kind.RANKING:
        pairs = zip(prompt.options, counts, strict=False)
        return [
            [f"{option}: {rank}", n] for option, row in pairs for rank, n in enumerate(row, start=1)
        ]
    if prompt.kind == Kind.STATEMENTS:
        shown = items_of(prompt, Audience.REPORT)
        return [
            [f"{one.text}: {vote}", n]
            for one in shown
            if one.text
            for vote, n in (("agree", one.agree), ("disagree", one.disagree), ("pass", one.passed))
        ]
    if prompt.kind == Kind.QUESTIONS:
        return [[one.text, one.votes] for one in items_of(prompt, Audience.REPORT) if one.text]
    if prompt.kind == Kind.WORDS:
        return [[one.text, one.people] for one in words]
    return [list(pair) for pair in zip(prompt.options, counts, strict=False)]
