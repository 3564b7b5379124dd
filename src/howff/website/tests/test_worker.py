"""Background tasks: each runs, an idle site asks nothing, a killed worker's task is put back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.tasks import TaskResultStatus, task
from django.tasks.signals import task_enqueued
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from howff.people.models import Collaboration
from howff.sensemaking.models import Analysis, Progress, Study
from howff.sensemaking.tasks.analyses import run_analysis
from howff.website.worker import Worker, put_back_abandoned, seconds_until_next

pytestmark = pytest.mark.django_db(transaction=True)

told: list[str] = []


@task()
def tell(what: str) -> None:
    """Remember what was told."""
    told.append(what)


@task()
def stumble() -> None:
    """Fail, as a task may."""
    raise ValueError("stumbled")


@pytest.fixture(autouse=True)
def quiet(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    told.clear()


@pytest.fixture
def worker() -> Iterator[Worker]:
    running = Worker()
    yield running
    running.stop()


def test_a_task_runs_once(worker: Worker) -> None:
    tell.enqueue("hello")
    worker.work()
    worker.work()
    assert told == ["hello"]


def test_a_task_that_fails_does_not_stop_the_next(worker: Worker) -> None:
    stumble.enqueue()
    tell.enqueue("still here")
    worker.work()
    assert told == ["still here"]
    assert DBTaskResult.objects.failed().count() == 1


def test_an_enqueued_task_wakes_a_sleeping_worker_once_it_is_committed(
    worker: Worker,
) -> None:
    task_enqueued.connect(worker._enqueued)
    with transaction.atomic():
        tell.enqueue("later")
        assert not worker._reason.is_set()
    assert worker._reason.is_set()


def test_a_worker_with_nothing_to_do_sleeps_until_it_is_woken(worker: Worker) -> None:
    assert worker.work() is None


def test_a_deferred_task_is_looked_for_when_it_is_due(worker: Worker) -> None:
    tell.using(run_after=timezone.now() + timedelta(seconds=90)).enqueue("in a while")
    pause = worker.work()
    assert pause is not None
    assert 80 < pause <= 90
    assert told == []


def test_the_task_of_a_killed_worker_runs_again(worker: Worker) -> None:
    abandoned(workers=1)
    worker.work()
    assert told == ["abandoned"]


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    abandoned(workers=3)
    assert put_back_abandoned() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_with_several_processes_a_running_task_is_left_alone_until_its_lease_is_over() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite there is one worker.")
    abandoned(workers=1, ago=timedelta(minutes=5))
    assert put_back_abandoned() == 0
    pause = seconds_until_next()
    assert pause is not None
    assert 590 < pause <= 600


def test_nobody_waits_for_an_analysis_that_was_given_up(collaboration: Collaboration) -> None:
    study = Study.objects.create(collaboration=collaboration, title="What would help?")
    analysis = Analysis.objects.create(study=study, number=1, state=Progress.RUNNING)
    run_analysis.enqueue(analysis.pk)
    given_up(workers=3)
    assert put_back_abandoned() == 0
    analysis.refresh_from_db()
    assert analysis.state == Progress.FAILED
    assert analysis.trouble == "This was interrupted too often. Please look again."


def test_stopping_ends_the_thread(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "work", lambda: None)
    worker.start()
    worker.stop()
    assert worker._thread is not None
    assert not worker._thread.is_alive()


def test_an_idle_look_costs_a_handful_of_queries(worker: Worker) -> None:
    with CaptureQueriesContext(connection) as queries:
        put_back_abandoned()
        seconds_until_next()
    assert len(queries) == 3


def abandoned(*, workers: int, ago: timedelta = timedelta(hours=1)) -> None:
    """A task that a killed worker left running."""
    tell.enqueue("abandoned")
    given_up(workers=workers, ago=ago)


def given_up(*, workers: int, ago: timedelta = timedelta(hours=1)) -> None:
    """Leave every task as workers do that were killed."""
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - ago,
        worker_ids=["gone"] * workers,
    )
