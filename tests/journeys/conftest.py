"""The journeys' stage: a real server on a fresh data folder, and a real browser before it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from journeys.room import PROMPTS, Room
from journeys.stock import Prepared, prepare, signed_in

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOWFF = [sys.executable, "-c", "from howff.website.cli import main; raise SystemExit(main())"]
PATIENCE = 20_000  # milliseconds: for a busy machine; what is there is seen at once
expect.set_options(timeout=PATIENCE)
SIGN_IN = """
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from howff.people.actions import create_person
person = create_person(email={email!r}, name={name!r})
session = SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
print("session", session.session_key)
"""


@dataclass
class Server:
    """A running Howff, driven from outside only."""

    address: str
    data: Path
    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]
    token: str = ""

    def command(self, *words: str) -> str:
        """Run a `howff` command beside the server and give back what it printed."""
        done = subprocess.run(
            [*HOWFF, *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def call(self, method: str, path: str, body: object = None, token: str = "") -> object:
        """Call the interface for programs; without a token as Ana."""
        request = Request(f"{self.address}/api/v1{path}", method=method)
        request.add_header("Authorization", f"Bearer {token or self.token}")
        request.add_header("Content-Type", "application/json")
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(request, data, timeout=20) as reply:
                content = reply.read()
        except HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()!r}") from None
        return json.loads(content) if content else None

    def session_of(self, email: str, name: str = "") -> str:
        """A signed-in session of this person, who is made if need be."""
        printed = self.command("manage", "shell", "-c", SIGN_IN.format(email=email, name=name))
        return printed.split("session ")[-1].strip()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Howff itself, in a process of its own, with Ana's token at hand."""
    data = tmp_path_factory.mktemp("journeys")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "HOWFF_DATA": str(data),
        "HOWFF_ADDRESS": address,
        "HOWFF_EMAIL_URL": "console:",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    for name in ("HOWFF_DATABASE_URL", "HOWFF_STATIC", "HOWFF_DEBUG"):
        environment.pop(name, None)
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*HOWFF, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
    running = Server(address, data, process, environment)
    try:
        wait_until(running.process, address)
        running.token = running.command("token", "ana@facilitators.example").splitlines()[-1]
        yield running
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_until(process: "subprocess.Popen[bytes]", address: str) -> None:
    """Wait until the server answers; fail at once if it died."""
    for _ in range(300):
        assert process.poll() is None, "The server did not start: see server.log."
        try:
            urlopen(f"{address}/live/health", timeout=2).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not start within 30 seconds.")


@pytest.fixture(scope="session")
def collaboration(server: Server) -> int:
    """Ana's collaboration, by number."""
    made = server.call("POST", "/collaborations", {"name": "Harbour Together"})
    return made["id"]  # type: ignore[index, call-overload, no-any-return]


@pytest.fixture
def room(server: Server, collaboration: int) -> Room:
    """A conversation with a prompt of each kind, not open yet."""
    given = {"collaboration": collaboration, "title": "The harbour", "prompts": PROMPTS}
    return Room(server, server.call("POST", "/conversations", given))


@pytest.fixture(scope="session")
def ana_session(server: Server) -> str:
    """A session in which Ana is signed in."""
    return server.session_of("ana@facilitators.example", "Ana")


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    """A real Chromium; for one module, because Django refuses its ORM beside a running loop."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield chromium
        chromium.close()


type OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def open_context(browser: Browser, server: Server) -> Iterator[OpenContext]:
    """Opens browsers that share nothing; every error on a page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(**settings: object) -> BrowserContext:
        context = browser.new_context(
            base_url=server.address,
            **settings,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda said: _note_console(said, errors))
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


def _note_console(said: object, errors: list[str]) -> None:
    text = getattr(said, "text", "")
    if "Content Security Policy" in text or "Content-Security-Policy" in text:
        errors.append(text)


@pytest.fixture
def phone(open_context: OpenContext) -> Callable[..., Page]:
    """Opens a phone's page: 390 by 844, touch; `phone(java_script_enabled=False)` and so on."""

    def opened(**settings: object) -> Page:
        shape = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
        return open_context(**(shape | settings)).new_page()

    return opened


@pytest.fixture
def desk(open_context: OpenContext, ana_session: str, server: Server) -> Callable[..., Page]:
    """Opens a page in which Ana is signed in; 1920 by 1080 unless told."""

    def opened(**settings: object) -> Page:
        shape = {"viewport": {"width": 1920, "height": 1080}}
        context = open_context(**(shape | settings))
        cookie = {"name": "howff_session", "value": ana_session, "url": server.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    return opened


@pytest.fixture(scope="session")
def stock(server: Server) -> Prepared:
    """Collaborations that take stock, and their people."""
    return prepare(server)


@pytest.fixture
def seat(open_context: OpenContext, server: Server, stock: Prepared) -> Callable[..., Page]:
    """Opens a page in which one of the people of the prepared collaborations is signed in."""

    def opened(who: str, **settings: object) -> Page:
        return signed_in(open_context(**settings), server.address, stock["sessions"][who])

    return opened


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fails with axe's findings if a page breaks WCAG 2.2 A or AA."""

    def checked(page: Page) -> None:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        wrong = [
            f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']]}"
            for one in found.response["violations"]
        ]
        assert not wrong, f"{page.url}\n" + "\n".join(wrong)

    return checked
