"""Django on a few lasting threads, instead of a new thread and database connection per request."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler
from django.db import connections

KEPT = 8


class LastingThreads(ASGIHandler):
    """Gives every request a thread of its own, as Django does, but keeps a few for the next ones.

    A request never waits for a thread: when all are busy it gets a new one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free: list[ThreadPoolExecutor] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        thread = self._free.pop() if self._free else ThreadPoolExecutor(1, "django")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            # Through the thread itself: an abandoned request may still be using it.
            back = partial(self._back, asyncio.get_running_loop(), thread)
            thread.submit(bool).add_done_callback(back)

    def _back(
        self, loop: asyncio.AbstractEventLoop, thread: ThreadPoolExecutor, _done: object
    ) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._keep, thread)

    def _keep(self, thread: ThreadPoolExecutor) -> None:
        if len(self._free) < KEPT:
            self._free.append(thread)
        else:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)
