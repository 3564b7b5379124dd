"""Findings, for programs: what was concluded, and what it rests on."""

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from howff.people.api import PROBLEMS, Id, Refusal, by
from howff.people.errors import Refused
from howff.people.queries import collaboration_for
from howff.sensemaking.actions import findings as actions
from howff.sensemaking.queries import access, exporting_findings
from howff.sensemaking.queries import findings as queries
from howff.sensemaking.queries.choosing import collaboration_to_decide

router = Router()
Sure = Literal["tentative", "fair", "firm"]


class NewFinding(Schema):
    """What somebody concludes, and how sure they are."""

    statement: str = Field(min_length=1, max_length=500)
    explanation: str = Field("", max_length=4000)
    confidence: Sure = "tentative"


class NewGrounds(Schema):
    """One thing that a finding rests on; with `counter`, a passage speaks against it."""

    theme: Id | None = None
    passage: Id | None = None
    figure: str = Field("", max_length=120)
    counter: bool = False


class Looked(Schema):
    """Whether somebody looked for a voice against it and found none."""

    looked: bool = True


class GroundsOut(Schema):
    """A theme, a quote, a figure or a voice against it, and how many people it comes from."""

    kind: str
    theme: int | None
    text: str
    attribution: str
    people: int
    place: str


class FindingOut(Schema):
    """A finding, and what it rests on."""

    finding: int
    statement: str
    explanation: str
    confidence: str
    state: str
    flagged: str
    accepted_at: str | None
    people: int
    no_counter_voice: bool
    grounds: list[GroundsOut]


ANSWERS = {200: FindingOut, **PROBLEMS, 409: Refusal}


@router.get("/collaborations/{int:pk}/findings", response={200: list[FindingOut], **PROBLEMS})
def listed(request: HttpRequest, pk: Id) -> Any:
    """The findings that you may see, newest first."""
    person = by(request)
    rows = queries.findings_in(collaboration_for(person, pk), person)
    found = rows.select_related("collaboration")
    return [exporting_findings.finding_json(one, person) for one in found]


@router.post("/collaborations/{int:pk}/findings", response={201: FindingOut, **PROBLEMS})
def write(request: HttpRequest, pk: Id, sent: NewFinding) -> Any:
    """Write down what you conclude; it is a draft until it is accepted."""
    person = by(request)
    here = collaboration_to_decide(person, pk)
    made = actions.write_finding(collaboration=here, **sent.dict(), by=person)
    return Status(201, exporting_findings.finding_json(made, person))


@router.get("/findings/{int:pk}", response=ANSWERS)
def finding(request: HttpRequest, pk: Id) -> Any:
    """A finding, and what it rests on."""
    return _shown(request, pk)


@router.post("/findings/{int:pk}/grounds", response=ANSWERS)
def add(request: HttpRequest, pk: Id, sent: NewGrounds) -> Any:
    """Let a finding rest on a theme, a quote or a figure; or keep a voice against it."""
    person = by(request)
    found = queries.finding_to_decide(person, pk)
    if sent.theme is not None:
        theme = access.theme_for(person, sent.theme)
        actions.add_theme(finding=found, theme=theme, by=person)
    elif sent.passage is not None:
        actions.add_quote(finding=found, passage=sent.passage, counter=sent.counter, by=person)
    elif sent.figure:
        actions.add_figure(finding=found, figure=sent.figure, by=person)
    else:
        raise Refused("invalid", "Send a theme, a passage or a figure.", field="theme")
    return _shown(request, pk)


@router.put("/findings/{int:pk}/looked", response=ANSWERS)
def looked(request: HttpRequest, pk: Id, sent: Looked) -> Any:
    """Say that you looked for a voice against it and found none, or take that back."""
    found = queries.finding_to_decide(by(request), pk)
    actions.say_nobody(finding=found, looked=sent.looked, by=by(request))
    return _shown(request, pk)


@router.post("/findings/{int:pk}/accept", response=ANSWERS)
def accept(request: HttpRequest, pk: Id) -> Any:
    """Let a finding stand; refused where it rests on nothing, or nobody looked for doubt."""
    actions.accept(finding=queries.finding_to_decide(by(request), pk), by=by(request))
    return _shown(request, pk)


@router.get(
    "/collaborations/{int:pk}/findings/files/{file}",
    response={200: bytes, **PROBLEMS},
)
def download(request: HttpRequest, pk: Id, file: str) -> HttpResponse:
    """The findings as a file: findings.json, findings.csv, grounds.csv or findings.xlsx."""
    person = by(request)
    here = collaboration_for(person, pk)
    kind = exporting_findings.FILES.get(file)
    if kind is None:
        raise Http404
    content = exporting_findings.findings_file(here, person, file)
    return HttpResponse(content, content_type=kind)


def _shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    return exporting_findings.finding_json(queries.finding_for(by(request), pk), by(request))
