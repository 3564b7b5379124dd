"""Instruments for programs."""

import pytest
from django.test import Client

from howff.instruments import queries
from howff.instruments.definitions import built_in, from_json, parse_definition, to_json, to_toml
from howff.instruments.models import InstrumentVersion
from howff.people.models import Collaboration, Person
from howff.people.tests.test_api import program_of

ROOT = "/api/v1/instruments"
PULSE = built_in("pulse")


@pytest.fixture
def program(ana: Person) -> Client:
    """Ana's program."""
    return program_of(ana)


def address(collaboration: Collaboration) -> str:
    return f"/api/v1/collaborations/{collaboration.pk}/instruments"


@pytest.mark.parametrize("sent", [{"toml": to_toml(PULSE)}, {"definition": to_json(PULSE)}])
def test_a_program_brings_an_instrument_in_and_takes_it_away(sent, collaboration, program):
    made = program.post(address(collaboration), sent, content_type="application/json")
    version = InstrumentVersion.objects.get(instrument__collaboration=collaboration)
    kept = {
        "id": version.pk,
        "name": "two-minute-pulse",
        "title": "Two-minute pulse",
        "number": 1,
        "built_in": False,
        "frozen": False,
    }
    assert (made.status_code, made.json()) == (201, kept)
    listed = program.get(address(collaboration)).json()
    assert listed[0] == kept
    assert [one["built_in"] for one in listed] == [False, True, True, True, True]
    expected = queries.definition_of(version)
    assert from_json(program.get(f"{ROOT}/{version.pk}").json()) == expected
    file = program.get(f"{ROOT}/{version.pk}/files/toml")
    assert parse_definition(file.content.decode()) == expected
    assert file.headers["Content-Disposition"].endswith('"two-minute-pulse-1.toml"')


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"toml": "title ="}, None, "This is not TOML: Invalid value (at end of document)."),
        ({}, None, "name is missing."),
        ({"definition": {"name": "a"}}, None, "title is missing."),
        (
            {"definition": to_json(PULSE) | {"categories": [{"id": "us"}]}},
            "category 1 (us)",
            "category 1 (us): title is missing.",
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(sent, field, message, collaboration, program):
    answer = program.post(address(collaboration), sent, content_type="application/json")
    error = {"code": "invalid", "message": message, "field": field}
    assert (answer.status_code, answer.json()) == (422, {"error": error})
    assert not InstrumentVersion.objects.exists()


def test_others_find_nothing_and_members_only_read(collaboration, ben, dev, program):
    sent = {"toml": to_toml(PULSE)}
    program.post(address(collaboration), sent, content_type="application/json")
    own = InstrumentVersion.objects.get(instrument__collaboration=collaboration).pk
    shipped = queries.builtin("pulse").pk
    for person, found in ((ben, 200), (dev, 404)):
        reader = program_of(person)
        assert reader.get(f"{ROOT}/{own}").status_code == found
        assert reader.get(address(collaboration)).status_code == found
        assert reader.get(f"{ROOT}/{shipped}").status_code == 200
    posted = program_of(ben).post(address(collaboration), sent, content_type="application/json")
    assert posted.status_code == 403
