"""What else there is to tell of a round, besides its figures."""

from collections.abc import Iterable

from howff.assessments.models import Round, SupportNeed, WorkshopState
from howff.assessments.queries.progress import progress_of
from howff.meetings.models import Action
from howff.reports.blocks import Agreed, Block, Change, Needs, OfRound, Promises, from_json
from howff.reports.models import Report
from howff.reports.queries.stock import topics_of

BESIDE: tuple[type[OfRound], ...] = (Change, Agreed, Needs, Promises)


def told_beside(round: Round) -> list[str]:
    """The kinds of blocks for which a round has something to show."""
    found = {
        Change.kind: progress_of(round) is not None,
        Agreed.kind: round.workshops.exclude(state=WorkshopState.DRAFT).exists(),
        Needs.kind: SupportNeed.objects.filter(round=round).exists(),
        Promises.kind: _has_actions(round),
    }
    return [kind for kind, there in found.items() if there]


def _has_actions(round: Round) -> bool:
    return Action.objects.filter(topics_of(round), collaboration=round.collaboration).exists()


def unshown_beside(report: Report, blocks: Iterable[Block] | None = None) -> list[OfRound]:
    """The blocks that a report of a round could show by now, and does not yet."""
    if report.round is None:
        return []
    shown = {block.kind for block in (from_json(report.blocks) if blocks is None else blocks)}
    there = told_beside(report.round)
    kinds = [kind for kind in BESIDE if kind.kind in there and kind.kind not in shown]
    return [kind(round=report.round.pk) for kind in kinds]
