"""The room signs off its record, or opens it again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.actions.workshops.preparing import must_be_open, record
from howff.assessments.models import Workshop, WorkshopState
from howff.people.errors import Refused
from howff.people.models import Person


@transaction.atomic
def sign_off(*, workshop: Workshop, names: str, by: Person) -> None:
    """Finish the record under these names; from now on it can only be read."""
    must_be_open(workshop)
    if not workshop.topics.exists():
        message = _("There is nothing to sign off: the agenda is empty.")
        raise Refused("invalid", message, field="names")
    workshop.state = WorkshopState.ENDED
    workshop.signed_off_by, workshop.signed_off_at = names, timezone.now()
    workshop.save(update_fields=["state", "signed_off_by", "signed_off_at"])
    record(workshop, by, "signed off a workshop", names=names)


@transaction.atomic
def open_again(*, workshop: Workshop, by: Person) -> None:
    """Take the sign-off away, so that the record can be changed; history keeps who had signed."""
    if workshop.state != WorkshopState.ENDED:
        return
    names, at = workshop.signed_off_by, workshop.signed_off_at
    workshop.state = WorkshopState.RUNNING
    workshop.signed_off_by, workshop.signed_off_at = "", None
    workshop.save(update_fields=["state", "signed_off_by", "signed_off_at"])
    signed = at.isoformat() if at else ""
    record(workshop, by, "opened a workshop's record again", names=names, signed_at=signed)
