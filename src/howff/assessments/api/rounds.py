"""Rounds: preparing, opening and closing, for programs."""

from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from howff.assessments.actions import rounds as actions
from howff.assessments.queries import rounds as queries
from howff.assessments.queries.access import round_for, round_to_run
from howff.assessments.queries.counting import sent_responses
from howff.assessments.queries.rounds_preview import preview_of
from howff.instruments.queries import version_for, versions_for
from howff.people.api import PROBLEMS, Id, Refusal, by
from howff.people.errors import Refused
from howff.people.queries import collaboration_for, collaboration_to_facilitate, organisations_in
from howff.sense.disclosure.cuts import Prefer

router = Router(tags=["taking stock"])
ERRORS = {**PROBLEMS, 409: Refusal}
Mean = Literal["pooled", "equal", "capped"]


class Settings(Schema):
    """How a round is held; what is left out stays as it is."""

    title: str | None = Field(None, min_length=1, max_length=200)
    purpose: str | None = Field(None, max_length=4000)
    welcome: str | None = Field(None, max_length=2000)
    reader: str | None = Field(None, max_length=200)
    attributed: bool | None = None
    threshold: int | None = Field(None, ge=0, le=10_000)
    threshold_outside: int | None = Field(None, ge=0, le=10_000)
    weighting: Mean | None = None
    compares: Prefer | None = None
    cards: bool | None = None
    closes_on: date | None = None
    keep_until: date | None = None
    reminders: list[date] | None = Field(None, max_length=50)


class NewRound(Settings):
    """A round to begin: which instrument, by its name or by the number of a version."""

    title: str = Field(min_length=1, max_length=200)
    instrument: str = Field("collaborative-providers-index", max_length=80)
    version: Id | None = None
    previous: Id | None = None


class PartnerIn(Schema):
    """An organisation that is asked, and how many of its people are expected, by place."""

    organisation: Id
    expected: int = Field(0, ge=0, le=100_000)
    by_place: dict[Id, int] = Field(
        default_factory=dict, description="People by the number of their place, of `expected`."
    )
    returns: bool = False


class PartnersIn(Schema):
    """All who are asked; whoever is left out is not asked."""

    partners: list[PartnerIn] = Field(max_length=1000)


class PartnerOut(Schema):
    """An organisation in a round."""

    organisation: int | None
    name: str
    expected: int
    returns: bool


class RoundOut(Schema):
    """A round, and how many answered in all; never who."""

    id: int
    title: str
    state: str
    instrument: str
    version: int
    attributed: bool
    threshold: int
    threshold_outside: int
    weighting: str
    compares: str
    closes_on: date | None
    keep_until: date | None
    answered: int | None = Field(description="Null where too few answered to say it.")
    expected: int
    partners: list[PartnerOut]
    link: str


EMPTIED = {"closes_on", "keep_until"}
PLAIN = ("title", "state", "attributed", "threshold", "threshold_outside", "weighting", "compares")


def as_json(round: Any) -> dict[str, Any]:
    """A round as programs see it."""
    partners = [
        {name: getattr(one, name) for name in ("name", "expected", "returns")}
        | {"organisation": one.organisation_id}
        for one in round.partners.all()
    ]
    return {name: getattr(round, name) for name in PLAIN} | {
        "id": round.pk,
        "instrument": round.version.instrument.name,
        "version": round.version_id,
        "closes_on": round.closes_on,
        "keep_until": round.keep_until,
        "answered": queries.answered_in(round, {round.pk: sent_responses(round)}),
        "expected": sum(one["expected"] for one in partners),
        "partners": partners,
        "link": queries.full_link_to(round),
    }


@router.get("/collaborations/{int:pk}/rounds", response={200: list[RoundOut], **ERRORS})
def rounds(request: HttpRequest, pk: Id) -> Any:
    """A collaboration's rounds, newest first."""
    here = collaboration_for(by(request), pk)
    return [as_json(one.round) for one in queries.rounds_at_a_glance(here)]


@router.post("/collaborations/{int:pk}/rounds", response={201: RoundOut, **ERRORS})
def create(request: HttpRequest, pk: Id, payload: NewRound) -> Any:
    """Begin a round; nothing is sent, and nobody can answer before it is opened."""
    person = by(request)
    here = collaboration_to_facilitate(person, pk)
    given = _given(payload)
    reminders = given.pop("reminders", None)
    round = actions.create_round(
        collaboration=here,
        version=_version(person, here, payload),
        previous=_previous(here, payload.previous),
        by=person,
        **given,
    )
    if reminders:
        actions.set_reminders(round=round, days=reminders, by=person)
    return Status(201, as_json(round))


@router.get("/rounds/{int:pk}", response={200: RoundOut, **ERRORS})
def status(request: HttpRequest, pk: Id) -> Any:
    """Where a round stands."""
    return as_json(round_for(by(request), pk))


@router.patch("/rounds/{int:pk}", response={200: RoundOut, **ERRORS})
def change(request: HttpRequest, pk: Id, payload: Settings) -> Any:
    """Change how a round is held, as far as what people were promised lets it."""
    round = round_to_run(by(request), pk)
    actions.set_rules(round=round, by=by(request), **_given(payload))
    return as_json(round)


@router.put("/rounds/{int:pk}/partners", response={200: RoundOut, **ERRORS})
def partners(request: HttpRequest, pk: Id, payload: PartnersIn) -> Any:
    """Say who is asked, and how many people are expected of each partner."""
    round = round_to_run(by(request), pk)
    plans = [_plan(round, one) for one in payload.partners]
    actions.set_partners(round=round, partners=plans, by=by(request))
    return as_json(round)


@router.get("/rounds/{int:pk}/preview", response={200: dict[str, Any], **ERRORS})
def preview(request: HttpRequest, pk: Id) -> Any:
    """What will be showable if 100, 75 or 50 % of those who are expected answer."""
    return asdict(preview_of(round_to_run(by(request), pk)))


@router.post("/rounds/{int:pk}/open", response={200: RoundOut, **ERRORS})
def open_round(request: HttpRequest, pk: Id) -> Any:
    """Let people answer; the instrument and the promises stay from now on."""
    round = round_to_run(by(request), pk)
    return as_json(actions.open_round(round=round, by=by(request)))


@router.post("/rounds/{int:pk}/close", response={200: RoundOut, **ERRORS})
def close(request: HttpRequest, pk: Id) -> Any:
    """Take no more answers, for good; the figures follow in a moment."""
    round = round_to_run(by(request), pk)
    return as_json(actions.close_round(round=round, by=by(request)))


def _version(person: Any, here: Any, payload: NewRound) -> Any:
    if payload.version is not None:
        return version_for(person, payload.version)
    named = [one for one in versions_for(person, here) if one.instrument.name == payload.instrument]
    if not named:
        told = _("There is no instrument called %(name)s here.")
        raise Refused("invalid", told % {"name": payload.instrument}, field="instrument")
    return named[0]


def _previous(here: Any, pk: int | None) -> Any:
    found = queries.followed(here, pk)
    if pk is not None and found is None:
        told = _("There is no such round here to follow.")
        raise Refused("invalid", told, field="previous")
    return found


def _plan(round: Any, one: PartnerIn) -> actions.PartnerPlan:
    organisation = organisations_in(round.collaboration).filter(pk=one.organisation).first()
    if organisation is None:
        told = _("There is no partner with the number %(pk)s in this collaboration.")
        raise Refused("unknown_partner", told % {"pk": one.organisation}, field="organisation")
    people: dict[int | None, int] = dict(one.by_place.items())
    people[None] = max(0, one.expected - sum(one.by_place.values()))
    return actions.PartnerPlan(organisation, people, one.returns)


def _given(payload: Settings) -> dict[str, Any]:
    """What was sent; only days may be emptied."""
    sent = payload.dict(exclude_unset=True, exclude={"instrument", "version", "previous"})
    return {name: one for name, one in sent.items() if one is not None or name in EMPTIED}
