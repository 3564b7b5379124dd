"""What came after the draft, such as the follow-up survey, goes into the report in one step."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from howff.conversations.rules import Refused
from howff.people.models import Person
from howff.reports.actions.drafting import blocks_for
from howff.reports.actions.editing import MOST_BLOCKS, changing
from howff.reports.blocks import Block, Method, OfRound, Section
from howff.reports.models import Report
from howff.reports.queries.answering import unshown
from howff.reports.queries.beside import unshown_beside
from howff.reports.queries.sensing import finding_block, unshown_findings


@transaction.atomic
def add_unshown(*, report: Report, by: Person) -> list[Block]:
    """Show what was answered or settled and is not in the report yet, below what it shows."""
    with changing(report, by, "edited a report") as blocks:
        found = map(finding_block, unshown_findings(report, blocks))
        added = [*blocks_for(unshown(report, blocks)), *_beside(report, blocks), *found]
        if len(blocks) + len(added) > MOST_BLOCKS:
            message = _("A report has room for %(most)s parts.") % {"most": MOST_BLOCKS}
            raise Refused("invalid", message)
        shown = (at for at, one in enumerate(blocks, 1) if _shows(one))
        place = max(shown, default=len(blocks))
        blocks[place:place] = added
    return added


def _shows(block: Block) -> bool:
    """Whether a block shows what people said or rated."""
    return hasattr(block, "prompt") or (isinstance(block, OfRound) and block.kind != Method.kind)


def _beside(report: Report, blocks: list[Block]) -> Iterator[Block]:
    """What was settled since the round closed, each part under its own heading."""
    for block in unshown_beside(report, blocks):
        yield Section(title=str(block.name))
        yield block
