"""Where a collaboration is on its way, for programs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from howff.assessments.queries.journey import journey_of
from howff.people.api import PROBLEMS, Id, by
from howff.people.queries import collaboration_for

router = Router(tags=["taking stock"])


class MilestoneOut(Schema):
    """Something reached, or hoped for, and what shows it."""

    id: int
    title: str
    planned_on: date | None
    reached_on: date | None
    evidence: str
    link: str


class StageOut(Schema):
    """A stage in a collaboration's life, in its own words."""

    id: int
    name: str
    summary: str
    suits: str = Field(description="The stage of an instrument that it corresponds to, if any.")
    entered_on: date | None
    milestones: list[MilestoneOut]


class JourneyOut(Schema):
    """The stages in order, and the number of the one that was entered last."""

    now: int | None
    stages: list[StageOut]


@router.get("/collaborations/{int:pk}/journey", response={200: JourneyOut, **PROBLEMS})
def journey(request: HttpRequest, pk: Id) -> Any:
    """The stages of a collaboration, where it is now, and its milestones."""
    found = journey_of(collaboration_for(by(request), pk))
    return {"now": found.now.pk if found.now else None, "stages": list(found.stages)}
