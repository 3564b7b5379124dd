"""Forgetting a round's answers on the day that people were promised."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from howff.assessments.models import Door, Response, ResponseState, Round, RoundState, Said
from howff.assessments.tasks.history import record
from howff.consent.models import Attribution, Audience

NIGHT = time(0, 5)
AT_ONCE = 5000
EMPTY: dict[str, Any] = {
    "state": ResponseState.EMPTIED,
    "ratings": {},
    "words": {},
    "place": None,
    "language": "",
    "attribution": Attribution.NONE,
    "audience": Audience.GROUP,
    "card_digest": "",
    "entered_by": None,
}


def forget_later(round: Round) -> None:
    """Look at the round again on the day on which its answers are to be deleted."""
    if round.keep_until:
        moment = timezone.make_aware(datetime.combine(round.keep_until, NIGHT))
        forget_answers.using(run_after=moment).enqueue(round.pk)


@task()
def forget_answers(round_id: int) -> int:
    """Delete the answers of a closed round, and their return cards, if the day has come.

    The figures stay, and so do the words that somebody read first: for these an empty row stays,
    which only the private link opens, so that they can still be taken back. Gives how many
    answers went.
    """
    round = Round.objects.filter(pk=round_id, state=RoundState.CLOSED).first()
    if round is None or round.keep_until is None or round.keep_until > timezone.localdate():
        return 0
    gone = 0
    waiting = Response.objects.filter(round=round).exclude(state=ResponseState.EMPTIED)
    while some := list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            _empty(some)
            waiting.filter(pk__in=some).delete()
        gone += len(some)
    if gone:
        record(round, None, "deleted the answers, as promised", answers=gone)
    return gone


def _empty(numbers: list[UUID]) -> None:
    """Leave nothing but the private link of whoever still has something to take back."""
    rows = Response.objects.filter(pk__in=numbers)
    rows.filter(door=Door.RETURN).update(**EMPTY)
    said = Said.objects.filter(response__in=numbers).exclude(passage__text="")
    held = rows.filter(pk__in=said.values("response")).exclude(key_digest="")
    held.exclude(door=Door.RETURN).update(**EMPTY, door=Door.LINK, partner=None)
