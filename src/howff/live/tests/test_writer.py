"""An answer is acknowledged after its commit, and no answer spoils another."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection, transaction
from pytest_django.fixtures import Settings

from howff.live import writer
from howff.people.models import Collaboration

pytestmark = pytest.mark.django_db(transaction=True)


def keep_names(names: Sequence[str]) -> list[object]:
    """Keep collaborations of these names; some names are refused, some break everything."""
    if "poison" in names:
        raise ValueError("poison")
    Collaboration.objects.bulk_create(Collaboration(name=name) for name in names)
    return [PermissionError(name) if name == "refused" else name for name in names]


@pytest.fixture(autouse=True)
def threaded(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[writer.Writer]:
    fresh = writer.Writer()
    monkeypatch.setattr(writer, "_writer", fresh)
    monkeypatch.setattr(writer, "_records", {"name": keep_names})
    monkeypatch.setattr(writer, "IDLE", 0.01)
    settings.LIVE = {**django_settings.LIVE, "WRITER": "thread"}
    yield fresh
    time.sleep(0.1)  # it gives its database connection back


def outcome(future: "Future[object]") -> object:
    return future.exception(timeout=20) or future.result(timeout=20)


def names() -> list[str]:
    return sorted(Collaboration.objects.values_list("name", flat=True))


class Gate:
    """Holds the writer inside a commit, so that more can queue up behind it."""

    def __init__(self) -> None:
        self.inside, self.open = threading.Event(), threading.Event()
        self.batches: list[list[str]] = []

    def keep(self, jobs: Sequence[str]) -> list[object]:
        self.batches.append(list(jobs))
        self.inside.set()
        assert self.open.wait(10)
        return keep_names(jobs)


@pytest.fixture
def gate() -> Gate:
    gate = Gate()
    writer.register("name", gate.keep)
    return gate


def test_what_is_acknowledged_is_kept() -> None:
    futures = [writer.submit("name", f"n{number}") for number in range(50)]
    assert [outcome(future) for future in futures] == [f"n{number}" for number in range(50)]
    assert len(names()) == 50


def test_nothing_is_acknowledged_before_the_commit(gate: Gate) -> None:
    future = writer.submit("name", "early")
    gate.inside.wait(10)
    assert not future.done()
    gate.open.set()
    assert outcome(future) == "early"
    assert names() == ["early"]


def test_all_that_arrive_during_a_commit_share_the_next(gate: Gate) -> None:
    first = writer.submit("name", "first")
    gate.inside.wait(10)
    rest = [writer.submit("name", f"n{number}") for number in range(20)]
    gate.open.set()
    assert [outcome(future) for future in (first, *rest)]
    assert [len(batch) for batch in gate.batches] == [1, 20]


def test_an_outcome_that_is_an_error_fails_only_its_own_job(gate: Gate) -> None:
    futures = [writer.submit("name", name) for name in ("a", "refused", "b")]
    gate.open.set()
    assert [type(outcome(future)) for future in futures] == [str, PermissionError, str]


def test_a_poisonous_job_fails_alone(gate: Gate) -> None:
    opener = writer.submit("name", "opener")
    gate.inside.wait(10)
    given = ["a", "b", "poison", "c", "d", "e", "f"]
    futures = [writer.submit("name", name) for name in given]
    gate.open.set()
    assert outcome(opener) == "opener"
    assert [type(outcome(future)) for future in futures] == [str, str, ValueError, *[str] * 4]
    assert names() == ["a", "b", "c", "d", "e", "f", "opener"]


def test_different_kinds_share_a_commit(gate: Gate) -> None:
    writer.register("length", lambda jobs: [len(job) for job in jobs])
    opener = writer.submit("name", "opener")
    gate.inside.wait(10)
    jobs = [("length", "four"), ("name", "x"), ("length", "")]
    futures = [writer.submit(kind, job) for kind, job in jobs]
    gate.open.set()
    assert outcome(opener)
    assert [future.result(20) for future in futures] == [4, "x", 0]


def test_a_sender_that_went_away_is_not_kept(gate: Gate) -> None:
    first = writer.submit("name", "first")
    gate.inside.wait(10)
    gone, last = writer.submit("name", "gone"), writer.submit("name", "last")
    gone.cancel()
    gate.open.set()
    assert (outcome(first), outcome(last)) == ("first", "last")
    assert names() == ["first", "last"]


def test_a_full_queue_says_so_at_once(gate: Gate, settings: Settings) -> None:
    settings.LIVE = {**settings.LIVE, "QUEUE": 2}
    first = writer.submit("name", "first")
    gate.inside.wait(10)
    futures = [first, writer.submit("name", "second"), writer.submit("name", "third")]
    with pytest.raises(writer.Unavailable):
        writer.submit("name", "fourth")
    gate.open.set()
    assert [outcome(future) for future in futures] == ["first", "second", "third"]


def lost() -> OperationalError:
    return OperationalError("server closed the connection unexpectedly")


def test_a_lost_connection_heals() -> None:
    attempts: list[bool] = []

    def keep(jobs: Sequence[str]) -> list[object]:
        attempts.append(connection.in_atomic_block)
        if len(attempts) < 3:
            raise lost()
        return keep_names(jobs)

    writer.register("name", keep)
    assert outcome(writer.submit("name", "patient")) == "patient"
    assert attempts == [True] * 3
    assert names() == ["patient"]


def test_a_connection_lost_for_too_long_fails_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.3)

    def keep(jobs: Sequence[str]) -> list[object]:
        raise lost()

    writer.register("name", keep)
    assert isinstance(outcome(writer.submit("name", "hopeless")), writer.Unavailable)
    writer.register("name", keep_names)
    assert outcome(writer.submit("name", "later")) == "later"


def test_a_job_that_the_database_finds_absurd_is_to_blame_itself() -> None:
    absurd = OperationalError("malformed JSON")
    absurd.__cause__ = sqlite3.OperationalError("malformed JSON")
    absurd.__cause__.sqlite_errorcode = sqlite3.SQLITE_ERROR

    def keep(jobs: Sequence[str]) -> list[object]:
        if "absurd" in jobs:
            raise absurd
        return keep_names(jobs)

    writer.register("name", keep)
    assert outcome(writer.submit("name", "absurd")) is absurd
    assert outcome(writer.submit("name", "fine")) == "fine"


def test_directly_it_runs_in_the_callers_transaction(settings: Settings) -> None:
    settings.LIVE = {**settings.LIVE, "WRITER": "direct"}
    with transaction.atomic():
        assert writer.submit("name", "direct").result(0) == "direct"
        assert isinstance(writer.submit("name", "poison").exception(0), ValueError)
        transaction.set_rollback(True)
    assert names() == []
