"""An editor changes a draft, one block at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2s
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison, Round
from howff.conversations.models import Conversation, Prompt
from howff.conversations.rules import Refused
from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.models import Person
from howff.reports.blocks import (
    LONGEST_TITLE,
    Block,
    BlockError,
    from_json,
    new_id,
    read_block,
    to_json,
)
from howff.reports.models import Report
from howff.sensemaking.models import Finding

MOST_BLOCKS = 200


def seen(block: Block) -> str:
    """A mark of a block as an editor saw it, to notice that somebody else changed it."""
    return blake2s(repr(to_json([block])).encode(), digest_size=8).hexdigest()


@transaction.atomic
def rename_report(*, report: Report, title: str, by: Person) -> Report:
    """Give a report another title; its address stays."""
    tidy = " ".join(title.split())
    if not 0 < len(tidy) <= LONGEST_TITLE:
        message = _("Please give a title of 1 to 200 characters.")
        raise Refused("invalid", message, field="title")
    with changing(report, by, "renamed a report"):
        report.title = tidy
        report.save(update_fields=["title"])
    return report


@transaction.atomic
def edit_block(*, report: Report, block: Block, saw: str, by: Person) -> Block:
    """Keep a block as an editor changed it, unless somebody else changed it meanwhile."""
    with changing(report, by, "edited a report") as blocks:
        place = _place(blocks, block.id)
        if seen(blocks[place]) != saw:
            message = _("Somebody else changed this part meanwhile. Your words are kept below.")
            raise Refused("changed", message, status=409)
        blocks[place] = _checked(report, block)
    return block


@transaction.atomic
def add_block(*, report: Report, block: Block, after: str = "", by: Person) -> Block:
    """Add a block below another one, or at the top."""
    with changing(report, by, "edited a report") as blocks:
        if len(blocks) >= MOST_BLOCKS:
            message = _("A report has room for %(most)s parts.") % {"most": MOST_BLOCKS}
            raise Refused("invalid", message)
        if any(one.id == block.id for one in blocks):
            block = replace(block, id=new_id())
        place = _place(blocks, after) + 1 if after else 0
        blocks.insert(place, _checked(report, block))
    return block


@transaction.atomic
def move_block(*, report: Report, block_id: str, down: bool, by: Person) -> None:
    """Move a block one place up or down."""
    with changing(report, by, "edited a report") as blocks:
        place = _place(blocks, block_id)
        other = min(place + 1, len(blocks) - 1) if down else max(place - 1, 0)
        blocks[place], blocks[other] = blocks[other], blocks[place]


@transaction.atomic
def remove_block(*, report: Report, block_id: str, by: Person) -> tuple[Block, str]:
    """Take a block out; gives it and the one above it, so that it can be put back."""
    with changing(report, by, "edited a report") as blocks:
        place = _place(blocks, block_id)
        removed = blocks.pop(place)
    return removed, blocks[place - 1].id if place else ""


@contextmanager
def changing(report: Report, by: Person | None, verb: str) -> Iterator[list[Block]]:
    """Lock a report, let its blocks be changed, and keep them with their history."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    blocks = list(from_json(locked.blocks))
    yield blocks
    report.blocks = to_json(blocks)
    report.revision = locked.revision + 1
    report.changed_at = timezone.now()
    report.save(update_fields=["blocks", "revision", "changed_at"])
    note(report, by, verb)


def note(report: Report, by: Person | None, verb: str, **details: object) -> None:
    """Write the history, without any of the report's words, and tell open pages."""
    remember(
        collaboration=report.collaboration,
        by=by,
        verb=verb,
        subject=f"report:{report.pk}",
        details=details,
    )
    announce(f"report:{report.pk}")


def _place(blocks: list[Block], block_id: str) -> int:
    for place, block in enumerate(blocks):
        if block.id == block_id:
            return place
    raise Refused("not_found", _("This part is no longer in the report."), status=404)


def _checked(report: Report, block: Block) -> Block:
    """Refuse a block that is malformed or shows what belongs to others."""
    try:
        checked = read_block(to_json([block])[0])
    except BlockError as error:
        raise Refused("invalid", str(error)) from error
    shown = ((rows, getattr(block, name, None)) for name, rows in _owned(report).items())
    found = all(rows.filter(pk=pk).exists() for rows, pk in shown if pk is not None)
    if not found:
        raise Refused("invalid", _("A report shows only what its own collaboration was told."))
    return checked


def _owned(report: Report) -> dict[str, QuerySet[Any]]:
    """What a block of a report may show by its number."""
    here = report.collaboration_id
    return {
        "prompt": Prompt.objects.filter(conversation__collaboration=here),
        "conversation": Conversation.objects.filter(collaboration=here),
        "round": Round.objects.filter(collaboration=here),
        "comparison": Comparison.objects.filter(host=here),
        "finding": Finding.objects.filter(collaboration=here),
    }
