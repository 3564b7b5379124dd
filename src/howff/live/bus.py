"""Carries "this topic changed" from a transaction to the hub of every process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from howff.live.hub import hub

CHANNEL = "howff_live"
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
CONNECTION = {"host", "port", "user", "password", "dbname", "sslmode", "sslrootcert"}

logger = logging.getLogger(__name__)


class Bus(Protocol):
    """A way for announcements to travel."""

    def publish(self, topics: frozenset[str]) -> None:
        """Announce the topics when the running transaction commits, and never if it does not."""

    async def follow(self) -> None:
        """Pass on what other processes announce, for as long as this process serves pages."""


class LocalBus:
    """For one process: straight to its own hub."""

    def publish(self, topics: frozenset[str]) -> None:
        transaction.on_commit(partial(hub.touch, topics), robust=True)

    async def follow(self) -> None:
        """Nothing to follow: there is no other process."""


class PostgresBus:
    """For any number of processes: PostgreSQL notifies them all at the moment of commit."""

    def publish(self, topics: frozenset[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) AS topic",
                [CHANNEL, sorted(topics)],
            )

    async def follow(self) -> None:
        await persist(self._listen)

    async def _listen(self, connected: Callable[[], None]) -> None:
        """Listen on a connection of this process's own until it is lost."""
        given = connection.get_connection_params()
        address = make_conninfo(
            **{name: value for name, value in given.items() if name in CONNECTION},
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
        )
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            connected()
            hub.touch_all()  # whatever changed while nobody was listening
            async for notice in listener.notifies():
                hub.touch(frozenset({notice.payload}))


async def persist(listen: Callable[[Callable[[], None]], Awaitable[None]]) -> None:
    """Listen for ever: after a lost connection try again, at growing intervals."""
    pause = FIRST_PAUSE

    def connected() -> None:
        nonlocal pause
        pause = FIRST_PAUSE

    while True:
        try:
            await listen(connected)
        except (psycopg.Error, OSError) as error:
            logger.warning("Lost the line for announcements, trying again: %s", error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


_local, _postgres = LocalBus(), PostgresBus()


def current() -> Bus:
    """The bus that fits the database."""
    return _postgres if connection.vendor == "postgresql" else _local
