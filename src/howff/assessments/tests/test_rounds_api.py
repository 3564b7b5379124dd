"""Programs prepare, open and close rounds under the same rules."""

import json

import pytest

from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tests.held import answered, closed, front_line, prepared
from howff.people import actions as people


@pytest.fixture
def call(client, ana):
    """What Ana's program gets."""
    key = people.make_token(person=ana, name="Program")

    def call(method, path, sent=None):
        answer = client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(sent) if sent is not None else "",
            "application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
        return answer.status_code, answer.json()

    return call


def test_a_round_is_prepared_opened_and_closed(call, collaboration, organisations):
    here = f"/collaborations/{collaboration.pk}/rounds"
    sent = {"title": "By program", "instrument": "pulse", "reminders": [], "threshold": 6}
    status, made = call("POST", here, sent)
    assert (status, made["state"], made["threshold"], made["partners"]) == (201, "draft", 6, [])
    one = f"/rounds/{made['id']}"
    place = front_line(Round.objects.get()).place_id
    asked = [
        {"organisation": organisations[0].pk, "expected": 12, "by_place": {str(place): 5}},
        {"organisation": organisations[1].pk, "returns": True},
    ]
    status, told = call("PUT", f"{one}/partners", {"partners": asked})
    assert (status, told["expected"], [p["returns"] for p in told["partners"]]) == (
        200,
        12,
        [True, False],
    )
    status, preview = call("GET", f"{one}/preview")
    assert (status, preview["people"], preview["everyone"][0]) == (200, 12, "outside")
    assert call("POST", f"{one}/open")[1]["state"] == "open"
    assert call("POST", f"{one}/close")[1]["state"] == "closing"
    assert [each["id"] for each in call("GET", here)[1]] == [made["id"]]


def test_errors_say_what_and_where(call, collaboration, organisations, ana, dev):
    here = f"/collaborations/{collaboration.pk}/rounds"
    status, told = call("POST", here, {"title": "A", "instrument": "no-such"})
    assert (status, told["error"]["field"]) == (422, "instrument")
    status, told = call("POST", here, {"title": "A", "instrument": "pulse", "threshold": 4})
    assert (status, told["error"]["code"], told["error"]["field"]) == (422, "too_low", "threshold")
    status, told = call("POST", here, {"title": "A", "instrument": "pulse", "previous": 999})
    assert (status, told["error"]["field"]) == (422, "previous")
    assert not Round.objects.exists()
    round = prepared(collaboration, {organisations[0]: 6}, ana)
    elsewhere = people.create_collaboration(name="Elsewhere", by=dev)
    stranger = people.add_organisation(
        collaboration=elsewhere, name="Strangers", kind="other", by=dev
    )
    one = f"/rounds/{round.pk}"
    for asked in ([{"organisation": stranger.pk, "expected": 6}],):
        status, told = call("PUT", f"{one}/partners", {"partners": asked})
        assert (status, told["error"]["code"]) == (422, "unknown_partner")
    negative = [{"organisation": organisations[0].pk, "by_place": {"1": -1}}]
    assert call("PUT", f"{one}/partners", {"partners": negative})[1]["error"]["field"] == "partners"


def test_promises_are_kept_for_programs_too(call, collaboration, organisations, ana):
    round = prepared(collaboration, {organisations[0]: 6}, ana)
    one = f"/rounds/{round.pk}"
    assert call("PATCH", one, {"threshold": 7, "closes_on": None})[1]["threshold"] == 7
    rounds.open_round(round=Round.objects.get(pk=round.pk), by=ana)
    for lowered in ({"threshold": 6}, {"attributed": True}, {"weighting": "equal"}):
        status, told = call("PATCH", one, lowered)
        assert (status, told["error"]["code"], told["error"]["field"]) == (
            409,
            "fixed",
            next(iter(lowered)),
        )
    status, told = call("PUT", f"{one}/partners", {"partners": []})
    assert (status, told["error"]["code"]) == (409, "fixed")


def test_too_few_answers_are_not_counted_aloud(call, collaboration, organisations, ana):
    round = prepared(collaboration, {organisations[0]: 6}, ana)
    rounds.open_round(round=round, by=ana)
    answered(round, organisations[0], [1, 2, 3])
    assert call("GET", f"/rounds/{round.pk}")[1]["answered"] is None
    closed(round, ana)
    assert call("GET", f"/rounds/{round.pk}")[1]["answered"] is None


def test_others_find_nothing(call, dev):
    elsewhere = people.create_collaboration(name="Elsewhere", by=dev)
    status, told = call("GET", f"/collaborations/{elsewhere.pk}/rounds")
    assert (status, told["error"]["code"]) == (404, "not_found")
