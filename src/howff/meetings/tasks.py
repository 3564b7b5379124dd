"""What the machine does for actions: one letter to whoever does it, some days before."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.meetings.models import Action, Status

DAYS_BEFORE = timedelta(days=7)
MORNING = time(9)


def remind_at(action: Action) -> datetime | None:
    """When to remind whoever does it: in the morning, a week before, or now if that has passed."""
    if action.due_on is None or action.person is None:
        return None
    morning = datetime.combine(action.due_on - DAYS_BEFORE, MORNING)
    planned = timezone.make_aware(morning)
    return planned if planned > timezone.now() else None


@task()
def remind(action_id: int) -> bool:
    """Write once to whoever does it, unless it is done or its day has moved."""
    rows = Action.objects.select_related("person", "collaboration")
    action = rows.filter(pk=action_id, reminded_at=None).first()
    if action is None or not _still_wanted(action):
        return False
    _write(action)
    action.reminded_at = timezone.now()
    action.save(update_fields=["reminded_at"])
    return True


def _still_wanted(action: Action) -> bool:
    person, due = action.person, action.due_on
    if person is None or due is None or action.status in {Status.DONE, Status.DROPPED}:
        return False
    belongs = person.memberships.filter(collaboration=action.collaboration_id).exists()
    return person.is_active and belongs and due - DAYS_BEFORE <= timezone.localdate()


def _write(action: Action) -> None:
    assert action.person
    link = settings.PUBLIC_ADDRESS + reverse("meetings:action", args=[action.pk])
    with override(action.person.language):
        text = render_to_string("meetings/reminder.txt", {"action": action, "link": link})
        subject = _("Soon: %(title)s") % {"title": action.title}
    EmailMessage(subject=subject[:200], body=text, to=[action.person.email]).send()
