"""Workshops on a round, their records, and what would help, for programs."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from howff.assessments.queries.access import round_for, workshop_for
from howff.assessments.queries.workshops import record as record_of
from howff.assessments.queries.workshops.needs import needs_by_level, needs_in
from howff.assessments.queries.workshops.room import workshops_of
from howff.people.api import PROBLEMS, Id, by
from howff.people.queries import collaboration_for

router = Router(tags=["taking stock"])
Level = Literal["individual", "collective", "sector"]


class WorkshopOut(Schema):
    """A workshop, and how many of its topics are settled."""

    id: int
    title: str
    state: Literal["draft", "running", "ended"]
    held_on: date | None
    topic_count: int
    settled_count: int


class PresentOut(Schema):
    """How many people of an organisation or group were in the room."""

    name: str
    people: int


class DissentOut(Schema):
    """What somebody who saw it otherwise said, named as far as they allow."""

    text: str
    attribution: str
    language: str


class NeedLineOut(Schema):
    """What would help, and whom."""

    level: Level
    text: str


class TopicOut(Schema):
    """What became of a principle: rated alone, rated again in the room, agreed or not, and why."""

    item: str
    title: str
    statement: str
    levels: list[str] = Field(description="What each rating means, the lowest first.")
    before_counts: list[int] = Field(
        description="People at each level in the round; empty where that is hidden."
    )
    before_band: tuple[int, int] | None = Field(
        description="The lowest and highest level that all gave, where no more may be shown."
    )
    hands: list[int] = Field(
        description="People at each level in the room; empty where nobody rated, or if `hidden`."
    )
    hidden: bool
    proposed: int | None
    agreed: int | None
    differ: bool = Field(description="The room talked, and does not agree.")
    reason: str
    dissents: list[DissentOut]
    needs: list[NeedLineOut]


class RecordOut(Schema):
    """What a workshop ended with, as its members may read it."""

    id: int
    title: str
    round: str
    held_on: date | None
    present: list[PresentOut]
    topics: list[TopicOut]
    notes: str
    signed_off_by: str
    signed_off_at: datetime | None

    @staticmethod
    def resolve_id(record: Any) -> int:
        """The number of the workshop."""
        return int(record.pk)


class NeedOut(NeedLineOut):
    """What would help, and the principle, workshop and round in which it was said."""

    id: int
    item: str
    round: int | None
    workshop: int | None
    created_at: datetime

    @staticmethod
    def resolve_round(need: Any) -> int | None:
        """The number of the round, if it is still there."""
        return need.round.pk if need.round else None

    @staticmethod
    def resolve_workshop(need: Any) -> int | None:
        """The number of the workshop, if its principle is still on the agenda."""
        return need.topic.workshop_id if need.topic else None


@router.get("/rounds/{int:pk}/workshops", response={200: list[WorkshopOut], **PROBLEMS})
def workshops(request: HttpRequest, pk: Id) -> Any:
    """A round's workshops, newest first."""
    return list(workshops_of(round_for(by(request), pk)))


@router.get("/workshops/{int:pk}/record", response={200: RecordOut, **PROBLEMS})
def record(request: HttpRequest, pk: Id) -> Any:
    """What the room agreed, why, and who saw it otherwise; signed off or not yet."""
    return record_of(workshop_for(by(request), pk))


@router.get("/collaborations/{int:pk}/needs", response={200: list[NeedOut], **PROBLEMS})
def needs(request: HttpRequest, pk: Id, level: Level | None = None, round: Id | None = None) -> Any:
    """What would help a collaboration, gathered from its workshops, by who needs it."""
    rows = needs_in(collaboration_for(by(request), pk), round=round)
    return [one for group in needs_by_level(rows, level or "") for one in group.needs]
