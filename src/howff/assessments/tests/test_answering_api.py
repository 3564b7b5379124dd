"""Answering for programs and kiosks: the same promises as by link."""

import json
from typing import Any

import pytest
from django.test import Client

from howff.assessments.actions import answering
from howff.assessments.models import Response, Round
from howff.assessments.tests.conftest import KEY
from howff.instruments.queries import definition_of
from howff.people import actions as people
from howff.people.errors import Refused
from howff.people.models import Person

HERE = "/api/v1/answer/HARBOUR2"


@pytest.fixture
def item(open_round: Round) -> str:
    """The first item of the open round."""
    return definition_of(open_round.version).principles[0].id


def call(client: Client, method: str, path: str, sent: Any = None, **more: Any) -> Any:
    return client.generic(method, path, json.dumps(sent), "application/json", **more)


def test_what_is_asked_is_told_with_what_is_promised(client: Client, open_round: Round) -> None:
    told = client.get(HERE).json()
    assert [one["name"] for one in told["partners"]] == ["Harbour Health Board", "Lantern Trust"]
    assert sum(len(part["items"]) for part in told["parts"]) == 5
    assert told["unrated"] == {
        "DK": "I don’t know",
        "NA": "It does not apply to us",
        "NMP": "Not my part",
    }
    assert told["promises"][0]["title"] == "Your ratings"


def test_one_begins_changes_sends_and_takes_back(
    client: Client, open_round: Round, item: str
) -> None:
    begun = call(client, "POST", HERE, {"key": KEY, "ratings": {item: 2}})
    assert (begun.status_code, begun.json()["link"][-len(KEY) - 1 :]) == (201, f"{KEY}/")
    assert call(client, "POST", HERE, {"key": KEY}).json()["id"] == begun.json()["id"]
    mine = f"{HERE}/{KEY}"
    change = {"revision": 1, "ratings": {item: "NMP"}, "words": {item: "Why."}, "send": True}
    assert call(client, "PUT", mine, change).json()["state"] == "sent"
    assert call(client, "PUT", mine, change).json()["revision"] == 2
    late = call(client, "PUT", mine, change | {"ratings": {}})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "conflict")
    told = client.get(mine).json()
    assert (told["ratings"], told["words"], told["revision"]) == ({item: "NMP"}, {item: "Why."}, 2)
    assert call(client, "DELETE", mine).status_code == 204
    assert (client.get(mine).status_code, Response.objects.count()) == (404, 0)


def test_what_does_not_fit_is_told_by_field(client: Client, open_round: Round, item: str) -> None:
    wrong = call(client, "POST", HERE, {"ratings": {item: 9}, "send": True})
    assert (wrong.status_code, wrong.json()["error"]["field"]) == (422, item)
    empty = call(client, "POST", HERE, {"send": True})
    assert (empty.status_code, empty.json()["error"]["code"]) == (422, "empty")
    assert not Response.objects.exists()


def test_helpers_type_in_paper(client: Client, open_round: Round, item: str, hana: Person) -> None:
    key = {"Authorization": f"Bearer {people.make_token(person=hana, name='Desk')}"}
    path = f"/api/v1/rounds/{open_round.pk}/responses"
    place = open_round.places.first()
    assert place
    sent = {"place": place.pk, "ratings": {item: "DK"}}
    assert call(client, "POST", path, sent, headers=key).status_code == 201
    response = Response.objects.get()
    assert (response.door, response.entered_by, response.place) == ("paper", hana, place)


def test_a_key_that_opens_other_answers_is_refused(
    client: Client, open_round: Round, index_round: Round
) -> None:
    carers = open_round.partners.get(returns=True)
    assert call(client, "POST", HERE, {"key": KEY}).status_code == 201
    elsewhere = call(client, "POST", "/api/v1/answer/NDEX2345", {"key": KEY})
    assert (elsewhere.status_code, elsewhere.json()["error"]["code"]) == (409, "key_taken")
    with pytest.raises(Refused, match="This key opens other answers already"):
        answering.begin_return(partner=carers, key=KEY)
