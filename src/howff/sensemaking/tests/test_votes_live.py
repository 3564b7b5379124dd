"""While votes arrive the machine looks again by itself: once at a time, and not for nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from howff.conversations.actions import running
from howff.conversations.actions.contributing import take_back_answer
from howff.conversations.models import Answer
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.votes import look_again, look_for_common_ground
from howff.sensemaking.models import Analysis, Study
from howff.sensemaking.queries.votes import reading_of
from howff.sensemaking.tasks.analyses import run_analysis
from howff.sensemaking.tests.voting import asked, joins, vote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


def run(study: Study) -> None:
    """The worker does what waits."""
    for one in study.analyses.filter(state="waiting"):
        run_analysis.call(one.pk)


def states(study: Study) -> list[tuple[int, str]]:
    return list(study.analyses.order_by("number").values_list("number", "state"))


@pytest.fixture
def study(collaboration: Collaboration, ana: Person) -> Study:
    """A study that was looked at once, before anybody voted."""
    found = look_for_common_ground(prompt=asked(collaboration, ana), by=ana)
    run(found)
    return found


def test_votes_have_it_looked_at_again_once(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree", 1: "pass"})
        vote(prompt, joins(prompt, "b"), {0: "agree"})
    assert states(study) == [(1, "done"), (2, "waiting")]
    with django_capture_on_commit_callbacks(execute=True):
        run(study)
    assert states(study) == [(1, "done"), (2, "done")]
    found = reading_of(study)
    assert found is not None
    assert found.findings is not None
    assert (found.findings.people, found.findings.votes, found.is_stale) == (2, 3, False)


def test_a_look_waits_some_seconds_after_the_last(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    from django_tasks_db.models import DBTaskResult

    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    last = study.analyses.get(number=1).finished_at
    assert last is not None
    waiting = DBTaskResult.objects.order_by("-enqueued_at").first()
    assert waiting is not None
    assert waiting.run_after == last + timedelta(seconds=5)


def test_without_votes_nothing_is_looked_at(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        joins(prompt, "a")
    assert states(study) == [(1, "done")]


def test_what_nobody_began_is_not_looked_at(
    collaboration: Collaboration, ana: Person, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = asked(collaboration, ana)
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    assert Analysis.objects.count() == 0


def test_looks_that_nobody_asked_for_do_not_pile_up(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    for name in "abc":
        with django_capture_on_commit_callbacks(execute=True):
            vote(prompt, joins(prompt, name), {0: "agree"})
        with django_capture_on_commit_callbacks(execute=True):
            run(study)
    assert states(study) == [(1, "done"), (4, "done")]


def test_votes_that_come_during_a_look_are_looked_at_afterwards(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    study.analyses.filter(number=2).update(state="running")
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "b"), {0: "disagree"})
    assert states(study) == [(1, "done"), (2, "running")]
    with django_capture_on_commit_callbacks(execute=True):
        run_analysis.call(study.analyses.get(number=2).pk)
    assert states(study) == [(1, "done"), (2, "done")]


def test_looks_are_quick_while_votes_arrive_and_whole_once_they_do_not(
    study: Study, ana: Person, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    run(study)
    assert reading_of(study).analysis.result["quick"] is True  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        running.close_prompt(prompt=prompt, by=ana)
    run(study)
    found = reading_of(study)
    assert found is not None
    assert found.analysis.result["quick"] is False
    assert found.is_stale is False


def test_who_asks_gets_a_whole_look_though_a_quick_one_waits(
    study: Study, ana: Person, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    look_again(study=study, by=ana)
    assert states(study) == [(1, "done"), (2, "cancelled"), (3, "waiting")]
    run(study)
    assert reading_of(study).analysis.result["quick"] is False  # type: ignore[union-attr]


def test_votes_taken_back_leave_the_result(
    study: Study, django_capture_on_commit_callbacks: Any
) -> None:
    prompt = reading_of(study).prompt  # type: ignore[union-attr]
    with django_capture_on_commit_callbacks(execute=True):
        vote(prompt, joins(prompt, "a"), {0: "agree"})
    run(study)
    answer = Answer.objects.select_related("participant").get()
    with django_capture_on_commit_callbacks(execute=True):
        take_back_answer(participant=answer.participant, answer=answer)
    run(study)
    found = reading_of(study)
    assert found is not None
    assert found.findings is None
    assert timezone.now() >= found.analysis.finished_at
