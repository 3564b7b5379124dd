"""What came after the draft, such as the follow-up survey, goes into the report in one step."""

from django.db import transaction
from django.utils.translation import gettext as _

from howff.conversations.rules import Refused
from howff.people.models import Person
from howff.reports.actions.drafting import blocks_for
from howff.reports.actions.editing import MOST_BLOCKS, changing
from howff.reports.blocks import Block
from howff.reports.models import Report
from howff.reports.queries.answering import unshown


@transaction.atomic
def add_unshown(*, report: Report, by: Person) -> list[Block]:
    """Show every answered prompt that the report does not show yet, below those it shows."""
    with changing(report, by, "edited a report") as blocks:
        added = list(blocks_for(unshown(report, blocks)))
        if len(blocks) + len(added) > MOST_BLOCKS:
            message = _("A report has room for %(most)s parts.") % {"most": MOST_BLOCKS}
            raise Refused("invalid", message)
        shown = (at for at, one in enumerate(blocks, 1) if hasattr(one, "prompt"))
        place = max(shown, default=len(blocks))
        blocks[place:place] = added
    return added
