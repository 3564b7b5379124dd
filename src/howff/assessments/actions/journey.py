"""What people do with their journey: name its stages, enter one, set and reach milestones."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.models import Milestone, Stage
from howff.assessments.queries.journey import PRESET
from howff.people.actions import remember
from howff.people.actions.keeping import keep, tidy
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person

MOST_STAGES = 12


@transaction.atomic
def begin_journey(*, collaboration: Collaboration, by: Person) -> None:
    """Begin from our own stages, to be renamed; a journey that was begun stays as it is."""
    if collaboration.stages.exists():
        return
    for position, (suits, name, summary) in enumerate(PRESET):
        collaboration.stages.create(
            suits=suits, name=str(name), summary=str(summary), position=position
        )
    _told(collaboration, by, "began a journey", collaboration.name)


@transaction.atomic
def add_stage(*, collaboration: Collaboration, by: Person, **settings: Any) -> Stage:
    """Add a stage after the last."""
    if collaboration.stages.count() >= MOST_STAGES:
        raise Refused("too_many", _("A journey has at most 12 stages."))
    last = collaboration.stages.last()
    stage = Stage(collaboration=collaboration, position=last.position + 1 if last else 0)
    return _kept(stage, settings, by, "added a stage")


@transaction.atomic
def edit_stage(*, stage: Stage, by: Person, **settings: Any) -> Stage:
    """Call a stage something else, or say when it was entered."""
    return _kept(stage, settings, by, "changed a stage")


@transaction.atomic
def enter_stage(*, stage: Stage, by: Person, on: date | None = None) -> None:
    """Say that the collaboration is in this stage now; entering it again moves the day."""
    stage.entered_on = on or timezone.localdate()
    stage.save(update_fields=["entered_on"])
    _told(stage.collaboration, by, "entered a stage", stage.name)


@transaction.atomic
def move_stage(*, stage: Stage, up: bool, by: Person) -> None:
    """Move a stage one step."""
    order = list(stage.collaboration.stages.all())
    place = order.index(stage)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order):
        one.position = position
    Stage.objects.bulk_update(order, ["position"])
    _told(stage.collaboration, by, "moved a stage", stage.name)


@transaction.atomic
def remove_stage(*, stage: Stage, by: Person) -> None:
    """Take a stage away; its milestones go to the one before it, or after it."""
    others = stage.collaboration.stages.exclude(pk=stage.pk)
    before = others.filter(position__lte=stage.position).last() or others.first()
    if before is None and stage.milestones.exists():
        raise Refused("invalid", _("Remove its milestones first: there is no other stage."))
    stage.milestones.update(stage=before)
    stage.delete()
    _told(stage.collaboration, by, "removed a stage", stage.name)


@transaction.atomic
def set_milestone(*, stage: Stage, by: Person, **settings: Any) -> Milestone:
    """Say what is hoped for, or was reached, in a stage."""
    return _milestone(Milestone(stage=stage), settings, by, "set a milestone")


@transaction.atomic
def edit_milestone(*, milestone: Milestone, by: Person, **settings: Any) -> Milestone:
    """Reword a milestone, say that it was reached, and what shows it."""
    return _milestone(milestone, settings, by, "changed a milestone")


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Person) -> None:
    """Take a milestone away."""
    milestone.delete()
    _told(milestone.stage.collaboration, by, "removed a milestone", milestone.title)


def _kept(stage: Stage, settings: dict[str, Any], by: Person, verb: str) -> Stage:
    for name in ("name", "summary", "suits", "entered_on"):
        value = settings.get(name, getattr(stage, name))
        setattr(stage, name, tidy(value) if isinstance(value, str) else value)
    keep(stage)
    _told(stage.collaboration, by, verb, stage.name)
    return stage


def _milestone(milestone: Milestone, settings: dict[str, Any], by: Person, verb: str) -> Milestone:
    for name in ("title", "planned_on", "reached_on", "evidence", "link"):
        value = settings.get(name, getattr(milestone, name))
        setattr(milestone, name, tidy(value) if isinstance(value, str) else value)
    keep(milestone)
    _told(milestone.stage.collaboration, by, verb, milestone.title)
    return milestone


def _told(collaboration: Collaboration, by: Person, verb: str, subject: str) -> None:
    remember(collaboration=collaboration, by=by, verb=verb, subject=subject)
