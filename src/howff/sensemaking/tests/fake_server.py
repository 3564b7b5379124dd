"""A small server on this machine that answers as a model would, well or badly."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

GOOD = {
    "name": "Buses come late",
    "description": "People wait and are not told why.",
    "quote_numbers": [1, 3],
}


@dataclass
class Fake:
    """What the server was sent, and how it answers: a status, a content and headers."""

    url: str = ""
    heard: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    status: int = 200
    content: bytes | Iterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], None] = lambda: None

    def says(self, told: object, *, fenced: bool = False) -> None:
        """Let the model say this."""
        text = told if isinstance(told, str) else json.dumps(told)
        text = f"```json\n{text}\n```" if fenced else text
        message = {"role": "assistant", "content": text}
        self.content = json.dumps({"choices": [{"index": 0, "message": message}]}).encode()

    @property
    def prompt(self) -> str:
        """All that was sent, as one text."""
        return json.dumps([body for _path, _headers, body in self.heard], ensure_ascii=False)


@contextmanager
def listening() -> Iterator[Fake]:
    """A server that listens until the test is over."""
    fake = Fake()
    fake.says(GOOD)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.heard.append((self.path, dict(self.headers), body))
            fake.meanwhile()
            self.send_response(fake.status)
            for name, value in fake.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in [fake.content] if isinstance(fake.content, bytes) else fake.content:
                try:
                    self.wfile.write(piece)
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
