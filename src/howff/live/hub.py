"""Renders each changed topic once and pushes the same bytes to every page that shows it."""

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connections

from howff.live import snapshots

type Message = dict[str, Any]
type Send = Callable[[Message], Coroutine[Any, Any, None]]

SLICE = 250
IDLE = 30.0
FIRST_RETRY, LONGEST_RETRY = 1.0, 30.0

logger = logging.getLogger(__name__)


def body(content: bytes) -> Message:
    """A piece of a stream, as ASGI wants it."""
    return {"type": "http.response.body", "body": content, "more_body": True}


class Event:
    """A piece of a stream, plain and packed: made once, whoever it is sent to.

    Each piece is packed by itself, so that the same bytes fit into everybody's gzip stream.
    """

    __slots__ = ("packed", "plain")

    def __init__(self, text: bytes) -> None:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        self.plain = body(text)
        self.packed = body(packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH))


class Frame(Event):
    """One version of a topic, ready to send."""

    __slots__ = ("version",)

    def __init__(self, rendering: snapshots.Rendering) -> None:
        super().__init__(b"id: %d\ndata: %b\n\n" % rendering)
        self.version = str(rendering.version)


HEARTBEAT = Event(b":\n\n")


class Page:
    """One open page. While it is slow to take a message, only the newest one waits for it."""

    __slots__ = ("_packed", "_send", "_since", "_waiting", "owner", "seen", "sending")

    def __init__(
        self, send: Send, owner: "asyncio.Task[Any]", seen: str = "", *, packed: bool = False
    ) -> None:
        self._send, self.owner, self.seen, self._packed = send, owner, seen, packed
        self.sending: asyncio.Task[None] | None = None
        self._waiting: Message | None = None
        self._since = 0.0

    def show(self, frame: Frame) -> None:
        """Send this version, unless the page says that it has it."""
        if self.seen != frame.version:
            self.seen = frame.version
            self._push(frame.packed if self._packed else frame.plain)

    def push(self, event: Event) -> None:
        """Send this now if the page can take it, else when it can."""
        self._push(event.packed if self._packed else event.plain)

    def _push(self, message: Message) -> None:
        if self.sending is not None:
            self._waiting = message
            return
        # An eager task usually ends right here, without a switch of tasks.
        task = asyncio.Task(self._send(message), loop=self.owner.get_loop(), eager_start=True)
        if task.done():
            settle(task)
        else:
            self.sending, self._since = task, task.get_loop().time()
            task.add_done_callback(self._sent)

    def _sent(self, task: "asyncio.Task[None]") -> None:
        settle(task)
        self.sending = None
        message, self._waiting = self._waiting, None
        if message is not None:
            self._push(message)

    def stalled(self, now: float, limit: float) -> bool:
        """Whether it has not taken a message for too long."""
        return self.sending is not None and now - self._since > limit


def settle(task: "asyncio.Task[None]") -> None:
    """Look at how a send ended: the stream itself learns of a lost page by its disconnect."""
    if not task.cancelled():
        task.exception()


class Channel:
    """A topic that at least one page shows."""

    __slots__ = ("dirty", "due", "frame", "pages", "refreshing", "retry", "topic")

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.pages: set[Page] = set()
        self.frame: Frame | None = None
        self.dirty = False
        self.due = self.retry = 0.0
        self.refreshing: asyncio.Task[None] | None = None


class Hub:
    """Knows who looks at what. Lives on the event loop; only `touch` may be called elsewhere."""

    def __init__(self) -> None:
        self.channels: dict[str, Channel] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = ThreadPoolExecutor(1, "snapshots")
        self._heart: asyncio.Task[None] | None = None
        self._idle: asyncio.TimerHandle | None = None

    def streams(self) -> int:
        """How many pages are open."""
        return sum(len(channel.pages) for channel in self.channels.values())

    def touch(self, topics: Iterable[str]) -> None:
        """These topics changed: render those that somebody looks at. From any thread."""
        if self._loop and self.channels and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._touch, topics)

    def touch_all(self) -> None:
        """Anything may have changed."""
        self._touch(list(self.channels))

    def join(self, topic: str, page: Page) -> None:
        """A page opened: it gets the newest snapshot and every later one."""
        self._loop = asyncio.get_running_loop()
        channel = self.channels.get(topic) or self.channels.setdefault(topic, Channel(topic))
        channel.pages.add(page)
        if channel.frame:
            page.show(channel.frame)
        elif not channel.dirty:
            self._touch([topic])
        if self._heart is None:
            self._heart = self._loop.create_task(self._beat())

    def leave(self, topic: str, page: Page) -> None:
        """A page closed; with the last one of a topic all work on it ends."""
        channel = self.channels[topic]
        channel.pages.discard(page)
        if not channel.pages:
            del self.channels[topic]
            if channel.refreshing:
                channel.refreshing.cancel()
        if not self.channels:
            self._rest()

    def _rest(self) -> None:
        """Nobody is looking: keep no task, no timer and no database connection."""
        if self._heart:
            self._heart.cancel()
            self._heart = None
        if self._idle:
            self._idle.cancel()
        self._thread.submit(connections.close_all)

    def _touch(self, topics: Iterable[str]) -> None:
        for topic in topics:
            if channel := self.channels.get(topic):
                channel.dirty = True
                if channel.refreshing is None:
                    channel.refreshing = asyncio.ensure_future(self._refresh(channel))

    async def _refresh(self, channel: Channel) -> None:
        """Render and push for as long as there are changes: the first at once, then in step."""
        loop = asyncio.get_running_loop()
        try:
            while channel.dirty:
                await asyncio.sleep(channel.due - loop.time())
                channel.dirty, began = False, loop.time()
                if frame := await self._render(channel):
                    channel.frame = frame
                    async for page in in_slices(channel.pages):
                        page.show(frame)
                # The busier the room, the longer the step: half of the loop stays free for answers.
                pause = max(settings.LIVE["INTERVAL"], 2 * (loop.time() - began), channel.retry)
                channel.due = began + pause
        finally:
            channel.refreshing = None

    async def _render(self, channel: Channel) -> Frame | None:
        """The topic's new frame, if it changed; a failure is logged and tried again later."""
        try:
            rendering = await self._in_thread(snapshots.render, channel.topic)
        except Exception:
            logger.exception("Could not render %s; trying again.", channel.topic)
            channel.dirty = True
            channel.retry = min(max(FIRST_RETRY, 2 * channel.retry), LONGEST_RETRY)
            return None
        channel.retry = 0.0
        changed = rendering and (
            channel.frame is None or channel.frame.version != str(rendering.version)
        )
        return Frame(rendering) if rendering and changed else None

    async def _in_thread[T](self, render: Callable[[str], T], topic: str) -> T:
        """Run on the one thread that reads snapshots, which gives its connection back when idle."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, healing, render, topic)
        finally:
            if self._idle:
                self._idle.cancel()
            if self.channels:
                self._idle = loop.call_later(IDLE, self._thread.submit, connections.close_all)

    async def _beat(self) -> None:
        """Keep quiet streams open, and let go of pages that take nothing any more."""
        loop, every = asyncio.get_running_loop(), settings.LIVE["HEARTBEAT"]
        while True:
            await asyncio.sleep(every)
            for channel in list(self.channels.values()):
                quiet = loop.time() - channel.due > every / 2
                async for page in in_slices(channel.pages):
                    check(page, quiet)


async def in_slices(pages: set[Page]) -> AsyncIterator[Page]:
    """The pages of this moment, with room for answers after every few."""
    for count, page in enumerate(list(pages), 1):
        yield page
        if count % SLICE == 0:
            await asyncio.sleep(0)


def check(page: Page, quiet: bool) -> None:
    """End a stalled stream; show a quiet one that we are here."""
    if page.stalled(page.owner.get_loop().time(), settings.LIVE["MAX_STALL"]):
        page.owner.cancel()
    elif quiet and page.sending is None:
        page.push(HEARTBEAT)


def healing[Key, T](query: Callable[[Key], T], key: Key) -> T:
    """Ask the database; after an error the next question goes through a new connection."""
    try:
        return query(key)
    except DatabaseError:
        connections.close_all()
        raise


hub = Hub()
