"""What programs can do with themes and findings: the same as people, and no more."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings

from howff.people.actions import make_token
from howff.people.models import Collaboration, Person
from howff.sensemaking.models import Analysis, Decision, Progress, Study
from howff.sensemaking.tests.themed import SAID, Themed, themed

pytestmark = pytest.mark.django_db
type Call = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def asked(collaboration: Collaboration, ana: Person) -> Themed:
    """The themed question."""
    return themed(collaboration, ana)


def program_of(person: Person) -> Call:
    """A program that acts for a person."""
    key = {"Authorization": f"Bearer {make_token(person=person, name='Program')}"}
    client = Client(headers=key)

    def call(method: str, path: str, **sent: Any) -> HttpResponse:
        return client.generic(method, f"/api/v1{path}", json.dumps(sent), "application/json")

    return call


@pytest.fixture
def program(ana: Person) -> Call:
    """Ana's program."""
    return program_of(ana)


def told(response: HttpResponse, status: int = 200) -> Any:
    """What came back."""
    content = json.loads(response.content)
    assert response.status_code == status, content
    return content


def trouble(response: HttpResponse) -> tuple[int, str]:
    """What was refused, and how."""
    return response.status_code, json.loads(response.content)["error"]["code"]


class TestStudies:
    def test_a_study_is_begun_looked_at_and_stopped(
        self, asked: Themed, collaboration: Collaboration, program: Call
    ) -> None:
        Study.objects.all().delete()
        (source,) = told(program("GET", f"/collaborations/{collaboration.pk}/sources"))
        assert (source["name"], source["answers"]) == (f"prompt:{asked.prompt.pk}", 5)
        path = f"/collaborations/{collaboration.pk}/studies"
        study = told(program("POST", path, sources=[source["name"]]), 201)
        assert (study["kind"], study["analysis"]) == ("themes", None)
        assert told(program("GET", path)) == [study]
        run = told(program("POST", f"/studies/{study['id']}/look"), 202)
        assert (run["state"], run["number"]) == ("waiting", 1)
        assert run["expected_seconds"] > 0
        again = program("POST", f"/studies/{study['id']}/look")
        assert trouble(again) == (409, "under way")
        stopped = told(program("POST", f"/analyses/{run['id']}/cancel"))
        assert stopped["analysis"]["state"] == "cancelled"
        assert told(program("GET", f"/studies/{study['id']}"))["analysis"]["state"] == "cancelled"

    def test_what_is_not_there_cannot_be_looked_at(
        self, collaboration: Collaboration, program: Call
    ) -> None:
        path = f"/collaborations/{collaboration.pk}/studies"
        assert trouble(program("POST", path, sources=["prompt:999"])) == (422, "unknown")
        assert trouble(program("POST", path, sources=[])) == (422, "invalid")

    def test_themes_come_with_their_quotes_and_numbers(self, asked: Themed, program: Call) -> None:
        buses, fares = told(program("GET", f"/studies/{asked.study.pk}/themes"))
        assert (buses["people"], buses["confirmed"], buses["unsure"]) == (4, 1, 1)
        assert buses["quotes"][0]["text"] == SAID[0][2]
        assert (fares["name"], fares["state"], fares["people"]) == ("Fares", "accepted", 1)
        assert told(program("GET", f"/themes/{fares['id']}")) == fares

    def test_files_are_the_same_as_on_the_page(
        self, asked: Themed, program: Call, as_ana: Client
    ) -> None:
        path = f"/studies/{asked.study.pk}/files"
        for name in ("themes.json", "answers.csv", "themes.qdc"):
            assert program("GET", f"{path}/{name}").content == as_ana.get(f"{path}/{name}").content
        outside = program("GET", f"{path}/answers.csv?audience=report").content
        assert (b"secret" in outside, b"late bus" in outside) == (False, True)
        assert trouble(program("GET", f"{path}/none.csv")) == (404, "not_found")

    def test_how_many_themes_are_seen_waits_for_the_machine(
        self, asked: Themed, program: Call
    ) -> None:
        Analysis.objects.update(state=Progress.RUNNING)
        path = f"/studies/{asked.study.pk}/level"
        assert trouble(program("PUT", path, level=2)) == (409, "early")


class TestDeciding:
    def test_a_theme_is_named_and_accepted(self, asked: Themed, program: Call) -> None:
        path = f"/themes/{asked.buses.pk}"
        named = told(program("PATCH", path, name="Late buses", description="Waiting."))
        assert (named["title"], named["description"]) == ("Late buses", "Waiting.")
        assert told(program("POST", f"{path}/decide", decision="accept"))["state"] == "accepted"
        assert told(program("POST", f"{path}/decide", decision="lock"))["locked"] is True
        assert trouble(program("POST", f"{path}/decide", decision="burn")) == (422, "invalid")

    def test_who_looked_too_long_ago_writes_over_nobody(
        self, asked: Themed, program: Call, hana: Person
    ) -> None:
        path = f"/themes/{asked.buses.pk}"
        told(program_of(hana)("PATCH", path, name="Buses"))
        late = program("PATCH", path, name="Late buses", seen=0)
        assert trouble(late) == (409, "overtaken")

    def test_themes_become_one(self, asked: Themed, program: Call) -> None:
        path = f"/themes/{asked.fares.pk}/merge"
        both = told(program("POST", path, into=asked.buses.pk))
        assert (both["id"], both["people"]) == (asked.buses.pk, 4)
        assert len(told(program("GET", f"/studies/{asked.study.pk}/themes"))) == 1

    def test_an_answer_is_moved_put_in_and_taken_out(self, asked: Themed, program: Call) -> None:
        path, first = f"/themes/{asked.buses.pk}/answers", asked.passages[0]
        moved = told(program("POST", path, passage=first, into=asked.fares.pk))
        assert moved["people"] == 3
        assert told(program("POST", path, passage=first))["people"] == 4
        assert told(program("POST", path, passage=first, belongs=False))["people"] == 3
        decided = Decision.objects.get(theme=asked.buses, passage=first)
        assert decided.belongs is False

    def test_a_name_by_a_model_needs_permission(self, asked: Themed, program: Call) -> None:
        path = f"/themes/{asked.buses.pk}/wording"
        assert told(program("GET", path)) is None
        assert trouble(program("POST", path)) == (409, "not allowed")

    def test_who_takes_part_sees_and_does_not_decide(self, asked: Themed, cleo: Person) -> None:
        program = program_of(cleo)
        assert told(program("GET", f"/themes/{asked.buses.pk}"))["people"] == 4
        named = program("PATCH", f"/themes/{asked.buses.pk}", name="Mine")
        assert trouble(named) == (403, "forbidden")


class TestFindings:
    def test_a_finding_is_written_grounded_and_accepted(
        self, asked: Themed, collaboration: Collaboration, program: Call
    ) -> None:
        here = f"/collaborations/{collaboration.pk}/findings"
        made = told(program("POST", here, statement="Buses cost appointments."), 201)
        path = f"/findings/{made['finding']}"
        assert trouble(program("POST", f"{path}/accept")) == (409, "incomplete")
        told(program("POST", f"{path}/grounds", theme=asked.fares.pk))
        told(program("POST", f"{path}/grounds", passage=asked.passages[1]))
        against = told(program("POST", f"{path}/grounds", passage=asked.passages[4], counter=True))
        kinds = [(one["kind"], one["text"]) for one in against["grounds"]]
        assert kinds == [("theme", "Fares"), ("passage", SAID[1][2]), ("counter", SAID[4][2])]
        assert told(program("POST", f"{path}/accept"))["state"] == "accepted"
        assert told(program("GET", here)) == [told(program("GET", path))]

    def test_somebody_may_say_that_they_found_nobody_against_it(
        self, asked: Themed, collaboration: Collaboration, program: Call
    ) -> None:
        here = f"/collaborations/{collaboration.pk}/findings"
        made = told(program("POST", here, statement="Buses cost appointments."), 201)
        path = f"/findings/{made['finding']}"
        assert told(program("PUT", f"{path}/looked", looked=True))["no_counter_voice"] is True
        assert trouble(program("POST", f"{path}/grounds")) == (422, "invalid")

    def test_files_are_the_same_as_on_the_page(
        self, collaboration: Collaboration, program: Call, as_ana: Client
    ) -> None:
        path = f"/collaborations/{collaboration.pk}/findings/files/findings.json"
        assert program("GET", path).content == as_ana.get(path).content
        assert trouble(program("GET", path + "x")) == (404, "not_found")
