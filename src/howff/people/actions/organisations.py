"""The partners of a collaboration."""

from django.db import transaction

from howff.people.actions.history import remember
from howff.people.actions.keeping import keep, tidy
from howff.people.models import Change, Collaboration, Organisation, Person


@transaction.atomic
def add_organisation(
    *, collaboration: Collaboration, name: str, kind: str, number: str = "", by: Person
) -> Organisation:
    """Add a partner."""
    organisation = Organisation(
        collaboration=collaboration, name=tidy(name), kind=kind, number=tidy(number)
    )
    keep(organisation)
    remember(
        collaboration=collaboration,
        by=by,
        verb="added the organisation",
        subject=organisation.name,
    )
    return organisation


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, name: str, kind: str, number: str, by: Person
) -> None:
    """Correct what is known of a partner."""
    before = {field: getattr(organisation, field) for field in ("name", "kind", "number")}
    organisation.name, organisation.kind = tidy(name), kind
    organisation.number = tidy(number)
    keep(organisation, *before)
    remember(
        collaboration=organisation.collaboration,
        by=by,
        verb="changed the organisation",
        subject=organisation.name,
        details={"before": before},
    )


@transaction.atomic
def remove_organisation(*, organisation: Organisation, by: Person) -> Change:
    """Take a partner off the list; its people stay, and it can be put back."""
    row = {
        "name": organisation.name,
        "kind": organisation.kind,
        "number": organisation.number,
        "members": list(organisation.memberships.values_list("pk", flat=True)),
    }
    change = remember(
        collaboration=organisation.collaboration,
        by=by,
        verb="removed the organisation",
        subject=organisation.name,
        details={"removed": "organisation", "row": row},
    )
    organisation.delete()
    return change
