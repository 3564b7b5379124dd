"""Who changed what; and putting back what was removed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from howff.people.actions.keeping import keep, tidy
from howff.people.errors import PeopleError
from howff.people.models import (
    Change,
    Collaboration,
    Membership,
    Organisation,
    Person,
    Place,
)


def remember(
    *,
    collaboration: Collaboration | None,
    by: Person | None,
    verb: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> Change:
    """Write one line of history; call it inside the transaction that makes the change."""
    return Change.objects.create(
        collaboration=collaboration,
        by=by,
        verb=verb[:60],
        subject=tidy(subject)[:200],
        details=dict(details or {}),
    )


@transaction.atomic
def put_back(*, change: Change, by: Person) -> None:
    """Put back what this line of history says was removed."""
    row = change.details.get("row")
    restore = RESTORE.get(change.details.get("removed", ""))
    if row is None or restore is None or change.collaboration is None:
        raise PeopleError(_("There is nothing to put back here."))
    restore(change.collaboration, dict(row))
    remember(collaboration=change.collaboration, by=by, verb="put back", subject=change.subject)


def _organisation(collaboration: Collaboration, row: dict[str, Any]) -> None:
    members = row.pop("members")
    organisation = Organisation(collaboration=collaboration, **row)
    keep(organisation)
    homeless = Membership.objects.filter(collaboration=collaboration, organisation=None)
    homeless.filter(pk__in=members).update(organisation=organisation)


def _place(collaboration: Collaboration, row: dict[str, Any]) -> None:
    members = row.pop("members")
    place = Place(collaboration=collaboration, **row)
    keep(place)
    placeless = Membership.objects.filter(collaboration=collaboration, place=None)
    placeless.filter(pk__in=members).update(place=place)


def _member(collaboration: Collaboration, row: dict[str, Any]) -> None:
    person = Person.objects.filter(pk=row["person"], is_active=True).first()
    if person is None:
        raise PeopleError(_("This person no longer has an account: please invite them again."))
    if Membership.objects.filter(collaboration=collaboration, person=person).exists():
        raise PeopleError(_("%(name)s belongs here already.") % {"name": person})
    Membership.objects.create(
        collaboration=collaboration,
        person=person,
        organisation=collaboration.organisations.filter(pk=row["organisation"]).first(),
        place=collaboration.places.filter(pk=row["place"]).first(),
        role=row["role"],
    )


RESTORE: dict[str, Callable[[Collaboration, dict[str, Any]], None]] = {
    "organisation": _organisation,
    "place": _place,
    "member": _member,
}
