"""Themes of many collaborations, and a share of them, in the small world."""

from django.utils import timezone

from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import everywhere
from howff.sensemaking.models import CommonTheme, ThemeShare


def of_everywhere(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    gathering = everywhere.gather(host=collaboration, title="All harbours", by=ana)
    common = CommonTheme.objects.create(gathering=gathering)
    share = ThemeShare.objects.create(
        gathering=gathering, collaboration=collaboration, agreed_by=ana, agreed_at=timezone.now()
    )
    return {
        "everywhere": gathering.pk,
        "common": common.pk,
        "share-themes": gathering.key,
        "theme-shares": share.pk,
    }
