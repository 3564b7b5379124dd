"""Taking back: before closing without a trace, afterwards with the words and, for many, figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.dispatch import Signal
from django.http import Http404
from django.tasks.signals import task_enqueued

from howff.assessments.actions import answering
from howff.assessments.actions.closing import close_round
from howff.assessments.models import Response, Round, RoundState, Said
from howff.assessments.queries.answering import said_by
from howff.assessments.tasks import make_figures
from howff.assessments.tests.conftest import KEY, Begin
from howff.evidence.models import Passage, PassageState
from howff.instruments.queries import definition_of
from howff.people.errors import Refused
from howff.people.models import Person

PEOPLE = 6


@contextmanager
def receiving(signal: Signal, receiver: Callable[..., Any]) -> Iterator[None]:
    """Have a signal received for as long as it takes."""
    signal.connect(receiver)
    yield
    signal.disconnect(receiver)


@pytest.fixture
def responses(begin: Begin, open_round: Round) -> list[Response]:
    """Six people who rate everything, each with some words."""
    items = [one.id for one in definition_of(open_round.version).principles]
    return [
        begin(
            key=f"the-secret-key-of-person-{number}",
            ratings=dict.fromkeys(items, 1 + number % 5),
            words={items[0]: f"Words of person {number}."},
            send=True,
        )
        for number in range(PEOPLE)
    ]


@pytest.fixture
def closed(responses: list[Response], open_round: Round, ana: Person) -> Round:
    """Their round, counted."""
    close_round(round=open_round, by=ana)
    make_figures.call(open_round.pk, ana.pk)
    open_round.refresh_from_db()
    assert open_round.state == RoundState.CLOSED
    return open_round


def test_before_closing_nothing_remains(responses: list[Response], open_round: Round) -> None:
    answering.take_back(response=responses[0])
    open_round.refresh_from_db()
    assert (Response.objects.count(), open_round.taken_back) == (PEOPLE - 1, 0)


def test_while_it_is_counted_one_waits(responses: list[Response]) -> None:
    Round.objects.update(state=RoundState.CLOSING)
    with pytest.raises(Refused) as caught:
        answering.take_back(response=responses[0])
    assert caught.value.status == 409
    assert Response.objects.count() == PEOPLE


def test_words_are_taken_back_one_by_one(closed: Round, responses: list[Response]) -> None:
    mine, others = responses[0], responses[1]
    (own,) = said_by(mine)
    assert own.quote.text == "Words of person 0."
    with pytest.raises(Http404):
        answering.take_back_words(response=others, said=own.pk)
    answering.take_back_words(response=mine, said=own.pk)
    passage = Passage.objects.get(pk=Said.objects.get(pk=own.pk).passage_id)
    assert (passage.text, passage.state) == ("", PassageState.WITHDRAWN)
    assert said_by(mine) == []
    assert len(said_by(others)) == 1
    closed.refresh_from_db()
    assert (Response.objects.count(), closed.taken_back) == (PEOPLE, 0)


def test_after_closing_row_and_words_go_at_once(closed: Round, responses: list[Response]) -> None:
    answering.take_back(response=responses[0])
    closed.refresh_from_db()
    assert (Response.objects.count(), closed.taken_back) == (PEOPLE - 1, 1)
    assert not Passage.objects.filter(text="Words of person 0.").exists()


def test_enough_taken_back_have_the_figures_made_again(
    closed: Round, responses: list[Response], django_capture_on_commit_callbacks: Any
) -> None:
    asked_for = []
    with receiving(task_enqueued, lambda task_result, **_more: asked_for.append(task_result)):
        for response in responses[: closed.threshold]:
            assert asked_for == []
            with django_capture_on_commit_callbacks(execute=True):
                answering.take_back(response=response)
    assert [(one.task.name, list(one.args)) for one in asked_for] == [
        ("make_figures", [closed.pk, None])
    ]


def test_an_organisation_that_takes_back_its_return_is_no_longer_shown(
    responses: list[Response], open_round: Round, ana: Person
) -> None:
    carers = open_round.partners.get(returns=True)
    kept = answering.begin_return(partner=carers, key=KEY)
    given = Response.objects.select_related("round").get(pk=kept.id)
    item = definition_of(open_round.version).principles[0].id
    answering.save(response=given, revision=1, ratings={item: 3}, words={}, send=True)
    close_round(round=open_round, by=ana)
    make_figures.call(open_round.pk, ana.pk)
    shown = [one.content["items"][0]["returns"] for one in open_round.published.all()]
    assert [[rating for _who, rating in one] for one in shown] == [[3], [3]]
    answering.take_back(response=Response.objects.get(pk=given.pk))
    shown = [one.content["items"][0]["returns"] for one in open_round.published.all()]
    open_round.refresh_from_db()
    assert (shown, open_round.taken_back) == ([[], []], 0)
