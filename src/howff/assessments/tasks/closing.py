"""Counting a closed round: its figures once, its words to those who read them first."""

from datetime import date
from functools import partial
from typing import cast

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from howff.assessments.models import Published, Response, ResponseState, Round, RoundState
from howff.assessments.queries.counting import ratings_of
from howff.assessments.signals import round_closed
from howff.assessments.tasks.comparing import compared, shows_same_people
from howff.assessments.tasks.forgetting import forget_later
from howff.assessments.tasks.history import record
from howff.assessments.tasks.replacing import may_replace
from howff.assessments.tasks.words import words_to_passages
from howff.consent.models import Audience
from howff.people.models import Person
from howff.sense.disclosure.cuts import Prefer
from howff.sense.rounds.figures import Figures, Weighting, figures_from_json

KEPT_YEARS = 2
AT_ONCE = 5000


def shut(round: Round, by: Person | None) -> None:
    """Take no more answers, and have the figures made; call it in a transaction."""
    round.state, round.closed_at = RoundState.CLOSING, timezone.now()
    if round.keep_until is None:
        round.keep_until = years_after(timezone.localdate(), KEPT_YEARS)
    round.save(update_fields=["state", "closed_at", "keep_until"])
    make_figures.enqueue(round.pk, by.pk if by else None)
    record(round, by, "closed the round")


@task()
def make_figures(round_id: int, by_id: int | None = None) -> None:
    """Make a closed round's figures and words; begun again after trouble, it goes on from there.

    In a round that is counted already, the figures are made again only when so many people took
    their answers back that the change says nothing about anybody.
    """
    round = Round.objects.select_related("collaboration", "version").filter(pk=round_id).first()
    if round is None:
        return
    if round.state == RoundState.CLOSED:
        _make_again(round)
    elif round.state == RoundState.CLOSING:
        _forget_drafts(round)
        inside, outside = analysed(round)
        publish(round, inside, outside)
        words_to_passages(round, inside, outside)
        _close(round, Person.objects.filter(pk=by_id or 0).first())


def analysed(round: Round) -> tuple[Figures, Figures]:
    """The figures for members, and for everybody else within what members may see."""
    from howff.sense.rounds.analysis import analyse  # noqa: PLC0415  slow, and seldom wanted

    ratings = ratings_of(round)
    weighting = cast("Weighting", round.weighting)
    held = partial(
        analyse,
        ratings,
        weighting=weighting,
        attributed=round.attributed,
        prefer=cast("Prefer", round.compares),
    )
    inside = held(round.threshold)
    return inside, held(round.threshold_outside, within=inside)


@transaction.atomic
def publish(round: Round, inside: Figures, outside: Figures) -> None:
    """Keep the figures that each audience may see, and the change since the round before."""
    changes = compared(round, inside, outside)
    for audience, figures in ((Audience.GROUP, inside), (Audience.REPORT, outside)):
        change = changes[audience]
        content = figures.to_json() | {"progress": change.to_json() if change else None}
        Published.objects.update_or_create(
            round=round, audience=audience, defaults={"content": content}
        )


def years_after(day: date, years: int) -> date:
    """The same day some years later; the last of February stands in for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _make_again(round: Round) -> None:
    if round.taken_back < round.threshold or shows_same_people(round):
        return
    new = analysed(round)
    kept = {one.audience: figures_from_json(one.content) for one in round.published.all()}
    old = kept.get(Audience.GROUP), kept.get(Audience.REPORT)
    if not all(may_replace(before, now) for before, now in zip(old, new, strict=True)):
        return
    with transaction.atomic():
        publish(round, *new)
        counted = round.taken_back
        Round.objects.filter(pk=round.pk).update(taken_back=F("taken_back") - counted)
        record(round, None, "made the figures again", taken_back=counted)


def _forget_drafts(round: Round) -> None:
    """Delete what was begun and never sent: nobody meant it to count."""
    drafts = Response.objects.filter(round=round, state=ResponseState.DRAFT)
    while some := list(drafts.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            drafts.filter(pk__in=some).delete()


@transaction.atomic
def _close(round: Round, by: Person | None) -> None:
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.CLOSING:
        return
    round.addresses.all().delete()
    round.reminders.filter(sent_at=None).delete()
    round.state = RoundState.CLOSED
    round.save(update_fields=["state"])
    forget_later(round)
    record(round, by, "counted the round")
    round_closed.send(Round, round=round, by=by)
