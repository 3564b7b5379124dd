"""Where a collaboration is on its way, and what suits it there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Milestone, Stage
from howff.instruments.definitions import Definition, Principle
from howff.people.models import Collaboration
from howff.people.rules import Someone, may_facilitate, may_see

# Our own, for collaborations that have no words of theirs yet; an instrument names the same ones.
PRESET: tuple[tuple[str, Promise, Promise], ...] = (
    ("beginning", _("Beginning"), _("We get to know each other and find out why we are here.")),
    ("building", _("Building"), _("We agree what we want, how we decide and who brings what.")),
    ("delivering", _("Delivering"), _("We work together day by day, and learn as we go.")),
    ("renewing", _("Renewing"), _("We look at what it was worth: go on, change, or end well.")),
)


@dataclass(frozen=True, slots=True)
class Journey:
    """The stages in order, and the one that was entered last."""

    stages: tuple[Stage, ...]
    now: Stage | None


def journey_of(collaboration: Collaboration) -> Journey:
    """A collaboration's journey so far."""
    stages = tuple(collaboration.stages.prefetch_related("milestones"))
    entered = [one for one in stages if one.entered_on]
    now = max(entered, key=lambda one: (one.entered_on, one.position), default=None)
    return Journey(stages, now)


def stage_to_change(person: Someone, pk: int) -> Stage:
    """A stage that this person may change."""
    stage = Stage.objects.select_related("collaboration").filter(pk=pk).first()
    if stage is None or not may_see(person, stage.collaboration):
        raise Http404
    if not may_facilitate(person, stage.collaboration):
        raise PermissionDenied
    return stage


def milestone_to_change(person: Someone, pk: int) -> Milestone:
    """A milestone that this person may change."""
    milestone = Milestone.objects.select_related("stage__collaboration").filter(pk=pk).first()
    if milestone is None or not may_see(person, milestone.stage.collaboration):
        raise Http404
    if not may_facilitate(person, milestone.stage.collaboration):
        raise PermissionDenied
    return milestone


def suiting(definition: Definition, stage: Stage | None) -> Sequence[Principle]:
    """The principles that suit a stage; none where the stage names none of the instrument's."""
    if stage is None or not stage.suits:
        return ()
    every = (one for category in definition.categories for one in category.principles)
    return tuple(one for one in every if stage.suits in one.stages)


def in_order(definition: Definition, stage: Stage | None) -> tuple[str, ...]:
    """Every principle's id, those that suit the stage first."""
    first = [one.id for one in suiting(definition, stage)]
    every = [one.id for category in definition.categories for one in category.principles]
    return (*first, *(one for one in every if one not in set(first)))
