"""What an editor may choose from: prompts to show, and passages to quote."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from howff.assessments.models import Round
from howff.assessments.queries.figures import words_of
from howff.consent.models import Audience
from howff.conversations.models import Kind, Part, Prompt
from howff.conversations.queries.voices import said_to
from howff.evidence.queries import TAKEN_BACK, Quote
from howff.instruments.queries import definition_of
from howff.reports.blocks import (
    KINDS,
    OF_ROUNDS,
    Across,
    Attendance,
    Block,
    Chart,
    Citing,
    Cloud,
    Finding,
    Groups,
    Panel,
    Principle,
    Questions,
    Said,
    Theme,
)
from howff.reports.models import Report
from howff.reports.queries.sensing import findings_for, quotable, themes_of
from howff.reports.queries.sources import merged_in
from howff.sensemaking.queries.grounds import named


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
    """What may be quoted about something, and how many passages may not and why."""

    about: str
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


CLOSED: tuple[type[Block], ...] = (Attendance, Across, Finding, Theme, *OF_ROUNDS)


def prompts_for(report: Report, kind: type[Block]) -> list[Prompt]:
    """The prompts of this report's collaboration that such a block can show."""
    rows = Prompt.objects.select_related("conversation")
    if report.conversation_id:
        rows = rows.filter(conversation=report.conversation_id)
    rows = rows.filter(conversation__collaboration=report.collaboration_id)
    return list(rows.filter(kind__in=SHOWS.get(kind, ())))


def addable(report: Report) -> list[tuple[str, str]]:
    """Every kind of block that can be added, those that show a prompt once for each prompt."""
    written = [kind for kind in KINDS.values() if kind not in SHOWS and kind not in CLOSED]
    found = [(kind.kind, str(kind.name)) for kind in written]
    if report.conversation_id:
        found.append((f"{Attendance.kind}:{report.conversation_id}", str(Attendance.name)))
    if report.round:
        found += _of_round(report.round)
    if report.comparison_id:
        found.append((f"{Across.kind}:{report.comparison_id}", str(Across.name)))
    found += _made_of(report)
    for kind in SHOWS if not report.round_id else ():
        found += [
            (f"{kind.kind}:{prompt.pk}", _named(kind, prompt))
            for prompt in prompts_for(report, kind)
        ]
    return found


def _made_of(report: Report) -> list[tuple[str, str]]:
    """Accepted findings about what a report is about, and accepted themes."""
    themes = list(themes_of(report.collaboration))
    names = named(themes)
    findings = [
        (f"{Finding.kind}:{one.pk}", f"{Finding.name}: {one.statement}")
        for one in findings_for(report)
    ]
    return findings + [
        (f"{Theme.kind}:{one.pk}", f"{Theme.name}: {names[one.pk]}") for one in themes
    ]


def _named(kind: type[Block], prompt: Prompt) -> str:
    """Say what would be shown, and of a follow-up prompt that it is one."""
    named = f"{kind.name}: {prompt.text}"
    return f"{named} ({_('follow-up')})" if prompt.part == Part.FOLLOW_UP else named


def _of_round(round: Round) -> list[tuple[str, str]]:
    """Everything that can be shown of a round: principles once each, groups by either."""
    by = {"organisation": _("by organisation"), "place": _("by place")}
    items = definition_of(round.version).in_language(round.language).items()
    found = []
    for kind in OF_ROUNDS:
        start = f"{kind.kind}:{round.pk}"
        if kind is Principle:
            found += [(f"{start}:{one.id}", f"{kind.name}: {one.title}") for one in items]
        elif kind is Groups:
            found += [(f"{start}:{one}", f"{kind.name}, {name}") for one, name in by.items()]
        else:
            found.append((start, str(kind.name)))
    return found


def pickable(report: Report, block: Citing) -> Pick | None:
    """The passages that this block may cite: those chosen first, in their order."""
    if isinstance(block, Finding | Theme):
        return _pick(block.title, quotable(report, block), block.passages)
    if isinstance(block, Principle):
        return _about_principle(report, block)
    prompts = {prompt.pk: prompt for prompt in prompts_for(report, type(block))}
    prompt = prompts.get(block.prompt)
    if prompt is None:
        return None
    merged = merged_in([prompt.pk])
    said = [quote for quote in said_to(prompt, Audience.REPORT) if quote.id not in merged]
    return _pick(prompt.text, said, block.passages)


def _about_principle(report: Report, block: Principle) -> Pick | None:
    """What was said about a principle and may be quoted; why others may not is not told here."""
    rounds = Round.objects.filter(collaboration=report.collaboration_id)
    round = rounds.select_related("version").filter(pk=block.round).first()
    found = definition_of(round.version).principle(block.item) if round else None
    if round is None or found is None:
        return None
    return _pick(found.title, words_of(round, block.item, Audience.REPORT), block.passages)


def _pick(about: str, said: Sequence[Quote], chosen: Sequence[int]) -> Pick:
    order = {pk: at for at, pk in enumerate(chosen)}
    free = [quote for quote in said if not quote.withdrawn]
    choices = [
        Choice(one.id, one.text, one.attribution, one.language, one.id in order) for one in free
    ]
    return Pick(
        about,
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
