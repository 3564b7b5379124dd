"""Real servers and real pages for tests."""

import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Self

import psycopg
from django.conf import settings

UVICORN = "--http httptools --loop uvloop --no-access-log --timeout-graceful-shutdown 2 --ws none"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One uvicorn process that runs the wall."""

    def __init__(self, folder: Path, database: str = "", **more: str) -> None:
        self.port = free_port()
        self.log = folder / f"server-{self.port}.log"
        command = [sys.executable, "-m", "uvicorn", "howff.live.tests.site:application"]
        given = {"HOWFF_DATA": str(folder), "HOWFF_DATABASE_URL": database, **more}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), *UVICORN.split()],
                env=os.environ | {"HOWFF_SECRET_KEY": settings.SECRET_KEY} | given,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Self:
        wait_until(self._answers, "the server to start")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.ask("GET", "/live/health")[0] == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, dict[str, object]]:
        """One request, and its JSON."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        line.request(method, path, body=raw if body is not None else None)
        reply = line.getresponse()
        try:
            return reply.status, json.loads(reply.read() or b"{}")
        finally:
            line.close()

    def say(self, word: str) -> int:
        return self.ask("POST", "/say", {"word": word})[0]

    def streams(self) -> object:
        return self.ask("GET", "/live/health")[1]["streams"]


class Reader:
    """One page that follows a topic."""

    def __init__(
        self, server: Server, token: str, seen: str = "", room: int = 0, packed: bool = False
    ) -> None:
        self.socket = socket.socket()
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", server.port))
        head = f"GET /api/v1/stream/{token} HTTP/1.1\r\nHost: localhost\r\n"
        last = f"Last-Event-ID: {seen}\r\n" if seen else ""
        last += "Accept-Encoding: gzip\r\n" if packed else ""
        self.socket.sendall(f"{head}{last}\r\n".encode())
        self.received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def read(self, seconds: float) -> bytes:
        """Everything that arrives within this time."""
        self.socket.settimeout(seconds)
        try:
            while piece := self.socket.recv(65536):
                self.received += piece
        except TimeoutError:
            pass
        return self.received

    def events(self) -> Iterator[dict[str, object]]:
        """Each snapshot as it arrives."""
        while True:
            while b"\n\n" in self.received:
                event, self.received = self.received.split(b"\n\n", 1)
                if b"data: " in event:
                    yield json.loads(event.split(b"data: ", 1)[1])
            piece = self.socket.recv(65536)
            if not piece:
                return
            self.received += piece

    def until(self, words: int) -> dict[str, object]:
        """Follow until this many words are on the wall."""
        return next(event for event in self.events() if event["words"] == words)


def wait_until(condition: object, what: str, seconds: float = 20) -> None:
    """Wait for something to become true."""
    give_up = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < give_up, f"waited in vain for {what}"
        time.sleep(0.02)


def build_wall(folder: Path, database: str = "") -> None:
    """An empty wall in the database that a server will use."""
    if database:
        with psycopg.connect(database) as line:
            line.execute("DROP TABLE IF EXISTS wall")
            line.execute("CREATE TABLE wall (word text)")
    else:
        with closing(sqlite3.connect(folder / "howff.sqlite3", isolation_level=None)) as line:
            line.execute("DROP TABLE IF EXISTS wall")
            line.execute("CREATE TABLE wall (word text)")
