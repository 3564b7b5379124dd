"""Keeps answers: all that arrive during one commit share the next, then each is acknowledged."""

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

type Job = Any
type Outcome = Any
type Record = Callable[[Sequence[Job]], Sequence[Outcome]]

MOST = 1000
STEP, BUSY = 0.02, 5  # 20 ms after a lone answer, 60 ms after five or more
IDLE = 60.0
PATIENCE = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0

logger = logging.getLogger(__name__)
_records: dict[str, Record] = {}


class Unavailable(Exception):
    """Nothing can be kept at the moment; the sender keeps it and tries again."""


class Order(NamedTuple):
    """A job of some kind, and the promise of its outcome."""

    kind: str
    job: Job
    promise: "Future[Outcome]"


def register(kind: str, record: Record) -> None:
    """Say how jobs of a kind are kept: an outcome for each; an exception fails only its own job."""
    _records[kind] = record


def submit(kind: str, job: Job) -> "Future[Outcome]":
    """Have a job kept; its future is resolved only after the commit."""
    order = Order(kind, job, Future())
    how: object = settings.LIVE.get("WRITER")
    if how == "direct":
        resolve([order], keep([order]))
    else:
        _writer.take(order)
    return order.promise


def waiting() -> int:
    """How many jobs wait to be kept."""
    return len(_writer.queue)


def keep(orders: Sequence[Order]) -> list[Outcome]:
    """Keep all of the orders in one transaction; if that fails, find out which cannot be kept."""
    try:
        with transaction.atomic():
            return record(orders)
    except Exception as error:
        if blames_the_database(error):
            raise
        if len(orders) == 1:
            return [error]
    half = len(orders) // 2
    return keep(orders[:half]) + keep(orders[half:])


def record(orders: Sequence[Order]) -> list[Outcome]:
    """Hand each kind its jobs, in the order they came."""
    outcomes: dict[int, Outcome] = {}
    for kind in dict.fromkeys(order.kind for order in orders):
        places = [place for place, order in enumerate(orders) if order.kind == kind]
        results = _records[kind]([orders[place].job for place in places])
        outcomes.update(zip(places, results, strict=True))
    return [outcomes[place] for place in range(len(orders))]


def blames_the_database(error: Exception) -> bool:
    """Whether the database is out of reach, locked or full, so that no job is to blame."""
    fault = getattr(error.__cause__, "sqlite_errorcode", None)
    return isinstance(error, (OperationalError, InterfaceError)) and fault != sqlite3.SQLITE_ERROR


def resolve(orders: Sequence[Order], outcomes: Sequence[Outcome]) -> None:
    """Tell each sender how it went."""
    for order, outcome in zip(orders, outcomes, strict=True):
        if isinstance(outcome, Exception):
            order.promise.set_exception(outcome)
        else:
            order.promise.set_result(outcome)


class Writer:
    """The thread through which answers reach the database."""

    def __init__(self) -> None:
        self.queue: deque[Order] = deque()
        self._arrived = threading.Condition()
        self._thread: threading.Thread | None = None
        self._due = 0.0

    def take(self, order: Order) -> None:
        """Queue an order, unless too many wait already."""
        with self._arrived:
            if len(self.queue) >= settings.LIVE["QUEUE"]:
                raise Unavailable
            self.queue.append(order)
            self._arrived.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            orders = self._collect()
            try:
                resolve(orders, self._keep_trying(orders))
            except Exception as error:
                logger.exception("Could not keep %d answers.", len(orders))
                resolve(orders, [error] * len(orders))

    def _collect(self) -> list[Order]:
        """Everything that queued up since the last commit, but for what its sender gave up on.

        Commits keep a step between them, longer in a busy room, so that answers share them.
        """
        with self._arrived:
            if not self._arrived.wait_for(lambda: self.queue, IDLE):
                connection.close()
                self._arrived.wait_for(lambda: self.queue)
        time.sleep(max(0.0, self._due - time.monotonic()))
        began = time.monotonic()
        with self._arrived:
            orders = [self.queue.popleft() for _ in range(min(MOST, len(self.queue)))]
        self._due = began + STEP * (1 + min(len(orders), BUSY)) / 2
        return [order for order in orders if order.promise.set_running_or_notify_cancel()]

    def _keep_trying(self, orders: Sequence[Order]) -> list[Outcome]:
        """Keep the orders; with the database out of reach, try again for a while, then give up."""
        give_up, pause = time.monotonic() + PATIENCE, FIRST_PAUSE
        while True:
            try:
                return keep(orders)
            except (OperationalError, InterfaceError) as error:
                logger.warning("The database does not answer: %s", error)
                connection.close()
                if time.monotonic() + pause > give_up:
                    return [Unavailable()] * len(orders)
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)


_writer = Writer()
