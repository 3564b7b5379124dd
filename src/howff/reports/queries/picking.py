"""What an editor may choose from: prompts to show, and passages to quote."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.conversations.models import Kind, Part, Prompt
from howff.conversations.queries.voices import said_to
from howff.evidence.queries import TAKEN_BACK
from howff.reports.blocks import (
    KINDS,
    Attendance,
    Block,
    Chart,
    Cloud,
    Panel,
    Questions,
    Said,
)
from howff.reports.models import Report
from howff.reports.queries.sources import merged_in


@dataclass(frozen=True, slots=True)
class Choice:
    """A passage that may be quoted."""

    id: int
    text: str
    attribution: str
    language: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """What may be quoted from a prompt, and how many passages may not and why."""

    prompt: Prompt
    choices: tuple[Choice, ...]
    taken_back: int
    kept_in_group: int


SHOWS: dict[type[Block], tuple[str, ...]] = {
    Cloud: (Kind.WORDS,),
    Said: (Kind.TEXT, Kind.WORDS, Kind.STATEMENTS),
    Questions: (Kind.QUESTIONS,),
    Chart: (Kind.CHOICE, Kind.CHOICES, Kind.RATING, Kind.RANKING, Kind.STATEMENTS),
    Panel: tuple(Kind.values),
}


def prompts_for(report: Report, kind: type[Block]) -> list[Prompt]:
    """The prompts of this report's collaboration that such a block can show."""
    rows = Prompt.objects.select_related("conversation")
    if report.conversation_id:
        rows = rows.filter(conversation=report.conversation_id)
    rows = rows.filter(conversation__collaboration=report.collaboration_id)
    return list(rows.filter(kind__in=SHOWS.get(kind, ())))


def addable(report: Report) -> list[tuple[str, str]]:
    """Every kind of block that can be added, those that show a prompt once for each prompt."""
    written = [kind for kind in KINDS.values() if kind not in SHOWS and kind is not Attendance]
    found = [(kind.kind, str(kind.name)) for kind in written]
    if report.conversation_id:
        found.append((f"{Attendance.kind}:{report.conversation_id}", str(Attendance.name)))
    for kind in SHOWS:
        found += [
            (f"{kind.kind}:{prompt.pk}", _named(kind, prompt))
            for prompt in prompts_for(report, kind)
        ]
    return found


def _named(kind: type[Block], prompt: Prompt) -> str:
    """Say what would be shown, and of a follow-up prompt that it is one."""
    named = f"{kind.name}: {prompt.text}"
    return f"{named} ({_('follow-up')})" if prompt.part == Part.FOLLOW_UP else named


def pickable(report: Report, block: Said | Questions) -> Pick | None:
    """The passages that this block may cite: those chosen first, in their order."""
    prompts = {prompt.pk: prompt for prompt in prompts_for(report, type(block))}
    prompt = prompts.get(block.prompt)
    if prompt is None:
        return None
    said = said_to(prompt, Audience.REPORT)
    merged = merged_in([prompt.pk])
    order = {pk: at for at, pk in enumerate(block.passages)}
    free = [quote for quote in said if not quote.withdrawn and quote.id not in merged]
    choices = [
        Choice(one.id, one.text, one.attribution, one.language, one.id in order) for one in free
    ]
    return Pick(
        prompt,
        tuple(sorted(choices, key=lambda one: order.get(one.id, len(order)))),
        sum(quote.reason == TAKEN_BACK for quote in said),
        sum(quote.withdrawn and quote.reason != TAKEN_BACK for quote in said),
    )


def why_not(pick: Pick) -> list[str]:
    """Say why some passages cannot be chosen."""
    told = (
        (_("%(n)s not shown: their speakers keep them in the group."), pick.kept_in_group),
        (_("%(n)s not shown: taken back by their speakers."), pick.taken_back),
    )
    return [text % {"n": number} for text, number in told if number]
