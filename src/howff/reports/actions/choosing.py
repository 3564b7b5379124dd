"""An editor chooses what is quoted."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from howff.conversations.rules import Refused
from howff.people.models import Person
from howff.reports.actions.editing import changing
from howff.reports.blocks import CITING, Citing
from howff.reports.models import Report
from howff.reports.queries.picking import pickable


@transaction.atomic
def choose_passages(
    *, report: Report, block_id: str, passages: Sequence[int], by: Person
) -> Citing:
    """Cite these passages in this order; only what may be quoted can be chosen."""
    with changing(report, by, "chose quotes") as blocks:
        for place, block in enumerate(blocks):
            if block.id == block_id and isinstance(block, CITING):
                blocks[place] = chosen = replace(block, passages=_allowed(report, block, passages))
                return chosen
    raise Refused("not_found", _("This part is no longer in the report."), status=404)


def _allowed(report: Report, block: Citing, passages: Sequence[int]) -> tuple[int, ...]:
    """Refuse passages that may not be quoted; those cited before may stay as withdrawn ones."""
    pick = pickable(report, block)
    allowed = {one.id for one in pick.choices} if pick else set()
    wanted = tuple(dict.fromkeys(passages))
    if not allowed.union(block.passages).issuperset(wanted):
        message = _("Some of these may not be quoted: their speakers keep them to themselves.")
        raise Refused("invalid", message, field="passages")
    return wanted
