"""Words are taken back: findings that rested on them lose them and are looked at again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from howff.consent.models import Audience
from howff.evidence.models import Passage
from howff.evidence.queries import texts
from howff.people.actions import remember
from howff.sensemaking.actions.findings import stand_or_fall
from howff.sensemaking.models import Finding, FindingState, Grounds, GroundsKind
from howff.sensemaking.queries.findings import NARROWED, REWORDED, TAKEN_BACK
from howff.sensemaking.queries.inside import inside


@transaction.atomic
def hear(
    *, passage_ids: Iterable[int], erased: Iterable[str], reworded: bool = False, **_signal: object
) -> None:
    """Hear from evidence that words were taken back, are shown to fewer, or were said otherwise."""
    passages = list(passage_ids)
    left = set(texts(passages, Audience.GROUP))
    gone = set(passages) - left
    _flag(_resting_on(gone), TAKEN_BACK, gone)
    _flag(_on_empty_themes(passages), TAKEN_BACK)
    if reworded:
        _flag(_resting_on(left), REWORDED)
    elif list(erased):
        _flag(_resting_on(left - set(texts(left, Audience.REPORT))), NARROWED)


def _resting_on(passages: Iterable[int]) -> list[Finding]:
    rows = Grounds.objects.filter(passage__in=list(passages)).values("finding")
    return list(Finding.objects.select_for_update().filter(pk__in=rows))


def _on_empty_themes(passages: list[int]) -> list[Finding]:
    """The findings that stand on a theme in which nobody's words are left."""
    here = Passage.objects.filter(pk__in=passages).values("collaboration")
    rows = Grounds.objects.filter(
        kind=GroundsKind.THEME,
        finding__state=FindingState.ACCEPTED,
        finding__collaboration__in=here,
        finding__flagged="",
    )
    themes = dict(rows.values_list("finding", "theme"))
    held = inside(pk for pk in themes.values() if pk)
    empty = [finding for finding, theme in themes.items() if not held.get(theme or 0)]
    return list(Finding.objects.select_for_update().filter(pk__in=empty))


def _flag(findings: Iterable[Finding], why: str, gone: Iterable[int] = ()) -> None:
    for one in findings:
        one.grounds.filter(passage__in=list(gone)).delete()
        stand_or_fall(one)
        one.flagged, one.flagged_at = why, timezone.now()
        one.revision += 1
        one.save(update_fields=["state", "flagged", "flagged_at", "revision"])
        remember(
            collaboration=one.collaboration,
            by=None,
            verb=f"flagged a finding: {why}",
            subject=one.statement,
            details={"finding": one.pk},
        )
