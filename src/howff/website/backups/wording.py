"""What was sent to a model since a backup, and where that is no longer allowed: told to it, too."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from howff.evidence.actions import cite
from howff.evidence.models import Passage, Use
from howff.people.models import Collaboration
from howff.sensemaking.models import Proposal, ProposalState, WordingPermission

USED_BY = "wording:"


@dataclass(frozen=True)
class Sent:
    """Quotes that were sent, by their sources, and what is said of it beside each of them."""

    collaboration: int
    host: str
    model: str
    at: datetime
    label: str
    sources: list[str]


@dataclass(frozen=True)
class Models:
    """Where a model may propose names now, and what was sent to one."""

    allowed: frozenset[tuple[int, str]] = frozenset()
    sent: list[Sent] = field(default_factory=list)


def look_at_models() -> Models:
    """What stands in the database before the backup comes."""
    allowed = WordingPermission.objects.values_list("collaboration", "host")
    rows = Proposal.objects.exclude(sent_at=None).order_by("pk")
    return Models(frozenset(allowed), [one for one in map(_sent, rows) if one])


def tell_of_models(models: Models, since: datetime) -> None:
    """Allow nothing that is no longer allowed, and say what was sent after the backup was made."""
    for one in WordingPermission.objects.all():
        if (one.collaboration_id, one.host) not in models.allowed:
            one.delete()
    here = set(Collaboration.objects.values_list("pk", flat=True))
    _say(one for one in models.sent if one.at > since and one.collaboration in here)


def _sent(proposal: Proposal) -> Sent | None:
    uses = Use.objects.filter(used_by=f"{USED_BY}{proposal.pk}").order_by("pk")
    found = list(uses.values_list("passage__source", "label"))
    if not found or proposal.sent_at is None:
        return None
    return Sent(
        proposal.collaboration_id,
        proposal.host,
        proposal.model,
        proposal.sent_at,
        found[0][1],
        [source for source, _label in found],
    )


def _say(sent: Iterable[Sent]) -> None:
    for one in sent:
        rows = Passage.objects.filter(source__in=one.sources).order_by("pk")
        passages = list(rows.values_list("pk", flat=True))
        kept = Proposal.objects.create(
            collaboration_id=one.collaboration,
            state=ProposalState.LEFT,
            host=one.host,
            model=one.model,
            sent=passages,
            sent_at=one.at,
        )
        cite(passage_ids=passages, used_by=f"{USED_BY}{kept.pk}", label=one.label)
