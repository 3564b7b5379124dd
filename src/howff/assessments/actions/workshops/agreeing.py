"""The room writes down what it agrees, who sees it otherwise, and what would help."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.actions.workshops.preparing import must_be_open, record
from howff.assessments.models import (
    Dissent,
    Level,
    Presence,
    SupportNeed,
    Topic,
    Workshop,
    WorkshopState,
)
from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.evidence.actions import cite, keep, take_back
from howff.evidence.models import Passage, Speaker
from howff.people.errors import Refused
from howff.people.models import Person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the room says about a principle; `hands` has the people at each level."""

    hands: Sequence[int] | None = None
    proposed: int | None = None
    agreed: int | None = None
    differ: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who sees it otherwise, in their words, and what they allow to be done with these."""

    text: str
    attribution: Attribution
    audience: Audience
    name: str = ""
    role: str = ""
    organisation: str = ""


class Meanwhile(Refused):
    """Somebody else saved first; `row` is what is kept now."""

    def __init__(self, row: Topic | Workshop) -> None:
        message = _("Somebody else has saved this meanwhile. Nothing of yours is lost: see below.")
        super().__init__("conflict", message, status=409)
        self.row = row


@transaction.atomic
def save_topic(*, topic: Topic, outcome: Outcome, revision: int, by: Person) -> Topic:
    """Keep what the room says; refused with `Meanwhile` if another screen saved since `revision`.

    Saving again what is kept already changes nothing, so that a lost reply does no harm. What
    people wrote is not in the history, from which nothing can be erased.
    """
    must_be_open(topic.workshop)
    _check(outcome)
    kept = Topic.objects.select_for_update().get(pk=topic.pk)
    kept.workshop = topic.workshop
    if outcome_of(kept) == _tidy(outcome):
        return kept
    if kept.revision != revision:
        raise Meanwhile(kept)
    before = asdict(replace(outcome_of(kept), reason=""))
    for name, value in asdict(_tidy(outcome)).items():
        setattr(kept, name, value)
    kept.revision += 1
    kept.save(update_fields=[*before, "revision"])
    begin(kept.workshop)
    record(kept.workshop, by, _verb(outcome), topic=kept.item, before=before)
    return kept


@transaction.atomic
def keep_dissent(*, topic: Topic, voice: Voice, key: str, by: Person) -> Dissent:
    """Keep that somebody sees it otherwise, as a passage; the same `key` twice is kept once."""
    must_be_open(topic.workshop)
    source = f"dissent:{topic.pk}:{key}"
    passage = Passage.objects.filter(source=source).first() or _said(topic, voice, source)
    dissent, made = Dissent.objects.get_or_create(topic=topic, passage=passage)
    if made:
        begin(topic.workshop)
        _cite(passage, topic.workshop)
        record(topic.workshop, by, "recorded dissent", topic=topic.item)
    return dissent


@transaction.atomic
def take_back_dissent(*, dissent: Dissent, by: Person) -> None:
    """Erase words for good where whoever said them asks; also after the record is signed off."""
    workshop, topic, passage = dissent.topic.workshop, dissent.topic, dissent.passage
    speaker = passage.speaker
    take_back(passage_ids=[passage.pk])
    dissent.delete()
    if speaker:
        speaker.delete()
    record(workshop, by, "took back dissent", topic=topic.item)


@transaction.atomic
def add_need(*, topic: Topic, level: str, text: str, by: Person) -> SupportNeed:
    """Write down what would help, and whom; the same words twice are kept once."""
    must_be_open(topic.workshop)
    round = topic.workshop.round
    need, made = SupportNeed.objects.get_or_create(
        collaboration=round.collaboration,
        topic=topic,
        level=Level(level),
        text=text,
        defaults={"round": round, "item": topic.item},
    )
    if made:
        begin(topic.workshop)
        record(topic.workshop, by, "named a support need", topic=topic.item, level=level)
    return need


@transaction.atomic
def remove_need(*, need: SupportNeed, by: Person) -> None:
    """Remove a support need that was written down by mistake."""
    assert need.topic is not None
    must_be_open(need.topic.workshop)
    record(need.topic.workshop, by, "removed a support need", level=need.level)
    need.delete()


@transaction.atomic
def say_who_came(
    *, workshop: Workshop, people: Sequence[tuple[str, int]], notes: str, revision: int, by: Person
) -> Workshop:
    """Keep how many people of each organisation are in the room, and notes."""
    must_be_open(workshop)
    kept = Workshop.objects.select_for_update().get(pk=workshop.pk)
    kept.round = workshop.round
    wanted = sorted((name, number) for name, number in people if number > 0)
    if (came(kept), kept.notes) == (wanted, notes):
        return kept
    if kept.revision != revision:
        raise Meanwhile(kept)
    before = came(kept)
    known = {one.name: one.organisation for one in workshop.round.partners.all()}
    kept.presences.all().delete()
    Presence.objects.bulk_create(
        Presence(workshop=kept, name=name, people=number, organisation=known.get(name))
        for name, number in wanted
    )
    kept.notes, kept.revision = notes, kept.revision + 1
    kept.save(update_fields=["notes", "revision"])
    begin(kept)
    record(kept, by, "said who was in the room", came=before)
    return kept


def came(workshop: Workshop) -> list[tuple[str, int]]:
    """Who was in the room, by name."""
    return sorted(workshop.presences.values_list("name", "people"))


def outcome_of(topic: Topic) -> Outcome:
    """What is kept of a topic."""
    hands = list(topic.hands) if topic.hands else None
    return Outcome(hands, topic.proposed, topic.agreed, topic.differ, topic.reason)


def begin(workshop: Workshop) -> None:
    """A workshop has begun when the first thing is written down in it."""
    if workshop.state == WorkshopState.DRAFT:
        workshop.state = WorkshopState.RUNNING
        workshop.held_on = workshop.held_on or timezone.localdate()
        workshop.save(update_fields=["state", "held_on"])


def _check(outcome: Outcome) -> None:
    if outcome.agreed is not None and outcome.differ:
        raise Refused("invalid", _("Choose one: you agree, or you do not."), field="outcome")
    if outcome.reason.strip():
        return
    if outcome.agreed is not None:
        message = _("Please write why. A rating without its reason helps nobody next year.")
        raise Refused("invalid", message, field="reason")
    if outcome.differ:
        message = _("Please write where you differ, so that nobody has to guess later.")
        raise Refused("invalid", message, field="reason")


def _tidy(outcome: Outcome) -> Outcome:
    hands = list(outcome.hands) if outcome.hands and any(outcome.hands) else None
    rating = (outcome.proposed, outcome.agreed, outcome.differ)
    return Outcome(hands, *rating, outcome.reason.strip())


def _verb(outcome: Outcome) -> str:
    if outcome.differ:
        return "recorded that people do not agree"
    return "wrote about a topic" if outcome.agreed is None else "recorded an agreed rating"


def _said(topic: Topic, voice: Voice, source: str) -> Passage:
    round, now = topic.workshop.round, timezone.now()
    passage = Passage(
        collaboration=round.collaboration,
        source=source,
        text=voice.text,
        language=round.language,
        speaker=_speaker(voice),
        consent=give(attribution=voice.attribution, audience=voice.audience),
        said_at=now,
        changed_at=now,
    )
    return keep([passage])[0]


def _cite(passage: Passage, workshop: Workshop) -> None:
    cite(
        passage_ids=[passage.pk],
        used_by=f"workshop:{workshop.pk}",
        label=workshop.title,
        url=reverse("assessments:record", args=[workshop.pk]),
    )


def _speaker(voice: Voice) -> Speaker | None:
    """Only what the person allows to be told is kept at all."""
    told: dict[Attribution, dict[str, Any]] = {
        Attribution.NONE: {},
        Attribution.ROLE: {"role": voice.role},
        Attribution.ORGANISATION: {"role": voice.role, "organisation_name": voice.organisation},
        Attribution.NAME: {"name": voice.name},
    }
    known = {name: text for name, text in told[voice.attribution].items() if text}
    return Speaker.objects.create(**known) if known else None
