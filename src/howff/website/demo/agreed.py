"""What the invented collaboration agreed between its rounds, and how far it has come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from howff.assessments.actions import journey
from howff.assessments.actions.workshops import agreeing, ending, preparing
from howff.assessments.models import Round, Topic, Workshop
from howff.consent.models import Attribution, Audience
from howff.meetings import actions as meetings
from howff.meetings.models import Action
from howff.people.models import Collaboration, Person


def meet(round: Round, said: Mapping[str, Any], day: date, ana: Person) -> Workshop:
    """The workshop: what was agreed and why, who saw it otherwise, and what was promised."""
    items = [one["item"] for one in said["topics"]]
    workshop = preparing.create_workshop(
        round=round, title="What do we make of it?", held_on=day, items=items, by=ana
    )
    who = [(one["name"], 2 + at) for at, one in enumerate(said["partners"])]
    agreeing.say_who_came(
        workshop=workshop, people=who, notes="", revision=workshop.revision, by=ana
    )
    topics = {one.item: one for one in workshop.topics.all()}
    for one in said["topics"]:
        discuss(topics[one["item"]], one, day, ana)
    workshop.refresh_from_db()
    ending.sign_off(workshop=workshop, names="Ana Example, Morag Sandlin, Tam Wickstead", by=ana)
    Workshop.objects.filter(pk=workshop.pk).update(signed_off_at=evening(day))
    return workshop


def discuss(topic: Topic, said: Mapping[str, Any], day: date, ana: Person) -> None:
    """One principle: hands, the agreed rating and its reason, dissent, needs and actions."""
    outcome = agreeing.Outcome(
        hands=said["hands"], proposed=said["agreed"], agreed=said["agreed"], reason=said["reason"]
    )
    agreeing.save_topic(topic=topic, outcome=outcome, revision=topic.revision, by=ana)
    if said["dissent"]:
        voice = agreeing.Voice(said["dissent"], Attribution.NONE, Audience.REPORT)
        agreeing.keep_dissent(topic=topic, voice=voice, key="demo", by=ana)
    for level, text in said["needs"]:
        agreeing.add_need(topic=topic, level=level, text=text, by=ana)
    for promised in said["actions"]:
        promise(topic, promised, day, ana)


def promise(topic: Topic, said: Sequence[Any], day: date, ana: Person) -> None:
    """An action, and what became of it."""
    title, partner, days, status, changed = said
    round = topic.workshop.round
    action = meetings.agree(
        collaboration=round.collaboration,
        title=title,
        organisation=round.collaboration.organisations.get(name=partner),
        due_on=day + timedelta(days=days),
        about=f"round:{round.pk}:{topic.item}",
        about_title=topic.title,
        about_url=f"/rounds/{round.pk}/results/{topic.item}/",
        by=ana,
    )
    meetings.report(action=action, status=status, changed=changed, by=ana)
    told = evening(day)
    done = told + timedelta(days=60) if status == "done" else None
    Action.objects.filter(pk=action.pk).update(created_at=told, done_at=done)


def evening(day: date) -> datetime:
    """When people go home."""
    return timezone.make_aware(datetime.combine(day, time(17)))


def travel(together: Collaboration, ana: Person) -> None:
    """The journey so far."""
    journey.begin_journey(collaboration=together, by=ana)
    today = timezone.localdate()
    ago = (700, 400, 90)
    for stage, days in zip(together.stages.all(), ago, strict=False):
        journey.enter_stage(stage=stage, on=today - timedelta(days=days), by=ana)
    beginning, building, delivering = together.stages.all()[:3]
    for stage, title, days, shown in (
        (beginning, "Everybody has met everybody", 650, "The photograph in the Kettle Club"),
        (building, "One page that says what we are for", 320, "It hangs on twelve walls"),
        (delivering, "A shared van on the road", 60, "The rota, and 140 journeys so far"),
    ):
        reached = today - timedelta(days=days)
        journey.set_milestone(stage=stage, title=title, reached_on=reached, evidence=shown, by=ana)
    journey.set_milestone(
        stage=delivering, title="One front door", planned_on=today + timedelta(days=120), by=ana
    )
