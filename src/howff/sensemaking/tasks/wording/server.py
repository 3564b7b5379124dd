"""One request to the server that the operator named: bounded in time and size, never led away."""

import json
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from howff.sensemaking.queries.wording import Server
from howff.sensemaking.tasks.wording.errors import WordingError

LONGEST_SECONDS = 60.0
MOST_BYTES = 64_000

type Message = Mapping[str, str]


@dataclass
class _Call:
    """A connection, cut when it takes too long, however slowly the other side drips."""

    connection: HTTPConnection
    late: Event = field(default_factory=Event)

    def cut(self) -> None:
        self.late.set()
        if self.connection.sock:
            with suppress(OSError):
                self.connection.sock.shutdown(socket.SHUT_RDWR)


def ask(server: Server, messages: Sequence[Message], seconds: float = LONGEST_SECONDS) -> bytes:
    """What the server answers. Raises WordingError, which says in plain words why nothing came."""
    call = _Call(_connection(server, seconds))
    timer = Timer(seconds, call.cut)
    timer.daemon = True
    timer.start()
    try:
        status, content = _answered(call.connection, server, messages)
    except (OSError, HTTPException, ValueError) as error:
        if call.late.is_set() or isinstance(error, TimeoutError):
            raise WordingError(_slow()) from error
        raise WordingError(_("The server for names cannot be reached.")) from error
    finally:
        timer.cancel()
        call.connection.close()
    if call.late.is_set():
        raise WordingError(_slow())
    return _checked(status, content)


def _connection(server: Server, seconds: float) -> HTTPConnection:
    parts = urlsplit(server.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=seconds)


def _answered(
    connection: HTTPConnection, server: Server, messages: Sequence[Message]
) -> tuple[int, bytes]:
    body = {"model": server.model, "messages": list(messages), "temperature": 0, "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    path = urlsplit(server.url).path.rstrip("/") + "/chat/completions"
    connection.request("POST", path, json.dumps(body).encode(), headers)
    response = connection.getresponse()
    return response.status, response.read(MOST_BYTES + 1)


def _checked(status: int, content: bytes) -> bytes:
    if 300 <= status < 400:
        raise WordingError(_("The server for names leads somewhere else; we did not follow."))
    if status in {401, 403}:
        raise WordingError(_("The server for names does not accept our key."))
    if status == 429:
        raise WordingError(_("The server for names is busy. Please try again later."))
    if status != 200:
        raise WordingError(
            _("The server for names could not help (HTTP %(status)d).") % {"status": status}
        )
    if len(content) > MOST_BYTES:
        raise WordingError(_("The server for names answered with far more than we asked for."))
    return content


def _slow() -> str:
    return _("The server for names took too long. Please try again later.")
