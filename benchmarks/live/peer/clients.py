"""Many Socket.IO clients from one process, as cheap as the pages of the other measurements."""

import asyncio
import base64
import os
import time
from random import Random

OPCODE_TEXT, PING, PONG = 0x81, b"2", b"3"


class Client(asyncio.Protocol):
    """One page connected over a WebSocket."""

    def __init__(self, last: bytes) -> None:
        self.last = last
        self.buffer = b""
        self.bytes = self.events = 0
        self.upgraded = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sent = self.acknowledged = self.saw = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        self.buffer += data
        if not self.upgraded:
            head, end, self.buffer = self.buffer.partition(b"\r\n\r\n")
            if not end:
                self.buffer = head
                return
            self.upgraded = True
        while (frame := self._frame()) is not None:
            self._heard(frame)

    def _frame(self) -> bytes | None:
        if len(self.buffer) < 2:
            return None
        size, start = self.buffer[1] & 127, 2
        if size == 126:
            if len(self.buffer) < 4:
                return None
            size, start = int.from_bytes(self.buffer[2:4]), 4
        if len(self.buffer) < start + size:
            return None
        frame, self.buffer = self.buffer[start : start + size], self.buffer[start + size :]
        return frame

    def _heard(self, frame: bytes) -> None:
        if frame.startswith(b"42"):
            self.events += 1
            if self.last in frame and not self.saw:
                self.saw = time.monotonic()
        elif frame.startswith(b"43"):
            self.acknowledged = time.monotonic()
        elif frame.startswith(b"0"):
            self._say(b"40")
        elif frame.startswith(b"40"):
            self.ready.set_result(None)
        elif frame == PING:
            self._say(PONG)

    def _say(self, text: bytes) -> None:
        # A mask of zeros leaves the text as it is.
        self.transport.write(bytes([OPCODE_TEXT, 0x80 | len(text)]) + b"\0\0\0\0" + text)

    def vote(self, choice: str) -> None:
        """Send one vote and ask for its acknowledgement."""
        self.sent = time.monotonic()
        self._say(f'421["vote","{choice}"]'.encode())


async def vote_after(client: Client, seconds: float, random: Random) -> None:
    """One person's vote, in their own time."""
    await asyncio.sleep(seconds)
    client.vote(random.choice("abcd"))
