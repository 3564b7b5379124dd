"""Runs background tasks: in a thread beside the site, or in a process of their own.

The thread sleeps until a task is enqueued or a deferred one is due, so an idle site asks nothing
of its database.
"""

import logging
import os
import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import close_old_connections, connection, connections, transaction
from django.db.utils import DatabaseError
from django.tasks import TaskResultStatus
from django.tasks.signals import task_enqueued, task_finished
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as Batch
from django_tasks_db.models import DBTaskResult, get_date_max

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
ATTEMPTS = 3
REST_AFTER_TROUBLE = 5


class Worker:
    """Runs every task that is ready, then sleeps until there is a reason to look again."""

    def __init__(self, *, look_every: float | None = None) -> None:
        self.look_every = look_every
        self.identity = f"{os.getpid()}-{get_random_string(8)}"
        self._reason = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._batch: Batch | None = None

    def start(self) -> None:
        """Run in a thread, woken whenever this process enqueues a task."""
        task_enqueued.connect(self._enqueued)
        self._thread = threading.Thread(target=self.run, name="howff-tasks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing new; wait for the running task, as long as a stopping server may."""
        task_enqueued.disconnect(self._enqueued)
        self._stopping = True
        if self._batch:
            self._batch.running = False
        self._reason.set()
        if self._thread:
            self._thread.join(timeout=2)

    def run(self) -> None:
        """Work until stopped; trouble with the database is waited out."""
        while not self._stopping:
            self._reason.clear()
            try:
                pause = self.work()
            except DatabaseError:
                logger.exception("Background tasks wait: the database does not answer.")
                pause = REST_AFTER_TROUBLE
            finally:
                connections.close_all()
            self._reason.wait(pause)

    def work(self) -> float | None:
        """Run what is ready, in order; the result is how long to sleep, None for until woken."""
        close_old_connections()
        put_back_abandoned()
        self._batch = Batch(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.identity,
            excluded_queue_names=[],
        )
        self._batch.run()
        return self.look_every or seconds_until_next()

    def _enqueued(self, **_: Any) -> None:
        transaction.on_commit(self._reason.set)


def seconds_until_next() -> float | None:
    """When a deferred or an abandoned task wants a look; None when there is none."""
    now = timezone.now()
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, run_after__lt=get_date_max()
    )
    moments = [one.run_after for one in waiting.order_by("run_after")[:1]]
    running = DBTaskResult.objects.running().order_by("started_at")[:1]
    moments += [one.started_at + LEASE for one in running if one.started_at]
    return max(0.1, (min(moments) - now).total_seconds()) if moments else None


def put_back_abandoned() -> int:
    """Make tasks ready again whose worker died; one that was tried too often has failed.

    On SQLite there is one worker, so whatever runs when it looks was left by a killed one.
    """
    lease = timedelta(0) if connection.vendor == "sqlite" else LEASE
    running = DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - lease)
    put_back = 0
    for one in running:
        if len(one.worker_ids) >= ATTEMPTS:
            one.set_failed(RuntimeError(f"Abandoned by {ATTEMPTS} workers."))
            with suppress(ImportError, SuspiciousOperation):  # a task of an older version
                task_finished.send(type(one.task.get_backend()), task_result=one.task_result)
        else:
            put_back += running.filter(pk=one.pk).update(status=TaskResultStatus.READY)
    return put_back
