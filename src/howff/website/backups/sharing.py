"""Consent to share with others that was taken back since a backup was made: ended in it, too."""

from dataclasses import dataclass
from datetime import datetime

from howff.assessments.actions.across import withdraw
from howff.assessments.models import Share
from howff.people.models import Person
from howff.sensemaking.actions.everywhere import stop_sharing
from howff.sensemaking.models import ThemeShare


@dataclass(frozen=True)
class Shares:
    """What stands now: rounds by comparison, and themes by gathering and when it was agreed."""

    rounds: frozenset[tuple[str, int]]
    themes: frozenset[tuple[str, int, datetime]]


def look_at_shares() -> Shares | None:
    """What stands in the database before the backup comes; an empty one knows nothing of it."""
    if not Person.objects.exists():
        return None
    themes = ThemeShare.objects.filter(withdrawn_at=None)
    return Shares(
        frozenset(Share.objects.values_list("comparison__key", "round")),
        frozenset(themes.values_list("gathering__key", "collaboration", "agreed_at")),
    )


def tell_of_shares(now: Shares | None) -> None:
    """Share nothing that is no longer shared."""
    if now is None:
        return
    for share in Share.objects.select_related("comparison", "round__collaboration"):
        if (share.comparison.key, share.round_id) not in now.rounds:
            withdraw(share=share, by=None)
    rows = ThemeShare.objects.filter(withdrawn_at=None)
    for one in rows.select_related("gathering__host", "collaboration"):
        if (one.gathering.key, one.collaboration_id, one.agreed_at) not in now.themes:
            stop_sharing(share=one, by=None)
