"""Who may do what in a collaboration."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.people.models import Collaboration, Membership, Person, Role

type Someone = Person | AnonymousUser


@dataclass(frozen=True)
class RoleInWords:
    """What somebody with a role may do, for the people who hand roles out."""

    role: Role
    may: Promise


ROLES = (
    RoleInWords(
        Role.FACILITATOR,
        _(
            "Runs conversations, writes and publishes reports, "
            "and decides who belongs and how this collaboration is described."
        ),
    ),
    RoleInWords(
        Role.HELPER,
        _("Helps to run conversations: opens and closes prompts, moderates and takes notes."),
    ),
    RoleInWords(
        Role.MEMBER,
        _("Takes part, and sees who belongs, what was said here and what became of it."),
    ),
)


def role_of(person: Someone, collaboration: Collaboration) -> Role | None:
    """The role that this person has here, or None for an outsider."""
    if not person.is_active or person.pk is None:
        return None
    memberships = Membership.objects.filter(collaboration=collaboration, person=person)
    role = memberships.values_list("role", flat=True).first()
    return Role(role) if role else None


def may_see(person: Someone, collaboration: Collaboration) -> bool:
    """Everybody who belongs to a collaboration may see it."""
    return role_of(person, collaboration) is not None


def may_help(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators and helpers run its conversations."""
    return role_of(person, collaboration) in {Role.FACILITATOR, Role.HELPER}


def may_facilitate(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators decide who belongs, and write and publish in its name."""
    return role_of(person, collaboration) is Role.FACILITATOR
