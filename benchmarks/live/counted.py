"""The site with a counter of its database queries, at /bench/queries."""

import os
from importlib import import_module
from typing import Any

module, _, name = os.environ["HOWFF_BENCH_APPLICATION"].partition(":")
application_itself = getattr(import_module(module), name)

# ruff: noqa: E402  Django must be ready before its parts are imported.
from django.db.backends.signals import connection_created

from howff.live.asgi import reply

queries = 0


def counting(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    """Count one query."""
    global queries  # noqa: PLW0603
    queries += 1
    return execute(sql, params, many, context)


def watch(connection: Any, **_: Any) -> None:
    """Count every query of a new connection."""
    connection.execute_wrappers.append(counting)


connection_created.connect(watch)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The site, and how many queries it made."""
    if scope.get("path") == "/bench/queries":
        await reply(send, 200, {"queries": queries})
    else:
        await application_itself(scope, receive, send)
