"""One phone's connection: a small HTTP/1.1 client, and the stream of a conversation."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 20.0
TROUBLE = (OSError, EOFError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)

type Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Lost(Exception):
    """The signal was lost; nobody knows whether the server heard."""


class Line:
    """A connection that is kept open between requests."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.secure = parts.scheme == "https"
        self.host = parts.hostname or "localhost"
        self.port = parts.port or (443 if self.secure else 80)
        self.prefix = parts.path.rstrip("/")
        self._pipe: Pipe | None = None
        self._turn = asyncio.Lock()

    async def ask(
        self, method: str, path: str, body: object = None, token: str = ""
    ) -> tuple[int, Any]:
        """One request and the JSON of its reply."""
        try:
            async with self._turn, asyncio.timeout(TIMEOUT):
                return await self._ask(method, path, body, token)
        except (*TROUBLE, TimeoutError) as error:
            self.hang_up()
            raise Lost(str(error)) from error

    async def send_and_lose(self, path: str, body: object, token: str) -> None:
        """Send a request, and lose the signal before the reply comes."""
        with suppress(Lost, *TROUBLE):
            _reader, writer = await self._open()
            writer.write(self._request("POST", path, body, token))
            await writer.drain()
            writer.close()

    def hang_up(self) -> None:
        """Close the connection."""
        if self._pipe:
            self._pipe[1].close()
            self._pipe = None

    async def follow(self, path: str) -> AsyncIterator[dict[str, Any]]:
        """Each snapshot of a stream, which is opened again whenever it ends."""
        seen = ""
        while True:
            reader, writer = await self._open()
            try:
                last = f"Last-Event-ID: {seen}\r\n" if seen else ""
                writer.write(self._head("GET", path, f"Accept: text/event-stream\r\n{last}"))
                async for event in events(reader):
                    seen = str(event["version"])
                    yield event
            except TROUBLE as error:
                raise Lost(str(error)) from error
            finally:
                writer.close()

    async def _ask(self, method: str, path: str, body: object, token: str) -> tuple[int, Any]:
        reader, writer = await self._pick_up()
        writer.write(self._request(method, path, body, token))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        if "transfer-encoding: chunked" in head:
            content = await chunks(reader)
        else:
            length = head.partition("\r\ncontent-length:")[2].partition("\r\n")[0]
            content = await reader.readexactly(int(length or 0))
        if "\r\nconnection: close" in head:
            self.hang_up()
        return status, json.loads(content) if content else None

    async def _pick_up(self) -> Pipe:
        if self._pipe is None or self._pipe[0].at_eof():
            self.hang_up()
            self._pipe = await self._open()
        return self._pipe

    async def _open(self) -> Pipe:
        context = ssl.create_default_context() if self.secure else None
        try:
            return await asyncio.open_connection(self.host, self.port, ssl=context)
        except OSError as error:
            raise Lost(str(error)) from error

    def _request(self, method: str, path: str, body: object, token: str) -> bytes:
        content = b"" if body is None else json.dumps(body).encode()
        fields = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        if token:
            fields += f"Authorization: Bearer {token}\r\n"
        return self._head(method, path, fields) + content

    def _head(self, method: str, path: str, fields: str) -> bytes:
        where = f"{method} {self.prefix}{path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
        return f"{where}{fields}\r\n".encode()


async def chunks(reader: asyncio.StreamReader) -> bytes:
    """The whole of a body that comes in chunks."""
    content = b""
    while size := int(await reader.readline(), 16):
        content += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return content


async def events(reader: asyncio.StreamReader) -> AsyncIterator[dict[str, Any]]:
    """The snapshots of one opened stream, until it ends."""
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise ValueError(head.split(b"\r\n", 1)[0].decode("latin-1"))
    waiting = b""
    while size := int(await reader.readline() or b"0", 16):
        waiting += (await reader.readexactly(size + 2))[:-2]
        *whole, waiting = waiting.split(b"\n\n")
        for event in whole:
            for line in event.split(b"\n"):
                if line.startswith(b"data:"):
                    yield json.loads(line[5:])
