"""Actions, for programs."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from howff.meetings import actions, queries
from howff.people.api import PROBLEMS, Id, by
from howff.people.errors import Refused
from howff.people.queries import collaboration_for, organisations_in

router = Router(tags=["actions"])
HowFar = Literal["planned", "doing", "done", "dropped"]


class NewAction(Schema):
    """What will be done, by whom and by when."""

    title: str = Field(min_length=1, max_length=300)
    organisation: Id | None = None
    person_name: str = Field("", max_length=200)
    due_on: date | None = None
    how_known: str = Field("", max_length=500)
    about: str = Field("", max_length=120, pattern=r"^([a-z]+:\d{1,12}(:[\w.-]{1,60})?)?$")


class Progress(Schema):
    """How far it is, and what changed."""

    status: HowFar
    changed: str = Field("", max_length=4000)


class ActionOut(Schema):
    """An action."""

    id: int
    title: str
    organisation_name: str
    person_name: str
    due_on: date | None
    how_known: str
    status: str
    changed: str
    about: str


@router.get("/collaborations/{int:pk}/actions", response={200: list[ActionOut], **PROBLEMS})
def listed(request: HttpRequest, pk: Id) -> Any:
    """What was agreed in a collaboration."""
    return list(queries.actions_in(collaboration_for(by(request), pk)))


@router.post("/collaborations/{int:pk}/actions", response={201: ActionOut, **PROBLEMS})
def agree(request: HttpRequest, pk: Id, sent: NewAction) -> Any:
    """Write down what will be done."""
    here = queries.collaboration_to_agree_in(by(request), pk)
    given = sent.dict() | {"organisation": _organisation(here, sent.organisation)}
    return Status(201, actions.agree(collaboration=here, **given, by=by(request)))


@router.patch("/actions/{int:pk}", response={200: ActionOut, **PROBLEMS})
def report(request: HttpRequest, pk: Id, sent: Progress) -> Any:
    """Say how far it is, and what changed."""
    action = queries.action_to_report(by(request), pk)
    return actions.report(action=action, **sent.dict(), by=by(request))


def _organisation(here: Any, pk: int | None) -> Any:
    if pk is None:
        return None
    found = organisations_in(here).filter(pk=pk).first()
    if found is None:
        raise Refused("invalid", "This organisation is not a partner here.", field="organisation")
    return found
