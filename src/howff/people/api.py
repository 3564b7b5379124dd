"""Collaborations and their partners, for programs."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from howff.people import actions, queries

router = Router(tags=["collaborations"])
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Kind = Literal["third_sector", "health", "council", "funder", "community", "user_led", "other"]


class NewCollaboration(Schema):
    """What a collaboration is called, and what it is for."""

    name: str = Field(min_length=1, max_length=200)
    purpose: str = Field("", max_length=4000)


class Made(Schema):
    """The id of what was made."""

    id: int


class CollaborationOut(Schema):
    """A collaboration."""

    id: int
    name: str
    purpose: str
    language: str


class NewOrganisation(Schema):
    """A partner to add."""

    name: str = Field(min_length=1, max_length=200)
    kind: Kind = "other"
    number: str = Field("", max_length=60)


class OrganisationOut(Schema):
    """A partner."""

    id: int
    name: str
    kind: str
    number: str


class Problem(Schema):
    """What is wrong, in words, and with which field."""

    code: str
    message: str
    field: str | None


class Refusal(Schema):
    """Nothing was done."""

    error: Problem


PROBLEMS = dict.fromkeys((400, 401, 403, 404, 422), Refusal)


def by(request: HttpRequest) -> Any:
    """The person whose key the program sent."""
    return request.auth  # type: ignore[attr-defined]


@router.post("/collaborations", response={201: Made, **PROBLEMS})
def create_collaboration(request: HttpRequest, sent: NewCollaboration) -> Any:
    """Start a collaboration, and facilitate it."""
    return Status(201, actions.create_collaboration(**sent.dict(), by=by(request)))


@router.get("/collaborations", response={200: list[CollaborationOut], **PROBLEMS})
def collaborations(request: HttpRequest) -> Any:
    """The collaborations that you belong to."""
    return queries.collaborations_of(by(request))


@router.get("/collaborations/{int:pk}", response={200: CollaborationOut, **PROBLEMS})
def collaboration(request: HttpRequest, pk: Id) -> Any:
    """One collaboration."""
    return queries.collaboration_for(by(request), pk)


@router.get(
    "/collaborations/{int:pk}/organisations", response={200: list[OrganisationOut], **PROBLEMS}
)
def organisations(request: HttpRequest, pk: Id) -> Any:
    """The partners of a collaboration."""
    here = queries.collaboration_for(by(request), pk)
    return queries.organisations_in(here)


@router.post("/collaborations/{int:pk}/organisations", response={201: OrganisationOut, **PROBLEMS})
def add_organisation(request: HttpRequest, pk: Id, sent: NewOrganisation) -> Any:
    """Add a partner."""
    here = queries.collaboration_to_facilitate(by(request), pk)
    added = actions.add_organisation(collaboration=here, **sent.dict(), by=by(request))
    return Status(201, added)
