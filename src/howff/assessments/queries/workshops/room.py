"""What the room's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from howff.assessments.models import (
    Dissent,
    Round,
    SupportNeed,
    Topic,
    Workshop,
    WorkshopState,
)
from howff.assessments.queries.access import workshop_for
from howff.assessments.queries.figures import figures_of, words_of
from howff.assessments.queries.results import Finding, finding
from howff.assessments.queries.workshops.records import TopicRecord, WorkshopRecord, record
from howff.assessments.rules import may_run
from howff.consent.models import Audience
from howff.evidence.queries import Quote
from howff.instruments.queries import definition_of
from howff.people.models import Collaboration
from howff.people.rules import Someone

PREPARED = "howff.conversations.prepared"
STILL_FRESH = 3600


@dataclass(frozen=True, slots=True)
class Here:
    """A topic on the room's page; dissent comes with its number, so that it can be taken back."""

    topic: Topic
    told: TopicRecord
    dissents: Sequence[tuple[int, Quote]]
    needs: Sequence[SupportNeed]


@dataclass(frozen=True, slots=True)
class Said:
    """What a topic begins from: the ratings of the round, with their picture, and the words."""

    finding: Finding | None
    quotes: Sequence[Quote]


def said_about(topic: Topic) -> Said:
    """What was said in the round about a topic."""
    round = topic.workshop.round
    figures = figures_of(round, Audience.GROUP)
    one = figures.item(topic.item) if figures else None
    definition = definition_of(round.version).in_language(round.language)
    found = finding(one, figures, definition) if one and figures else None
    return Said(found, words_of(round, topic.item, Audience.GROUP))


def workshops_of(round: Round) -> QuerySet[Workshop]:
    """A round's workshops, with how many principles each has and how many are settled."""
    settled = Q(topics__agreed__isnull=False) | Q(topics__differ=True)
    rows = round.workshops.annotate(
        topic_count=Count("topics", distinct=True),
        settled_count=Count("topics", filter=settled, distinct=True),
    )
    return rows.order_by("-created_at", "-pk")


def topics_here(workshop: Workshop, told: WorkshopRecord) -> list[Here]:
    """The topics in order, in a fixed number of queries."""
    rows = workshop.topics.prefetch_related("dissents", "support_needs")
    records = {one.pk: one for one in told.topics}
    return [_here(one, records[one.pk]) for one in rows if one.pk in records]


def topic_here(topic: Topic) -> Here:
    """One topic, as it is now."""
    told = record(topic.workshop)
    return next(one for one in topics_here(topic.workshop, told) if one.topic.pk == topic.pk)


def topic_for(person: Someone, pk: int) -> Topic:
    """A topic of a workshop that this person may know of."""
    row = Topic.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.workshop = workshop_for(person, row.workshop_id)
    return row


def topic_to_run(person: Someone, pk: int) -> Topic:
    """A topic that this person may write down."""
    row = topic_for(person, pk)
    if not may_run(person, row.workshop.round):
        raise PermissionDenied
    return row


def dissent_to_run(person: Someone, pk: int) -> Dissent:
    """Recorded dissent that this person may take back for whoever said it."""
    row = Dissent.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.topic = topic_to_run(person, row.topic_id)
    return row


def need_to_run(person: Someone, pk: int) -> SupportNeed:
    """A support need that this person may remove."""
    row = SupportNeed.objects.filter(pk=pk).first()
    if row is None or row.topic_id is None:
        raise Http404
    row.topic = topic_to_run(person, row.topic_id)
    return row


def prepared(token: str, collaboration: Collaboration) -> dict[str, Any]:
    """The conversation that a signed token says was prepared, and its prompts in order.

    Empty if it was signed for another collaboration, long ago, or not by this server.
    """
    try:
        told: dict[str, Any] = signing.loads(token, salt=PREPARED, max_age=STILL_FRESH)
    except signing.BadSignature:
        return {}
    return told if told["collaboration"] == collaboration.pk else {}


def signed_off(workshop: Workshop) -> bool:
    """Whether the record is finished, so that nothing in it changes any more."""
    return workshop.state == WorkshopState.ENDED


def _here(topic: Topic, told: TopicRecord) -> Here:
    words = {one.id: one for one in told.dissents}
    said = [
        (one.pk, words[one.passage_id]) for one in topic.dissents.all() if one.passage_id in words
    ]
    return Here(topic, told, said, list(topic.support_needs.all()))
