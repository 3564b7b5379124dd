"""Answering a round, for programs: by its code, then by a private key; and typing in from paper."""

from typing import Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Field, Router, Schema, Status

from howff.assessments.actions import answering
from howff.assessments.actions.answering import About, Kept
from howff.assessments.queries.access import response_by_key, round_by_code, round_to_help
from howff.assessments.queries.answering import asked_json, said_json
from howff.people.api import PROBLEMS, Id, Refusal, by

router = Router(tags=["taking stock"])
ERRORS = {**PROBLEMS, 409: Refusal, 503: Refusal}
OK = {200: dict[str, Any], **ERRORS}
Ratings = dict[str, int | str | None]


class AboutIn(Schema):
    """Where somebody stands, and what may be done with their words."""

    partner: Id | None = None
    place: Id | None = None
    attribution: Literal["none", "role", "organisation"] = "none"
    audience: Literal["group", "report"] = "group"
    card: str = Field("", max_length=20)

    def about(self) -> About:
        """The same for the actions."""
        return About(self.partner, self.place, self.attribution, self.audience, self.card)


class AnswersIn(Schema):
    """Ratings by item, and words by item or question."""

    ratings: Ratings = Field(default_factory=dict, max_length=500)
    words: dict[str, str] = Field(default_factory=dict, max_length=2000)


class ResponseIn(AboutIn, AnswersIn):
    """A response to begin, or to send at once."""

    key: str = Field("", max_length=100)
    send: bool = False


class EnteredIn(AboutIn, AnswersIn):
    """A response on paper."""


class ChangeIn(AnswersIn):
    """Everything that is answered; what is left out is taken away."""

    revision: Id
    send: bool = False


class KeptOut(Schema):
    """What is kept; `link` is the private page, if the response has one."""

    id: str
    revision: int
    state: str
    card_used: bool
    link: str = ""


@router.get("/answer/{code}", auth=None, response=OK)
def asked(
    request: HttpRequest,  # noqa: ARG001
    code: str,
    language: str = "",
    easy: bool = False,
) -> dict[str, Any]:
    """What a round asks, of whom, and what is promised; no account is needed."""
    return asked_json(_round(code), language=language, easy=easy)


@router.post("/answer/{code}", auth=None, response={201: KeptOut, **ERRORS})
def begin(request: HttpRequest, code: str, sent: ResponseIn) -> Status[KeptOut]:  # noqa: ARG001
    """Begin a response, or send it whole; with a key of your own, sending again is harmless."""
    round = _round(code)
    kept = answering.begin(
        round=round,
        about=sent.about(),
        key=sent.key,
        ratings=sent.ratings,
        words=sent.words,
        send=sent.send,
    )
    return Status(201, _out(kept, _link(round, sent.key) if sent.key else ""))


@router.get("/answer/{code}/{key}", auth=None, response=OK)
def said(request: HttpRequest, code: str, key: str) -> dict[str, Any]:  # noqa: ARG001
    """What is kept of a response, for whoever has its key."""
    return said_json(_mine(code, key))


@router.put("/answer/{code}/{key}", auth=None, response={200: KeptOut, **ERRORS})
def change(request: HttpRequest, code: str, key: str, sent: ChangeIn) -> KeptOut:  # noqa: ARG001
    """Answer differently, until the round closes; 409 where another screen was faster."""
    response = _mine(code, key)
    kept = answering.save(
        response=response,
        revision=sent.revision,
        ratings=sent.ratings,
        words=sent.words,
        whole=True,
        send=sent.send,
    )
    return _out(kept, _link(response.round, key))


@router.delete("/answer/{code}/{key}", auth=None, response={204: None, **ERRORS})
def take_back(request: HttpRequest, code: str, key: str) -> Status[None]:  # noqa: ARG001
    """Take a whole response back, at any time; its words are erased."""
    answering.take_back(response=_mine(code, key))
    return Status(204, None)


@router.post("/rounds/{int:pk}/responses", response={201: KeptOut, **ERRORS})
def enter(request: HttpRequest, pk: int, sent: EnteredIn) -> Status[KeptOut]:
    """Type in a response that came on paper; helpers and facilitators."""
    person = by(request)
    kept = answering.enter(
        round=round_to_help(person, pk),
        about=sent.about(),
        by=person,
        ratings=sent.ratings,
        words=sent.words,
    )
    return Status(201, _out(kept))


def _round(code: str) -> Any:
    round = round_by_code(code)
    if round is None:
        raise Http404
    return round


def _mine(code: str, key: str) -> Any:
    round, response = _round(code), response_by_key(key)
    if response is None or response.round_id != round.pk:
        raise Http404
    return response


def _link(round: Any, key: str) -> str:
    return settings.PUBLIC_ADDRESS + reverse("assessments:form", args=[round.code, key])


def _out(kept: Kept, link: str = "") -> KeptOut:
    return KeptOut(
        id=str(kept.id),
        revision=kept.revision,
        state=kept.state,
        card_used=kept.card_used,
        link=link,
    )
