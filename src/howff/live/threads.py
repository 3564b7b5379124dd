"""Django on a few lasting threads, instead of a new thread and database connection per request."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler
from django.db import connections

KEPT = 8
MOST = 32
ENOUGH = 1_000_000

type Receive = Callable[[], Awaitable[dict[str, Any]]]


class LastingThreads(ASGIHandler):
    """Gives every request a thread of its own, as Django does, but keeps a few for the next ones.

    Only so many work at once, for each may hold a database connection; the others wait their turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free: list[ThreadPoolExecutor] = []
        self._places = asyncio.Semaphore(MOST)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        receive = await heard(receive)
        await self._places.acquire()
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
        self._places.release()
        if len(self._free) < KEPT:
            self._free.append(thread)
        else:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)


async def heard(receive: Receive) -> Receive:
    """The request, read before it takes a thread, so that those who send slowly hold none."""
    messages: deque[dict[str, Any]] = deque()
    size, more = 0, True
    while more and size < ENOUGH:
        messages.append(await receive())
        size += len(messages[-1].get("body", b""))
        more = messages[-1].get("more_body", False)

    async def again() -> dict[str, Any]:
        return messages.popleft() if messages else await receive()

    return again
