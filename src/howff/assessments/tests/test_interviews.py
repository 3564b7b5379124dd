"""Interviews: consent read aloud, notes seen by whoever led it alone, a link to hand over."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Response, ResponseState, Round, RoundState
from howff.assessments.queries.access import response_by_key
from howff.instruments.queries import definition_of
from howff.people.models import Person

KEY = "a-key-of-sixteen-letters-or-more"
AGREED = {"audience": "report", "attribution": "role", "agreed": "on"}


@pytest.fixture
def as_hana(client: Client, hana: Person) -> Client:
    """A browser in which Hana is signed in."""
    client.force_login(hana)
    return client


def at(round: Round, name: str, *args: object) -> str:
    return reverse(f"assessments:{name}", args=[round.pk, *args])


@pytest.fixture
def led(as_hana: Client, open_round: Round) -> Response:
    """An interview that Hana leads."""
    place = open_round.places.get(name="Carer")
    as_hana.post(at(open_round, "interviews"), AGREED | {"place": place.pk})
    return Response.objects.get()


def test_an_interview_begins_with_consent(as_hana: Client, open_round: Round) -> None:
    refused = as_hana.post(at(open_round, "interviews"), AGREED | {"agreed": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors["agreed"] == ["Please read it aloud and ask first."]
    assert not Response.objects.exists()


def test_an_interview_keeps_what_was_agreed(led: Response, hana: Person) -> None:
    assert (led.door, led.state, led.entered_by) == ("interview", ResponseState.DRAFT, hana)
    assert (led.audience, led.attribution, led.partner) == ("report", "role", None)


def test_only_whoever_leads_it_sees_the_notes(
    as_hana: Client, led: Response, open_round: Round, ana: Person
) -> None:
    assert list(as_hana.get(at(open_round, "interviews")).context["interviews"]) == [led]
    as_hana.force_login(ana)
    assert list(as_hana.get(at(open_round, "interviews")).context["interviews"]) == []
    assert as_hana.get(at(open_round, "interview", led.pk)).status_code == 404


def test_it_is_finished_with_a_link_to_hand_over(
    as_hana: Client, led: Response, open_round: Round
) -> None:
    principle = definition_of(open_round.version).principles[0]
    given: dict[str, Any] = {
        "part": principle.id,
        f"rate-{principle.id}": "5",
        f"say-{principle.id}": "She told of the new front door.",
        "revision": 1,
        "go": "review",
    }
    on = as_hana.post(at(open_round, "interview", led.pk), given)
    assert on["Location"].startswith(at(open_round, "finish_interview", led.pk))
    assert "She told of the new front door." in as_hana.get(on["Location"]).content.decode()
    done = as_hana.post(at(open_round, "finish_interview", led.pk), {"revision": 2, "key": KEY})
    found = re.search(r"/r/HARBOUR2/([\w-]+)/", done.context["link"])
    assert found
    led.refresh_from_db()
    assert led.state == ResponseState.SENT
    assert response_by_key(found[1]) == led


def test_what_is_handed_over_is_closed_to_whoever_led_it(
    as_hana: Client, led: Response, open_round: Round
) -> None:
    principle = definition_of(open_round.version).principles[0].id
    given = {"part": principle, f"rate-{principle}": "5", "revision": 1}
    as_hana.post(at(open_round, "interview", led.pk), given)
    as_hana.post(at(open_round, "finish_interview", led.pk), {"revision": 2, "key": KEY})
    page = as_hana.get(at(open_round, "interviews"))
    assert "Finished" in page.content.decode()
    assert str(led.pk) not in page.content.decode()
    for name in ("interview", "finish_interview"):
        assert as_hana.get(at(open_round, name, led.pk)).status_code == 404
    changed = given | {f"rate-{principle}": "1", "revision": 3}
    assert as_hana.post(at(open_round, "interview", led.pk), changed).status_code == 404
    led.refresh_from_db()
    assert led.ratings == {principle: 5}


def test_a_second_press_on_finish_shows_the_same_link(
    as_hana: Client, led: Response, open_round: Round, ana: Person
) -> None:
    principle = definition_of(open_round.version).principles[0].id
    given = {"part": principle, f"rate-{principle}": "5", "revision": 1}
    as_hana.post(at(open_round, "interview", led.pk), given)
    address = at(open_round, "finish_interview", led.pk)
    page = as_hana.get(address).content.decode()
    [key] = re.findall(r'name="key" value="([\w-]{22})"', page)
    links = [as_hana.post(address, {"revision": 2, "key": key}).context["link"] for _ in range(2)]
    assert links[0] == links[1]
    assert response_by_key(key) == led
    assert as_hana.post(address, {"revision": 2, "key": KEY}).status_code == 404
    as_hana.force_login(ana)
    assert as_hana.post(address, {"revision": 2, "key": key}).status_code == 404


def test_an_interview_is_not_finished_with_a_key_that_can_be_guessed(
    as_hana: Client, led: Response, open_round: Round
) -> None:
    principle = definition_of(open_round.version).principles[0].id
    given = {"part": principle, f"rate-{principle}": "5", "revision": 1}
    as_hana.post(at(open_round, "interview", led.pk), given)
    address = at(open_round, "finish_interview", led.pk)
    refused = as_hana.post(address, {"revision": 2, "key": "short"})
    assert refused.status_code == 422
    led.refresh_from_db()
    assert led.state == ResponseState.DRAFT


def test_once_closed_no_interview_is_finished_or_read(
    as_hana: Client, led: Response, open_round: Round
) -> None:
    Round.objects.update(state=RoundState.CLOSED)
    page = as_hana.get(at(open_round, "finish_interview", led.pk))
    assert page["Location"] == at(open_round, "interviews")


def test_nothing_is_not_finished(as_hana: Client, led: Response, open_round: Round) -> None:
    refused = as_hana.post(at(open_round, "finish_interview", led.pk), {"revision": 1, "key": KEY})
    assert refused.status_code == 422
    assert "There is nothing to send yet" in refused.content.decode()


def test_members_lead_no_interviews(client: Client, open_round: Round, ben: Person) -> None:
    client.force_login(ben)
    assert client.get(at(open_round, "interviews")).status_code == 403
