"""People, and how they belong to a collaboration."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from howff.people.actions.history import remember
from howff.people.actions.keeping import keep, tidy
from howff.people.errors import PeopleError
from howff.people.models import (
    Change,
    Collaboration,
    Membership,
    Organisation,
    Person,
    Place,
    Role,
)


@transaction.atomic
def create_person(*, email: str, name: str = "") -> Person:
    """Make an account for an address, or find the one that it has already."""
    address = tidy(email).lower()
    known = Person.objects.filter(email__iexact=address).first()
    if known:
        return known
    person = Person(email=address, name=tidy(name))
    person.set_unusable_password()
    keep(person)
    EmailAddress.objects.create(user=person, email=address, primary=True)
    return person


@transaction.atomic
def edit_person(*, name: str, language: str, by: Person) -> None:
    """Change one's own name and language."""
    by.name, by.language = tidy(name), language
    keep(by, "name", "language")


@transaction.atomic
def add_member(
    *,
    collaboration: Collaboration,
    person: Person,
    role: str = Role.MEMBER,
    organisation: Organisation | None = None,
    place: Place | None = None,
    by: Person | None,
) -> Membership:
    """Let a person belong; whoever belongs already stays as they are."""
    membership, is_new = Membership.objects.get_or_create(
        collaboration=collaboration,
        person=person,
        defaults={"role": role, "organisation": organisation, "place": place},
    )
    if is_new:
        remember(collaboration=collaboration, by=by, verb="welcomed", subject=str(person))
    return membership


@transaction.atomic
def change_membership(
    *,
    membership: Membership,
    role: str,
    organisation: Organisation | None,
    place: Place | None,
    by: Person,
) -> None:
    """Change what a member may do, whom they are here for, and their place."""
    _keep_a_facilitator(membership, role)
    before = membership.role
    membership.role = role
    membership.organisation, membership.place = organisation, place
    keep(membership, "role", "organisation", "place")
    remember(
        collaboration=membership.collaboration,
        by=by,
        verb="changed how somebody belongs:",
        subject=str(membership.person),
        details={"before": before} if before != role else None,
    )


@transaction.atomic
def remove_member(*, membership: Membership, by: Person) -> Change:
    """End a membership; it can be put back."""
    _keep_a_facilitator(membership, None)
    row = {
        "person": membership.person_id,
        "organisation": membership.organisation_id,
        "place": membership.place_id,
        "role": membership.role,
    }
    change = remember(
        collaboration=membership.collaboration,
        by=by,
        verb="left" if by == membership.person else "removed the member",
        subject=str(membership.person if by != membership.person else membership.collaboration),
        details={"removed": "member", "row": row},
    )
    membership.delete()
    return change


def leave(*, collaboration: Collaboration, by: Person) -> Change:
    """Leave a collaboration."""
    membership = Membership.objects.get(collaboration=collaboration, person=by)
    return remove_member(membership=membership, by=by)


def _keep_a_facilitator(membership: Membership, role: str | None) -> None:
    facilitators = Membership.objects.select_for_update().filter(
        collaboration=membership.collaboration_id, role=Role.FACILITATOR
    )
    pks = set(facilitators.values_list("pk", flat=True))
    if role != Role.FACILITATOR and pks == {membership.pk}:
        raise PeopleError(
            _("Nobody else facilitates this collaboration: make somebody a facilitator first."),
            field="role",
        )
