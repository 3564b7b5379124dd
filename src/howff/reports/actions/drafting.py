"""A closed conversation becomes the draft of its flash report."""

import secrets
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison, Round
from howff.consent.models import Audience
from howff.conversations.models import Conversation, Kind, Part, Prompt
from howff.conversations.queries.results import items_of
from howff.conversations.queries.voices import said_to
from howff.people.models import Collaboration, Person
from howff.reports.actions.editing import note
from howff.reports.blocks import (
    Attendance,
    Block,
    Chart,
    Cloud,
    Facts,
    Links,
    Panel,
    Paragraphs,
    Questions,
    Said,
    Section,
    Withdraw,
    to_json,
)
from howff.reports.choosing import choose
from howff.reports.models import Report, Version
from howff.reports.queries.answering import answered
from howff.reports.queries.sensing import finding_block, findings_of_conversation

MOST_QUESTIONS = 12


@transaction.atomic
def draft_report(*, conversation: Conversation, by: Person | None) -> Report:
    """Write the first draft of a conversation's flash report."""
    blocks = tuple(_blocks(conversation))
    here = conversation.collaboration
    return keep_report(here, conversation.title, blocks, by, conversation=conversation)


@transaction.atomic
def hear(conversation: Conversation, by: Person | None, **_signal: object) -> None:
    """Hear that a conversation closed: its draft is written, or anew if nobody touched it."""
    reports = Report.objects.filter(conversation=conversation)
    if not reports.exists():
        draft_report(conversation=conversation, by=by)
        return
    published = Version.objects.filter(report=OuterRef("pk"))
    for report in reports.select_for_update().filter(~Exists(published), revision=1):
        _redraft(report, conversation, by)


@transaction.atomic
def new_report(*, collaboration: Collaboration, title: str, by: Person) -> Report:
    """Begin a report from nothing but how to withdraw."""
    return keep_report(collaboration, title.strip()[:200] or _("Report"), (Withdraw(),), by)


def keep_report(
    collaboration: Collaboration,
    title: str,
    blocks: tuple[Block, ...],
    by: Person | None,
    **about: Conversation | Round | Comparison,
) -> Report:
    """Keep a first draft; `about` is what it tells of."""
    report = Report.objects.create(
        collaboration=collaboration,
        **about,
        title=title,
        address=free_address(title),
        blocks=to_json(blocks),
        created_by=by,
    )
    note(report, by, "drafted a report")
    return report


def _redraft(report: Report, conversation: Conversation, by: Person | None) -> None:
    """Write a draft again that nobody changed, with what was said since; its address stays."""
    report.title = conversation.title
    report.blocks = to_json(_blocks(conversation))
    report.save(update_fields=["title", "blocks", "changed_at"])
    note(report, by, "drafted a report again")


def free_address(title: str) -> str:
    """An address that can be read aloud and is not taken."""
    name = slugify(title)[:60] or "report"
    if not Report.objects.filter(address=name).exists():
        return name
    return f"{name}-{secrets.token_hex(3)}"


def _blocks(conversation: Conversation) -> Iterator[Block]:
    """The parts of a flash report in their usual order."""
    yield Section(title=_("Why we met"))
    if conversation.purpose:
        yield Paragraphs(text=conversation.purpose)
    yield Facts(rows=tuple(_facts(conversation)))
    yield Section(title=_("Who came"))
    yield Attendance(conversation=conversation.pk)
    yield from blocks_for(answered(conversation))
    yield from _found(conversation)
    yield from _ending(conversation)


def _found(conversation: Conversation) -> Iterator[Block]:
    """What people concluded from it and accepted by now."""
    findings = findings_of_conversation(conversation.collaboration, conversation.pk)
    if findings:
        yield Section(title=_("What we found"))
    yield from map(finding_block, findings)


def blocks_for(prompts: Iterable[Prompt]) -> Iterator[Block]:
    """What shows these prompts, with a heading for each part of the conversation."""
    for part, some in groupby(prompts, key=lambda prompt: prompt.part):
        yield from _part(Part(part), list(some))


def _facts(conversation: Conversation) -> Iterator[tuple[str, str]]:
    when = conversation.starts_at or conversation.opened_at
    if when:
        yield _("When"), date_format(localtime(when), "j F Y, H:i")
    if conversation.presenter:
        yield _("Presenter"), conversation.presenter
    guests = [line.strip() for line in conversation.guests.splitlines() if line.strip()]
    if guests:
        yield _("Guests"), "; ".join(guests)


def _part(part: Part, prompts: list[Prompt]) -> Iterator[Block]:
    """A section for each core question; one for all that belongs to another part."""
    titles = {
        Part.OPENING: _("To begin with"),
        Part.QUESTIONS: _("Questions and answers"),
        Part.FOLLOW_UP: _("Asked afterwards"),
    }
    if part in titles:
        yield Section(title=titles[part])
    for prompt in prompts:
        if part not in titles:
            yield Section(title=prompt.text[:200])
        if prompt.notes.exists():
            yield Panel(prompt=prompt.pk)
        yield from _shown(prompt, _("You said") if part == Part.CORE else prompt.text[:200])


def _shown(prompt: Prompt, title: str) -> Iterator[Block]:
    match prompt.kind:
        case Kind.WORDS:
            yield Cloud(prompt=prompt.pk)
        case Kind.TEXT:
            chosen = choose(said_to(prompt, Audience.REPORT))
            yield Said(prompt=prompt.pk, title=title, passages=chosen)
        case Kind.QUESTIONS:
            yield Questions(prompt=prompt.pk, passages=_asked(prompt))
        case _:
            yield Chart(prompt=prompt.pk)


def _asked(prompt: Prompt) -> tuple[int, ...]:
    """Questions that may be quoted: answered ones first, then those with most votes."""
    asked = [item for item in items_of(prompt, Audience.REPORT) if item.text]
    asked.sort(key=lambda item: not item.reply)
    return tuple(item.passage for item in asked[:MOST_QUESTIONS])


def _ending(conversation: Conversation) -> Iterator[Block]:
    yield Section(title=_("What happens next"))
    soon = _("We will come back to everyone who took part with what became of this.")
    yield Paragraphs(text=conversation.next_steps or soon)
    thanks = _("Thank you to everyone who came, listened, asked and answered.")
    yield Paragraphs(title=_("Thank you"), text=conversation.thanks or thanks)
    yield Links(title=_("Read more"))
    yield Withdraw()
