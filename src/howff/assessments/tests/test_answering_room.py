"""The open link takes three answers for each person expected, and always fifty."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from howff.assessments.actions import answering
from howff.assessments.actions.answering import About
from howff.assessments.actions.answering.keeping import Beginning, Kept, record_responses
from howff.assessments.models import Door, Response, Round
from howff.assessments.queries.access import key_digest
from howff.people.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_round(open_round: Round) -> Round:
    """An open round in which eighteen people are expected."""
    open_round.partners.update(expected=6)
    return open_round


def begun(round: Round, number: int, door: Door = Door.LINK) -> None:
    """So many have begun already."""
    Response.objects.bulk_create(Response(round=round, door=door) for _one in range(number))


def arrive(round: Round, number: int) -> list[Kept | Refused]:
    """So many begin by link at the same time."""
    keys = [{"key_digest": key_digest(str(uuid4()))} for _one in range(number)]
    return record_responses([Beginning(round.pk, one) for one in keys])


def test_answers_beyond_three_for_each_person_are_refused(open_round: Round) -> None:
    begun(open_round, 52)
    outcomes = arrive(open_round, 4)
    assert [isinstance(one, Kept) for one in outcomes] == [True, True, False, False]
    refused = outcomes[-1]
    assert isinstance(refused, Refused)
    assert (refused.code, refused.status) == ("full", 409)
    assert open_round.responses.count() == 54
    open_round.partners.update(expected=7)
    assert isinstance(arrive(open_round, 1)[0], Kept)


def test_fifty_are_always_taken(open_round: Round) -> None:
    open_round.partners.update(expected=1)
    begun(open_round, 49)
    assert [isinstance(one, Kept) for one in arrive(open_round, 2)] == [True, False]


def test_many_who_come_at_the_same_time_find_the_room_that_is_theirs(open_round: Round) -> None:
    outcomes = arrive(open_round, 56)
    assert [isinstance(one, Kept) for one in outcomes] == [True] * 54 + [False] * 2


def test_what_helpers_type_in_takes_nobodys_room_and_finds_room(open_round: Round) -> None:
    begun(open_round, 80, Door.PAPER)
    begun(open_round, 53)
    assert [isinstance(one, Kept) for one in arrive(open_round, 2)] == [True, False]
    on_paper = record_responses([Beginning(open_round.pk, {"door": Door.PAPER})])
    assert isinstance(on_paper[0], Kept)


def test_whoever_has_begun_goes_on_in_a_full_round(open_round: Round) -> None:
    mine = answering.begin(round=open_round, about=About(), key="a-key-that-is-long-enough")
    begun(open_round, 53)
    again = answering.begin(round=open_round, about=About(), key="a-key-that-is-long-enough")
    assert again == mine
    response = Response.objects.select_related("round").get(pk=mine.id)
    kept = answering.save(response=response, revision=1, ratings={"enough": 4}, words={}, send=True)
    assert kept.state == "sent"


def test_another_round_has_its_own_room(open_round: Round, index_round: Round) -> None:
    begun(open_round, 54)
    jobs = [Beginning(one.pk, {}) for one in (open_round, index_round)]
    assert [isinstance(one, Kept) for one in record_responses(jobs)] == [False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_far_from_the_end_a_batch_counts_once(open_round: Round, number: int) -> None:
    with CaptureQueriesContext(connection) as taken:
        arrive(open_round, number)
    counted = [one["sql"] for one in taken if "COUNT(" in one["sql"]]
    assert (len(counted), any("SUM(" in one["sql"] for one in taken)) == (1, False)


def test_the_page_the_interface_and_the_desk_say_that_it_is_full(
    client: Client, as_ana: Client, open_round: Round
) -> None:
    begun(open_round, 54)
    sent = {"audience": "group", "attribution": "none", "key": "a-key-that-is-long-enough"}
    page = client.post(reverse("assessments:answer", args=[open_round.code]), sent)
    assert page.status_code == 422
    assert "Many more answers came in by this link" in page.content.decode()
    called = client.post(f"/api/v1/answer/{open_round.code}", {}, "application/json")
    assert (called.status_code, called.json()["error"]["code"]) == (409, "full")
    desk = as_ana.get(reverse("assessments:round", args=[open_round.pk]))
    assert "The link takes no new answers" in desk.content.decode()
    Response.objects.first().delete()
    desk = as_ana.get(reverse("assessments:round", args=[open_round.pk]))
    assert "The link takes no new answers" not in desk.content.decode()
