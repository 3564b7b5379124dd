"""Rounds being prepared and open, with three partners: two with people, one with a return."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from howff.assessments.actions import answering
from howff.assessments.models import Partner, Response, Round, RoundPlace, RoundState
from howff.instruments.queries import builtin
from howff.people.models import Collaboration, Organisation, Person

KEY = "a-key-of-somebody-who-answers"
type Begin = Callable[..., Response]


@pytest.fixture(autouse=True)
def kept_at_once() -> Iterator[None]:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


def round_of(
    collaboration: Collaboration, organisations: list[Organisation], by: Person, **more: Any
) -> Round:
    """A round with every place, in which the last partner gives one answer for itself."""
    given = {
        "version": builtin("pulse"),
        "title": "Autumn stocktake",
        "reader": "Hana, who helps Ana",
        "code": "HARBOUR2",
        "created_by": by,
    }
    made = Round.objects.create(collaboration=collaboration, **(given | more))
    for number, organisation in enumerate(organisations):
        last = number == len(organisations) - 1
        Partner.objects.create(
            round=made,
            organisation=organisation,
            name=organisation.name,
            expected=0 if last else 9,
            returns=last,
            key=f"{made.code.lower()}{number}",
        )
    RoundPlace.objects.bulk_create(
        RoundPlace(round=made, place=place, name=place.name, position=place.position)
        for place in collaboration.places.all()
    )
    return made


@pytest.fixture
def draft_round(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person
) -> Round:
    """A round with the pulse that Ana still prepares."""
    return round_of(collaboration, organisations, ana)


@pytest.fixture
def open_round(draft_round: Round) -> Round:
    """The same round, open."""
    draft_round.state = RoundState.OPEN
    draft_round.save(update_fields=["state"])
    return draft_round


@pytest.fixture
def index_round(
    collaboration: Collaboration, organisations: list[Organisation], ana: Person
) -> Round:
    """An open round with the Collaborative Providers Index."""
    version = builtin("collaborative-providers-index")
    return round_of(
        collaboration, organisations, ana, version=version, code="NDEX2345", state=RoundState.OPEN
    )


@pytest.fixture
def begin(open_round: Round) -> Begin:
    """Begins a response to the open round."""

    def begins(key: str = KEY, round: Round = open_round, **more: Any) -> Response:
        about = more.pop("about", answering.About())
        kept = answering.begin(round=round, about=about, key=key, **more)
        return Response.objects.select_related("round").get(pk=kept.id)

    return begins
