"""Deciding about themes, for programs; every decision can be undone on the page."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from howff.people.api import PROBLEMS, Id, Refusal, by
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions.wording import ask_for_wording
from howff.sensemaking.api.shapes import ThemeOut, theme_json
from howff.sensemaking.queries import access
from howff.sensemaking.queries.themes import Bench
from howff.sensemaking.queries.wording import proposal_of

router = Router()
ANSWERS = {200: ThemeOut, **PROBLEMS, 409: Refusal}
JUDGED = {
    "accept": deciding.accept,
    "refuse": deciding.refuse,
    "reconsider": deciding.reconsider,
    "lock": deciding.lock,
    "unlock": deciding.unlock,
}


class Named(Schema):
    """What a theme is called and means; `seen` is the study's revision that was looked at."""

    name: str = Field(max_length=200)
    description: str = Field("", max_length=2000)
    seen: int | None = None


class Judged(Schema):
    """What somebody decides."""

    decision: Literal["accept", "refuse", "reconsider", "lock", "unlock"]


class Merged(Schema):
    """The theme that this one goes into."""

    into: Id


class Moved(Schema):
    """An answer, and whether it is about this theme; `into` is the one that it is about instead."""

    passage: Id
    belongs: bool = True
    into: Id | None = None


class ProposalOut(Schema):
    """What a model proposes to call a theme; a person takes or leaves it on the page."""

    id: int
    state: str
    host: str
    name: str
    description: str
    cited: list[int]
    sent: list[int]
    trouble: str


@router.get("/themes/{int:pk}", response=ANSWERS)
def theme(request: HttpRequest, pk: Id) -> Any:
    """A theme with its quotes and numbers."""
    return _shown(access.theme_for(by(request), pk))


@router.patch("/themes/{int:pk}", response=ANSWERS)
def rename(request: HttpRequest, pk: Id, sent: Named) -> Any:
    """Name a theme; refused where somebody else did so since."""
    found = access.theme_to_decide(by(request), pk)
    deciding.rename(theme=found, **sent.dict(), by=by(request))
    return _again(request, pk)


@router.post("/themes/{int:pk}/decide", response=ANSWERS)
def judge(request: HttpRequest, pk: Id, sent: Judged) -> Any:
    """Accept, refuse, reconsider, lock or unlock a theme."""
    found = access.theme_to_decide(by(request), pk)
    JUDGED[sent.decision](theme=found, by=by(request))
    return _again(request, pk)


@router.post("/themes/{int:pk}/merge", response=ANSWERS)
def merge(request: HttpRequest, pk: Id, sent: Merged) -> Any:
    """Say that two themes are one; gives the theme that holds both."""
    found = access.theme_to_decide(by(request), pk)
    into = access.theme_to_decide(by(request), sent.into)
    deciding.merge(theme=found, into=into, by=by(request))
    return _again(request, sent.into)


@router.post("/themes/{int:pk}/answers", response=ANSWERS)
def place(request: HttpRequest, pk: Id, sent: Moved) -> Any:
    """Say whether an answer is about this theme, or about which other one."""
    person = by(request)
    found = access.theme_to_decide(person, pk)
    if sent.into is not None:
        into = access.theme_to_decide(person, sent.into)
        deciding.move(passage=sent.passage, out_of=found, into=into, by=person)
    elif sent.belongs:
        deciding.put_in(passage=sent.passage, theme=found, by=person)
    else:
        deciding.take_out(passage=sent.passage, theme=found, by=person)
    return _again(request, pk)


@router.get(
    "/themes/{int:pk}/wording", response={200: ProposalOut | None, **PROBLEMS, 409: Refusal}
)
def wording(request: HttpRequest, pk: Id) -> Any:
    """What a model proposes to call a theme, if it was asked."""
    return proposal_of(access.theme_to_decide(by(request), pk))


@router.post("/themes/{int:pk}/wording", response={202: ProposalOut, **PROBLEMS, 409: Refusal})
def propose(request: HttpRequest, pk: Id) -> Any:
    """Ask the model for a name, where the collaboration allows it."""
    found = access.theme_to_decide(by(request), pk)
    return Status(202, ask_for_wording(theme=found, by=by(request)))


def _again(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _shown(access.theme_for(by(request), pk))


def _shown(found: Any) -> dict[str, Any]:
    return theme_json(Bench(found.study).card(found))
