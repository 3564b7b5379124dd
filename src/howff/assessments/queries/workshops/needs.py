"""What would help a collaboration, gathered from its workshops."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from howff.assessments.models import Level, Round, SupportNeed
from howff.people.models import Collaboration

LEVELS = [(one.value, one.label) for one in Level]


@dataclass(frozen=True, slots=True)
class NeedsAt:
    """What would help at one level: one organisation, the collaboration, or the whole sector."""

    level: Level
    needs: list[SupportNeed]


def needs_in(
    collaboration: Collaboration, search: str = "", round: int | None = None
) -> QuerySet[SupportNeed]:
    """A collaboration's support needs, narrowed by words or by round."""
    rows = SupportNeed.objects.filter(collaboration=collaboration)
    if search:
        rows = rows.filter(Q(text__icontains=search) | Q(topic__title__icontains=search))
    if round:
        rows = rows.filter(round=round)
    return rows.select_related("round", "topic__workshop")


def needs_by_level(rows: QuerySet[SupportNeed], level: str = "") -> list[NeedsAt]:
    """The needs under their levels, each level only if something would help there."""
    found = list(rows.filter(level=level) if level in Level.values else rows)
    grouped = [NeedsAt(each, [one for one in found if one.level == each]) for each in Level]
    return [one for one in grouped if one.needs]


def rounds_with_needs(collaboration: Collaboration) -> QuerySet[Round]:
    """The rounds in which something was said to help."""
    return Round.objects.filter(collaboration=collaboration, support_needs__isnull=False).distinct()
