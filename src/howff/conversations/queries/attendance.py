"""Who came: numbers by kind of organisation and by role, with small groups merged."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from howff.conversations.models import Conversation, Participant
from howff.people.models import OrganisationKind
from howff.sense.smallnumbers import Group, merge_small

SMALL = 5


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people came, and how they split; groups under five are merged into "other"."""

    people: int
    by_kind: list[Group]
    by_role: list[Group]
    organisations: int


def attendance_of(conversation: Conversation) -> Attendance:
    """Who came to a conversation."""
    came = Participant.objects.filter(conversation=conversation, removed_at=None)
    if conversation.closed_at:  # whoever comes for the follow-up alone was not there
        came = came.filter(joined_at__lte=conversation.closed_at)
    rows = list(
        came.values_list(
            "speaker__organisation_kind",
            "speaker__role",
            "speaker__organisation_name",
        )
    )
    kinds = Counter(_kind(kind, name) for kind, _role, name in rows)
    roles = Counter(role.strip().capitalize() or _("Not said") for _kind_, role, _name in rows)
    return Attendance(
        people=len(rows),
        by_kind=merge_small(kinds, k=SMALL, other=_("Other")),
        by_role=merge_small(roles, k=SMALL, other=_("Other")),
        organisations=len({name.casefold() for _kind_, _role, name in rows if name}),
    )


def _kind(kind: str, name: str) -> str:
    if kind:
        return str(OrganisationKind(kind).label)
    return _("Other") if name else _("Not said")
