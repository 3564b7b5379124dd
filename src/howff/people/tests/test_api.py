"""Collaborations for programs."""

import pytest
from django.test import Client

from howff.people import actions
from howff.people.models import Collaboration, Person

ROOT = "/api/v1/collaborations"


def program_of(person: Person) -> Client:
    """A program that has this person's key."""
    raw = actions.make_token(person=person, name="Program")
    return Client(headers={"Authorization": f"Bearer {raw}"})


@pytest.fixture
def program(ana: Person) -> Client:
    """Ana's program."""
    return program_of(ana)


def test_a_program_starts_a_collaboration(program: Client):
    made = program.post(ROOT, {"name": "Quay"}, content_type="application/json")
    here = Collaboration.objects.get()
    assert (made.status_code, made.json()) == (201, {"id": here.pk})
    kept = {"id": here.pk, "name": "Quay", "purpose": "", "language": "en-gb"}
    assert program.get(ROOT).json() == [kept]
    assert program.get(f"{ROOT}/{here.pk}").json() == kept


def test_a_program_adds_partners(program: Client, collaboration: Collaboration):
    address = f"{ROOT}/{collaboration.pk}/organisations"
    sent = {"name": "Lantern", "kind": "health", "number": "SC012345"}
    made = program.post(address, sent, content_type="application/json")
    kept = sent | {"id": collaboration.organisations.get().pk}
    assert (made.status_code, made.json()) == (201, kept)
    assert program.get(address).json() == [kept]
    again = program.post(address, sent, content_type="application/json")
    assert (again.status_code, again.json()) == (
        422,
        {
            "error": {
                "code": "invalid",
                "message": "There is already an organisation with this name.",
                "field": "name",
            }
        },
    )


@pytest.mark.parametrize("name", ["", " ", "\0", "x" * 201, 7, None, ["x"], "\ud800"])
def test_a_wrong_name_is_refused(name: object, program: Client):
    refused = program.post(ROOT, {"name": name}, content_type="application/json")
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "invalid"
    assert Collaboration.objects.count() == 0


def test_no_key_no_answer(client: Client, db: None):
    refused = client.get(ROOT)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "bad_token")


def test_others_find_nothing(dev: Person, ben: Person, collaboration: Collaboration):
    address = f"{ROOT}/{collaboration.pk}"
    assert program_of(dev).get(address).json()["error"]["code"] == "not_found"
    sent = {"name": "Lantern"}
    refused = program_of(ben).post(
        f"{address}/organisations", sent, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden")
