"""Many phones from one process: raw protocols, so that the measuring costs little."""

import asyncio
import json
import time
import zlib
from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from typing import Any

SOURCES = [f"127.0.0.{number}" for number in range(2, 10)]
TIMEOUT = 60.0
GZIP = b"\x1f\x8b"


class Lost(Exception):
    """The connection ended before the reply came."""


class Reply(asyncio.Protocol):
    """One request on a connection of its own, as a phone sends it."""

    def __init__(
        self, request: bytes, done: "asyncio.Future[bytes]", *, deaf: bool = False
    ) -> None:
        self.request, self.done, self.deaf = request, done, deaf
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]
        if self.deaf:
            transport.close()

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, end, body = self.received.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        chunked = b"transfer-encoding: chunked" in head.lower()
        whole = body.endswith(b"0\r\n\r\n") if chunked else len(body) >= int(length or 0)
        if end and whole:
            if not self.done.done():
                self.done.set_result(self.received)
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(Lost(str(error)))


class Page(asyncio.Protocol):
    """A page that follows a stream, and notices when it sees what it waits for."""

    __slots__ = ("bytes", "events", "kept", "last", "mark", "open", "request", "saw", "transport")

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.bytes = self.events = 0
        self.mark, self.saw, self.kept, self.last = b"", 0.0, b"", b""
        self.open = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        text, self.kept = unpacked(self.kept + data)
        if b"data: " not in text:
            return
        self.events += text.count(b"data: ")
        self.last = text
        if self.mark and not self.saw and self.mark in text:
            self.saw = time.monotonic()

    def connection_lost(self, _error: Exception | None) -> None:
        self.open = False

    def watch(self, mark: bytes) -> None:
        """Wait for this in what comes from now on."""
        self.mark, self.saw = mark, 0.0
        self.bytes = self.events = 0

    def version(self) -> bytes:
        """The version that the page saw last."""
        return self.last.rpartition(b"id: ")[2].partition(b"\n")[0]


@lru_cache(maxsize=4096)
def unpacked(data: bytes) -> tuple[bytes, bytes]:
    """The text of whole chunks, and what is left over; every page is sent the same bytes."""
    if data.startswith(b"HTTP/1.1 "):
        head, end, data = data.partition(b"\r\n\r\n")
        if not end:
            return b"", head
    text = b""
    while True:
        size, end, rest = data.partition(b"\r\n")
        if not end or len(rest) < int(size, 16) + 2:
            return text, data
        piece, data = rest[: int(size, 16)], rest[int(size, 16) + 2 :]
        if not piece.startswith(GZIP):
            text += zlib.decompressobj(-zlib.MAX_WBITS).decompress(piece)


class Server:
    """Where the phones go."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._turn = 0

    async def ask(
        self, method: str, path: str, body: object = None, token: str = ""
    ) -> tuple[int, Any]:
        """One request; its status and its JSON."""
        done: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        raw = request(method, path, body, token)
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._connect(lambda: Reply(raw, done))
                head, _, content = (await done).partition(b"\r\n\r\n")
        except (OSError, TimeoutError) as error:
            raise Lost(str(error)) from error
        if b"transfer-encoding: chunked" in head.lower():
            content = content.partition(b"\r\n")[2].rpartition(b"\r\n0\r\n")[0]
        return int(head[9:12]), json.loads(content) if content.strip() else None

    async def whisper(self, method: str, path: str, body: object, token: str) -> None:
        """Send a request, and lose the signal before the reply comes."""
        done: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        raw = request(method, path, body, token)
        try:
            await self._connect(lambda: Reply(raw, done, deaf=True))
            await done
        except (OSError, Lost):
            pass

    async def open(self, stream: str, seen: bytes = b"") -> Page:
        """A page that follows a stream."""
        last = b"Last-Event-ID: %b\r\n" % seen if seen else b""
        head = f"GET {stream} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        raw = head.encode() + last + b"\r\n"
        page = Page(raw)
        await self._connect(lambda: page)
        return page

    async def _connect(self, protocol: Callable[[], asyncio.BaseProtocol]) -> None:
        # Several source addresses, because finding a free port gets slow when one has thousands.
        self._turn += 1
        source = SOURCES[self._turn % len(SOURCES)]
        loop = asyncio.get_running_loop()
        await loop.create_connection(protocol, "127.0.0.1", self.port, local_addr=(source, 0))


def request(method: str, path: str, body: object, token: str) -> bytes:
    """The bytes of a request."""
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(content)}\r\n"
    if content:
        head += "Content-Type: application/json\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    return f"{head}\r\n".encode() + content


async def in_turns(many: Iterable[Awaitable[Any]], at_once: int = 64) -> list[Any]:
    """Do many things, only so many at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one(thing: Awaitable[Any]) -> Any:
        async with gate:
            return await thing

    return await asyncio.gather(*(one(thing) for thing in many))


def percentile(times: list[float], part: float) -> float:
    """In milliseconds; the worst when there are few."""
    ordered = sorted(times)
    return 1000 * ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else 0.0
