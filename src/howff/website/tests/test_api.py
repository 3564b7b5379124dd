"""The interface for programs: keys, and one form for every error."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from howff.people.actions import make_token
from howff.people.models import Collaboration, Person

Error = dict[str, str | None]


@pytest.fixture
def program() -> Callable[..., Client]:
    """A program that acts for a person."""

    def acting_for(person: Person) -> Client:
        return Client(headers={"authorization": f"Bearer {make_token(person=person, name='Test')}"})

    return acting_for


def post(client: Client, address: str, content: object) -> tuple[int, dict[str, object]]:
    """Send JSON; the status and the JSON that came back."""
    body = content if isinstance(content, str) else json.dumps(content)
    response = client.post(f"/api/v1/{address}", body, content_type="application/json")
    return response.status_code, response.json()


def test_ana_makes_a_collaboration(program: Callable[..., Client], ana: Person) -> None:
    status, made = post(program(ana), "collaborations", {"name": "Harbour Together"})
    assert (status, list(made)) == (201, ["id"])


def test_a_program_without_a_key_is_told_how_to_send_one(db: None) -> None:
    status, answer = post(Client(), "collaborations", {"name": "Harbour Together"})
    assert status == 401
    assert answer == error("bad_token", "Send a valid key: Authorization: Bearer KEY.")


def test_a_field_that_is_missing_is_named(program: Callable[..., Client], ana: Person) -> None:
    assert post(program(ana), "collaborations", {}) == (
        422,
        error("invalid", "Field required", "name"),
    )


def test_what_is_not_json_is_told_so(program: Callable[..., Client], ana: Person) -> None:
    status, answer = post(program(ana), "collaborations", '{"name"')
    assert (status, answer) == (400, error("bad_request", "Cannot parse request body"))


def test_fifty_megabytes_are_refused(program: Callable[..., Client], ana: Person) -> None:
    status, answer = post(program(ana), "collaborations", {"name": "x" * 50_000_000})
    assert (status, answer) == (413, error("too_large", "That is too large to send."))


def test_dev_cannot_tell_what_exists(
    program: Callable[..., Client], dev: Person, collaboration: Collaboration
) -> None:
    nothing = error("not_found", "There is nothing here that you can see.")
    for number in (collaboration.pk, collaboration.pk + 1):
        title = {"collaboration": number, "title": "A talk", "recipe": "coffeehouse"}
        assert post(program(dev), "conversations", title) == (404, nothing)


def test_an_unknown_address_answers_in_json(db: None) -> None:
    response = Client().get("/api/v1/teapots")
    assert response.status_code == 404
    assert response.json() == error("not_found", "There is nothing here that you can see.")


def test_a_wrong_method_answers_in_json(db: None) -> None:
    response = Client().delete("/api/v1/collaborations")
    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}
    assert response.json()["error"]["code"] == "method_not_allowed"


def test_our_own_mistakes_show_nothing_of_the_inside(
    program: Callable[..., Client], ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(**_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("howff.people.api.actions.create_collaboration", stumble)
    status, answer = post(program(ana), "collaborations", {"name": "Harbour Together"})
    told = "Something went wrong on our side. Please try again."
    assert (status, answer) == (500, error("unexpected", told))


def test_the_interface_describes_itself_to_anybody(db: None) -> None:
    response = Client().get(reverse("api:openapi-json"))
    assert response.status_code == 200
    paths = response.json()["paths"]
    assert {"/api/v1/collaborations", "/api/v1/conversations", "/api/v1/join"} <= set(paths)


def error(code: str, message: str, field: str | None = None) -> dict[str, Error]:
    """The one form of every error."""
    return {"error": {"code": code, "message": message, "field": field}}
