"""Forgetting a round's answers on the day that people were promised."""

from datetime import datetime, time

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from howff.assessments.models import Response, Round, RoundState
from howff.assessments.tasks.history import record

NIGHT = time(0, 5)
AT_ONCE = 5000


def forget_later(round: Round) -> None:
    """Look at the round again on the day on which its answers are to be deleted."""
    if round.keep_until:
        moment = timezone.make_aware(datetime.combine(round.keep_until, NIGHT))
        forget_answers.using(run_after=moment).enqueue(round.pk)


@task()
def forget_answers(round_id: int) -> int:
    """Delete the answers of a closed round, and their return cards, if the day has come.

    The figures stay, and so do the words that somebody read first. Gives how many answers went.
    """
    round = Round.objects.filter(pk=round_id, state=RoundState.CLOSED).first()
    if round is None or round.keep_until is None or round.keep_until > timezone.localdate():
        return 0
    gone = 0
    while some := list(Response.objects.filter(round=round).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            Response.objects.filter(pk__in=some).delete()
        gone += len(some)
    if gone:
        record(round, None, "deleted the answers, as promised", answers=gone)
    return gone
