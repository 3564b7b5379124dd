"""What a round does by itself on its days: remind, and close."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from howff.assessments.models import Round, RoundState
from howff.assessments.tasks.closing import shut
from howff.assessments.tasks.history import record
from howff.assessments.tasks.letters import Letter, send_letters

MORNING = time(9)
NIGHT = time(0, 5)


def tend_later(round: Round) -> None:
    """Look at the round again on each of its days; looking once too often does nothing."""
    for moment in sorted(set(_moments(round))):
        tend.using(run_after=moment).enqueue(round.pk)


@task()
def tend(round_id: int) -> None:
    """Do what is due in a round today, in the site's time zone; nothing is done twice."""
    with transaction.atomic():
        open_ones = Round.objects.select_for_update().filter(state=RoundState.OPEN)
        round, today = open_ones.filter(pk=round_id).first(), timezone.localdate()
        if round and round.closes_on and round.closes_on < today:
            shut(round, None)
        elif round:
            _remind(round, today)


def _moments(round: Round) -> Iterator[datetime]:
    """The days on which something is due, and when on them."""
    for day in round.reminders.filter(sent_at=None).values_list("on", flat=True):
        yield _on(day, MORNING)
    if round.closes_on:
        yield _on(round.closes_on + timedelta(days=1), NIGHT)


def _on(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _remind(round: Round, today: date) -> None:
    due = round.reminders.filter(on__lte=today, sent_at=None)
    if not due.update(sent_at=timezone.now()):
        return
    listed = list(round.addresses.values_list("pk", flat=True))
    round.addresses.filter(invited_at=None).update(invited_at=timezone.now())
    send_letters(round, Letter.REMINDER, listed)
    if listed:
        record(round, None, "reminded everybody", letters=len(listed))
