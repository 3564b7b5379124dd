"""Inviting people into a collaboration, by e-mail or by a link that can be shared."""

import secrets
from datetime import timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.people.actions.history import remember
from howff.people.actions.keeping import keep, tidy
from howff.people.actions.members import add_member
from howff.people.errors import PeopleError
from howff.people.models import (
    Collaboration,
    Invitation,
    Membership,
    Organisation,
    Person,
    Place,
    Role,
)
from howff.people.queries import digest_of, invitation_for_token

DAYS_TO_ACCEPT = 14
INVITATIONS_A_DAY = 200


@transaction.atomic
def invite(
    *,
    collaboration: Collaboration,
    email: str,
    role: str = Role.MEMBER,
    organisation: Organisation | None = None,
    place: Place | None = None,
    by: Person,
) -> str:
    """Invite one address, and write to it once the invitation is kept; gives the link's secret."""
    address = tidy(email).lower()
    _refuse_a_flood(by)
    _refuse_a_member(collaboration, address)
    earlier = collaboration.invitations.filter(email=address, accepted_at=None, revoked_at=None)
    earlier.update(revoked_at=timezone.now())
    invitation = Invitation(
        collaboration=collaboration,
        email=address,
        role=role,
        organisation=organisation,
        place=place,
    )
    raw = _keep_with_secret(invitation, DAYS_TO_ACCEPT, by)
    remember(collaboration=collaboration, by=by, verb="invited", subject=address)
    transaction.on_commit(partial(_write_to, invitation, raw))
    return raw


@transaction.atomic
def make_invitation_link(
    *,
    collaboration: Collaboration,
    role: str = Role.MEMBER,
    organisation: Organisation | None = None,
    place: Place | None = None,
    days: int = DAYS_TO_ACCEPT,
    by: Person,
) -> str:
    """Make a link that any number of people may use until it expires; gives its secret."""
    if role == Role.FACILITATOR:
        raise PeopleError(
            _("A link can be passed on to anyone: please invite facilitators by e-mail."),
            field="role",
        )
    invitation = Invitation(
        collaboration=collaboration, role=role, organisation=organisation, place=place
    )
    raw = _keep_with_secret(invitation, days, by)
    remember(
        collaboration=collaboration,
        by=by,
        verb="made a link that invites as",
        subject=invitation.get_role_display(),
    )
    return raw


@transaction.atomic
def accept_invitation(*, token: str, by: Person) -> Membership:
    """Join the collaboration that this link invites to."""
    invitation = invitation_for_token(token)
    if invitation is None:
        raise PeopleError(_("We do not know this invitation: please ask for a new one."))
    here = Membership.objects.filter(collaboration=invitation.collaboration, person=by).first()
    if here:
        return here
    _refuse_what_is_over(invitation, by)
    if invitation.email:
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
    return add_member(
        collaboration=invitation.collaboration,
        person=by,
        role=invitation.role,
        organisation=invitation.organisation,
        place=invitation.place,
        by=by,
    )


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Person) -> None:
    """Make an invitation useless at once."""
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    remember(
        collaboration=invitation.collaboration,
        by=by,
        verb="took back the invitation for",
        subject=invitation.email or invitation.get_role_display(),
    )


def _keep_with_secret(invitation: Invitation, days: int, by: Person) -> str:
    raw = secrets.token_urlsafe(24)
    invitation.digest = digest_of(raw)
    invitation.expires_at = timezone.now() + timedelta(days=days)
    invitation.invited_by = by
    keep(invitation)
    return raw


def _write_to(invitation: Invitation, raw: str) -> None:
    collaboration = invitation.collaboration
    link = settings.PUBLIC_ADDRESS + reverse("people:accept_invitation", args=[raw])
    context = {"invitation": invitation, "collaboration": collaboration, "link": link}
    with override(collaboration.language):
        subject = _("You are invited to %(name)s") % {"name": collaboration.name}
        text = render_to_string("people/mail/invitation.txt", context)
    try:
        send_mail(tidy(subject), text, None, [invitation.email])
    except (OSError, SMTPException) as error:
        raise PeopleError(
            _(
                "The invitation is kept, but its e-mail could not be sent: "
                "please share a link instead."
            ),
            field="email",
        ) from error


def _refuse_a_flood(by: Person) -> None:
    today = timezone.now() - timedelta(days=1)
    sent = Invitation.objects.filter(invited_by=by, created_at__gt=today).exclude(email="")
    if sent.count() >= INVITATIONS_A_DAY:
        raise PeopleError(
            _("You invited many people today: please go on tomorrow, or share a link.")
        )


def _refuse_a_member(collaboration: Collaboration, address: str) -> None:
    if not address:
        raise PeopleError(_("Please write the e-mail address to invite."), field="email")
    if collaboration.memberships.filter(person__email=address).exists():
        raise PeopleError(_("This person belongs here already."), field="email")


def _refuse_what_is_over(invitation: Invitation, by: Person) -> None:
    if invitation.revoked_at:
        raise PeopleError(_("This invitation was taken back: please ask for a new one."))
    if invitation.expires_at <= timezone.now():
        raise PeopleError(_("This invitation has expired: please ask for a new one."))
    if not invitation.email:
        return
    if invitation.accepted_at:
        raise PeopleError(_("This invitation was used already: please ask for a new one."))
    if invitation.email != by.email.lower():
        raise PeopleError(
            _("This invitation was sent to another address: please sign in with that address.")
        )
