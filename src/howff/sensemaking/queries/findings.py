"""The doors to findings, and which there are."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from howff.people.models import Collaboration
from howff.people.queries import collaboration_for
from howff.people.rules import Someone
from howff.sensemaking.models import Finding, FindingState, Grounds, GroundsKind
from howff.sensemaking.queries.origins import origins_of
from howff.sensemaking.rules import may_decide, may_see

TAKEN_BACK = "taken back"
NARROWED = "narrowed"
REWORDED = "reworded"


def findings_in(collaboration: Collaboration, person: Someone) -> QuerySet[Finding]:
    """All findings for those who decide; others see what was accepted once and stands, or stood."""
    rows = Finding.objects.filter(collaboration=collaboration)
    if may_decide(person, collaboration):
        return rows
    return rows.filter(accepted_at__isnull=False).exclude(state=FindingState.SET_ASIDE)


def narrowed(rows: QuerySet[Finding], state: str = "", words: str = "") -> QuerySet[Finding]:
    """Only those in a state (or flagged), and with these words in them."""
    if state == "flagged":
        rows = rows.exclude(flagged="")
    elif state:
        rows = rows.filter(state=state)
    for word in words.split()[:10]:
        rows = rows.filter(Q(statement__icontains=word) | Q(explanation__icontains=word))
    return rows


def finding_for(person: Someone, pk: int) -> Finding:
    """A finding that this person may see."""
    finding = Finding.objects.select_related("collaboration").filter(pk=pk).first()
    if finding is None or not may_see(person, finding.collaboration):
        raise Http404
    if not findings_in(finding.collaboration, person).filter(pk=pk).exists():
        raise Http404
    return finding


def finding_to_decide(person: Someone, pk: int) -> Finding:
    """A finding that this person may change."""
    finding = finding_for(person, pk)
    if not may_decide(person, finding.collaboration):
        raise PermissionDenied
    return finding


def collaboration_to_decide(person: Someone, pk: int) -> Collaboration:
    """A collaboration in which this person may write findings."""
    here = collaboration_for(person, pk)
    if not may_decide(person, here):
        raise PermissionDenied(_("Only facilitators and helpers write findings."))
    return here


def grounds_to_decide(person: Someone, pk: int) -> Grounds:
    """One thing that a finding rests on, which this person may take out."""
    grounds = Grounds.objects.filter(pk=pk).first()
    if grounds is None:
        raise Http404
    grounds.finding = finding_to_decide(person, grounds.finding_id)
    return grounds


def accepted_in(collaboration: Collaboration) -> QuerySet[Finding]:
    """The findings that stand, oldest first."""
    rows = Finding.objects.filter(collaboration=collaboration, state=FindingState.ACCEPTED)
    return rows.order_by("pk")


def accepted_about(collaboration: Collaboration, sources: Iterable[str]) -> list[Finding]:
    """The findings that stand and rest on any of these sources, or on parts of them.

    `round:3` is every item of the round, `conversation:2` that conversation as a whole.
    """
    wanted = tuple(sources)
    rows = accepted_in(collaboration).prefetch_related("grounds__theme__study")
    return [one for one in rows if _is_about(one, wanted)]


def why_flagged(finding: Finding) -> str:
    """Why a finding must be looked at again, in words."""
    return {
        TAKEN_BACK: _("Something this rested on was taken back."),
        NARROWED: _("Somebody whose words are here now keeps them within the group."),
        REWORDED: _("Somebody whose words are here has changed them."),
    }.get(finding.flagged, "")


def _is_about(finding: Finding, wanted: tuple[str, ...]) -> bool:
    names = names_of(finding)
    return any(name == one or name.startswith(f"{one}:") for name in names for one in wanted)


def names_of(finding: Finding) -> set[str]:
    """The sources that a finding rests on, each by its name."""
    rows = list(finding.grounds.all())
    names = {name for one in rows if one.theme for name in one.theme.study.sources}
    passages = [one.passage_id for one in rows if one.kind == GroundsKind.PASSAGE]
    names |= {one.name for one in origins_of(pk for pk in passages if pk).values() if one.name}
    return names | {one.figure for one in rows if one.figure}
