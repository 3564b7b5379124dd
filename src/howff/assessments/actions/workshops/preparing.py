"""A facilitator prepares a workshop: its agenda, and the phones."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.models import Round, RoundState, Topic, Workshop, WorkshopState
from howff.assessments.queries.workshops import agenda
from howff.assessments.rules import must_be
from howff.people.actions import remember
from howff.people.errors import Refused
from howff.people.models import Person


@transaction.atomic
def create_workshop(
    *,
    round: Round,
    title: str,
    by: Person,
    held_on: date | None = None,
    items: Collection[str] | None = None,
) -> Workshop:
    """Make a workshop on a closed round; without `items` its agenda is what is suggested."""
    must_be(round, RoundState.CLOSED)
    workshop = Workshop.objects.create(round=round, title=title, held_on=held_on, created_by=by)
    offered = agenda.suggested(round)
    _put(workshop, [one for one in offered if (one.chosen if items is None else one.item in items)])
    record(workshop, by, "prepared a workshop")
    return workshop


@transaction.atomic
def edit_workshop(*, workshop: Workshop, title: str, held_on: date | None, by: Person) -> None:
    """Change what a workshop is called, and when it is."""
    must_be_open(workshop)
    workshop.title, workshop.held_on = title, held_on
    workshop.save(update_fields=["title", "held_on"])
    record(workshop, by, "edited a workshop")


@transaction.atomic
def add_topic(*, workshop: Workshop, item: str, by: Person) -> Topic:
    """Put a principle at the end of the agenda; one that is on it already stays where it is."""
    must_be_open(workshop)
    offered = {one.item: one for one in agenda.suggested(workshop.round)}
    if item not in offered:
        raise Refused("invalid", _("This round has no such principle."), field="item")
    if not workshop.topics.filter(item=item).exists():
        _put(workshop, [offered[item]])
        record(workshop, by, "added a topic", topic=item)
    return workshop.topics.get(item=item)


@transaction.atomic
def move_topic(*, topic: Topic, step: int, by: Person) -> int:
    """Move a topic up (-1) or down (1); gives its place, counted from 1."""
    must_be_open(topic.workshop)
    topics = list(topic.workshop.topics.all())
    place = next(place for place, one in enumerate(topics) if one.pk == topic.pk)
    other = min(max(place + step, 0), len(topics) - 1)
    topics.insert(other, topics.pop(place))
    for position, one in enumerate(topics):
        one.position = position
    Topic.objects.bulk_update(topics, ["position"])
    record(topic.workshop, by, "reordered a workshop")
    return other + 1


@transaction.atomic
def set_minutes(*, topic: Topic, minutes: int, by: Person) -> None:
    """Say how long the room talks about a topic."""
    must_be_open(topic.workshop)
    topic.minutes = minutes
    topic.save(update_fields=["minutes"])
    record(topic.workshop, by, "timed a topic", topic=topic.item)


@transaction.atomic
def remove_topic(*, topic: Topic, by: Person) -> None:
    """Take a topic off the agenda, as long as nothing was written down about it."""
    must_be_open(topic.workshop)
    written = topic.reason or topic.hands or topic.proposed
    if written or topic.dissents.exists() or topic.support_needs.exists():
        message = _("The room has written something down about this, so it stays.")
        raise Refused("invalid", message, status=409)
    record(topic.workshop, by, "removed a topic", topic=topic.item)
    topic.delete()


@transaction.atomic
def use_phones(
    *, workshop: Workshop, conversation: int, prompts: Mapping[str, int], by: Person
) -> None:
    """Keep on which conversation's stage the workshop is held, and each item's prompt there."""
    must_be_open(workshop)
    workshop.conversation = conversation
    workshop.save(update_fields=["conversation"])
    topics = list(workshop.topics.all())
    for topic in topics:
        topic.prompt = prompts.get(topic.item)
    Topic.objects.bulk_update(topics, ["prompt"])
    record(workshop, by, "took phones into a workshop")


def must_be_open(workshop: Workshop) -> None:
    """Refuse changes of a record that was signed off."""
    if workshop.state == WorkshopState.ENDED:
        message = _("This record is signed off. Open it again before you change it.")
        raise Refused("closed", message, status=409)


def record(workshop: Workshop, by: Person | None, verb: str, **details: object) -> None:
    """Write a line of history about a workshop."""
    remember(
        collaboration=workshop.round.collaboration,
        by=by,
        verb=verb,
        subject=f"workshop:{workshop.pk}",
        details={"title": workshop.title} | details,
    )


def _put(workshop: Workshop, chosen: Sequence[agenda.Suggestion]) -> None:
    last = workshop.topics.order_by("-position").values_list("position", flat=True).first()
    first = 0 if last is None else last + 1
    Topic.objects.bulk_create(
        Topic(
            workshop=workshop,
            item=one.item,
            title=one.title,
            position=position,
            why_here=one.why[:300],
            minutes=one.minutes,
        )
        for position, one in enumerate(chosen, start=first)
    )
