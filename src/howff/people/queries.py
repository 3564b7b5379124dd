"""What may be seen of people and collaborations, and by whom."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.people import rules
from howff.people.models import (
    Change,
    Collaboration,
    Invitation,
    Membership,
    Organisation,
    Person,
    Place,
    Role,
    Token,
)
from howff.people.rules import Someone


class NextStep(StrEnum):
    """What a collaboration does next on its way round the loop."""

    PARTNERS = "partners"
    PEOPLE = "people"
    TALK = "talk"


def collaborations_of(person: Someone) -> QuerySet[Collaboration]:
    """The collaborations that this person belongs to, with how many belong and their own role."""
    mine = Collaboration.objects.filter(memberships__person=person.pk)
    described = mine.annotate(
        my_role=F("memberships__role"),
        organisation_count=Count("organisations", distinct=True),
    )
    return described.order_by("name", "pk")


def collaboration_for(person: Someone, pk: int) -> Collaboration:
    """The collaboration, if this person may know of it; otherwise it is not found."""
    collaboration = get_object_or_404(Collaboration, pk=pk)
    if not rules.may_see(person, collaboration):
        raise Http404
    return collaboration


def collaboration_to_facilitate(person: Someone, pk: int) -> Collaboration:
    """The collaboration, if this person facilitates it; members who do not are refused."""
    collaboration = get_object_or_404(Collaboration, pk=pk)
    role = rules.role_of(person, collaboration)
    if role is None:
        raise Http404
    if role != Role.FACILITATOR:
        raise PermissionDenied(_("Only a facilitator of this collaboration may do this."))
    return collaboration


def next_step_of(collaboration: Collaboration) -> NextStep:
    """What this collaboration needs next: its partners, then its people, then to talk."""
    if not collaboration.organisations.exists():
        return NextStep.PARTNERS
    if collaboration.memberships.count() < 2:
        return NextStep.PEOPLE
    return NextStep.TALK


def membership_of(person: Someone, collaboration: Collaboration) -> Membership | None:
    """How this person belongs to the collaboration, or None."""
    memberships = Membership.objects.select_related("organisation", "place")
    return memberships.filter(collaboration=collaboration, person=person.pk).first()


def members_of(
    collaboration: Collaboration,
    *,
    search: str = "",
    organisation: Organisation | None = None,
    place: Place | None = None,
) -> QuerySet[Membership]:
    """Who belongs, by name; narrowed by words in the name, by organisation or by place."""
    members = Membership.objects.filter(collaboration=collaboration)
    members = members.select_related("person", "organisation", "place")
    if search:
        members = members.filter(
            Q(person__name__icontains=search) | Q(organisation__name__icontains=search)
        )
    if organisation:
        members = members.filter(organisation=organisation)
    if place:
        members = members.filter(place=place)
    return members.order_by("person__name", "person__email", "pk")


def member_in(collaboration: Collaboration, pk: int) -> Membership:
    """One member of this collaboration, or not found."""
    members = Membership.objects.select_related("person", "organisation", "place")
    return get_object_or_404(members, collaboration=collaboration, pk=pk)


def organisations_in(collaboration: Collaboration) -> QuerySet[Organisation]:
    """The partners, by name, with how many people belong for each."""
    organisations = Organisation.objects.filter(collaboration=collaboration)
    return organisations.annotate(people=Count("memberships")).order_by("name", "pk")


def organisation_in(collaboration: Collaboration, pk: int) -> Organisation:
    """One partner of this collaboration, or not found."""
    return get_object_or_404(Organisation, collaboration=collaboration, pk=pk)


def places_in(collaboration: Collaboration) -> QuerySet[Place]:
    """The places that people can have here, in the collaboration's own order."""
    places = Place.objects.filter(collaboration=collaboration)
    return places.annotate(people=Count("memberships")).order_by("position", "pk")


def place_in(collaboration: Collaboration, pk: int) -> Place:
    """One place of this collaboration, or not found."""
    return get_object_or_404(Place, collaboration=collaboration, pk=pk)


def invitations_in(
    collaboration: Collaboration, now: datetime | None = None
) -> QuerySet[Invitation]:
    """The invitations that somebody can still accept, newest first."""
    waiting = Invitation.objects.filter(
        collaboration=collaboration,
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=now or timezone.now(),
    )
    return waiting.select_related("organisation", "place", "invited_by")


def invitation_in(collaboration: Collaboration, pk: int) -> Invitation:
    """One invitation into this collaboration, or not found."""
    return get_object_or_404(Invitation, collaboration=collaboration, pk=pk)


def invitation_for_token(raw: str) -> Invitation | None:
    """The invitation that a link stands for, whether or not it can still be accepted."""
    invitations = Invitation.objects.select_related("collaboration", "invited_by", "organisation")
    return invitations.filter(digest=digest_of(raw)).first()


def changes_in(collaboration: Collaboration, search: str = "") -> QuerySet[Change]:
    """The history of this collaboration, newest first; narrowed to changes that hold the words."""
    changes = Change.objects.filter(collaboration=collaboration).select_related("by")
    if search:
        changes = changes.filter(
            Q(subject__icontains=search)
            | Q(verb__icontains=search)
            | Q(by__name__icontains=search)
            | Q(by__email__icontains=search)
        )
    return changes


def change_in(collaboration: Collaboration, pk: int) -> Change:
    """One line of this collaboration's history, or not found."""
    return get_object_or_404(Change, collaboration=collaboration, pk=pk)


def tokens_of(person: Someone) -> QuerySet[Token]:
    """The keys that this person made for programs, newest first."""
    return Token.objects.filter(person=person.pk)


def token_of(person: Someone, pk: int) -> Token:
    """One of this person's keys, or not found."""
    return get_object_or_404(Token, person=person.pk, pk=pk)


def token_for(raw: str) -> Token | None:
    """The key that a program sent, with its person; None if it is not valid now."""
    fresh = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    tokens = Token.objects.filter(fresh, digest=digest_of(raw), person__is_active=True)
    return tokens.select_related("person").first()


def person_for_token(raw: str) -> Person | None:
    """The person whom a program with this key acts for; None if the key is not valid now."""
    token = token_for(raw)
    return token.person if token else None


def has_passkey(person: Someone) -> bool:
    """Whether this person can sign in without a code."""
    return bool(Authenticator.objects.filter(user=person.pk).exists())


def digest_of(raw: str) -> str:
    """What is kept of a secret: enough to recognise it, too little to use it."""
    return sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
