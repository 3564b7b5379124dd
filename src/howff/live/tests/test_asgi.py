"""Requests beside Django: read, handled, and answered in JSON whatever happens."""

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from pytest_django.fixtures import Settings

from howff.live import asgi, tokens, writer
from howff.live.threads import KEPT, MOST, LastingThreads

THREADS: list[threading.Thread] = []
CROWD = threading.Barrier(1)


async def django_app(scope: Any, receive: Any, send: Any) -> None:
    await asgi.reply(send, 299, {"django": scope["path"]})


async def echo(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    return 201, {"length": len(body), "language": headers.get("accept-language")}


async def numbered(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    return 200, {"path": headers[":path"]}


async def broken(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    raise ZeroDivisionError


async def busy(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    raise writer.Unavailable


async def silent(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    return 204, {}


ENDPOINTS = {
    ("POST", "/echo"): echo,
    ("POST", "/things/{id}/votes"): numbered,
    ("POST", "/broken"): broken,
    ("POST", "/busy"): busy,
    ("DELETE", "/echo"): silent,
}


def ask(method: str, where: str, pieces: Sequence[bytes] = (b"",)) -> list[dict[str, Any]]:
    """Send one request whose body comes in pieces; all messages of the response."""
    sent: list[dict[str, Any]] = []
    waiting = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop(0)
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": where,
        "query_string": b"",
        "headers": [(b"accept-language", b"gd"), (b"host", b"localhost")],
    }

    async def request() -> None:
        async with asyncio.timeout(20):
            await asgi.mount(django_app, ENDPOINTS)(scope, receive, send)

    asyncio.run(request())
    return sent


def replied(messages: list[dict[str, Any]]) -> tuple[int, Any]:
    start, body = messages
    return start["status"], json.loads(body["body"] or b"null")


def test_an_endpoint_gets_headers_and_body_and_answers_in_json() -> None:
    assert replied(ask("POST", "/echo", [b"abc", b"de"])) == (201, {"length": 5, "language": "gd"})


@pytest.mark.parametrize(("method", "where"), [("GET", "/echo"), ("POST", "/else"), ("GET", "/")])
def test_everything_else_is_djangos(method: str, where: str) -> None:
    assert replied(ask(method, where)) == (299, {"django": where})


def test_a_path_may_hold_a_number() -> None:
    assert replied(ask("POST", "/things/12/votes")) == (200, {"path": "/things/12/votes"})
    assert replied(ask("POST", "/things/x/votes"))[0] == 299
    assert replied(ask("POST", "/things/12/votes/3"))[0] == 299


def test_no_content_has_no_body() -> None:
    start, body = ask("DELETE", "/echo")
    assert (start["status"], body["body"]) == (204, b"")


def test_a_body_may_be_as_large_as_the_limit() -> None:
    status, content = replied(ask("POST", "/echo", [b"x" * asgi.LARGEST]))
    assert (status, content["length"]) == (201, asgi.LARGEST)


def test_a_body_that_is_too_large_is_refused_without_reading_it_all() -> None:
    pieces = [b"x" * 40_000] * 1_250  # 50 MB
    status, content = replied(ask("POST", "/echo", pieces))
    assert (status, content["error"]["code"]) == (413, "too_large")


def test_a_full_queue_asks_to_try_again() -> None:
    messages = ask("POST", "/busy")
    assert (b"retry-after", b"2") in messages[0]["headers"]
    status, content = replied(messages)
    assert (status, content["error"]["code"]) == (503, "unavailable")


def test_a_fault_of_ours_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    status, content = replied(ask("POST", "/broken"))
    assert (status, content["error"]["code"]) == (500, "unexpected")
    assert "ZeroDivisionError" in caplog.text


def test_a_sender_that_leaves_in_mid_sentence_gets_no_answer() -> None:
    async def leave() -> list[object]:
        sent: list[object] = []

        async def receive() -> dict[str, str]:
            return {"type": "http.disconnect"}

        async def send(message: object) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/echo", "headers": []}
        await asgi.mount(django_app, ENDPOINTS)(scope, receive, send)
        return sent

    assert asyncio.run(leave()) == []


@pytest.mark.parametrize(
    "token", ["", "forged", tokens.stream_token("wall:1") + "x"], ids=["none", "forged", "changed"]
)
def test_a_forged_stream_token_is_answered_clearly(token: str) -> None:
    status, content = replied(ask("GET", f"/api/v1/stream/{token}"))
    assert (status, content["error"]["code"]) == (404, "bad_token")


def test_health_says_how_busy_the_process_is() -> None:
    assert replied(ask("GET", "/live/health")) == (200, {"streams": 0, "topics": 0, "queue": 0})


def where(request: HttpRequest) -> HttpResponse:
    THREADS.append(threading.current_thread())
    CROWD.wait(20)
    return HttpResponse("ok")


urlpatterns = [path("where", where)]


async def visit(django: LastingThreads) -> None:
    """One page view."""
    body = [{"type": "http.request", "body": b""}]

    async def receive() -> dict[str, Any]:
        return body.pop() if body else await asyncio.Future()

    async def send(message: dict[str, Any]) -> None:
        pass

    scope = {"type": "http", "method": "GET", "path": "/where", "query_string": b"", "headers": []}
    await django(scope, receive, send)


async def returned(django: LastingThreads, threads: int) -> None:
    """Wait until this many threads are free again."""
    while len(django._free) < threads:  # noqa: ASYNC110
        await asyncio.sleep(0.001)


async def visits(django: LastingThreads, *, people: int, together: bool = True) -> None:
    """Page views, after which all threads are back."""
    THREADS.clear()
    if together:
        await asyncio.gather(*(visit(django) for _ in range(people)))
        await returned(django, KEPT)
        return
    for _ in range(people):
        await visit(django)
        await returned(django, 1)


@pytest.fixture
def django(settings: Settings) -> Iterator[LastingThreads]:
    settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.ALLOWED_HOSTS = __name__, [], ["*"]
    handler = LastingThreads()
    yield handler
    for thread in handler._free:
        thread.shutdown()


def test_requests_reuse_a_lasting_thread(django: LastingThreads) -> None:
    asyncio.run(visits(django, people=30, together=False))
    assert (len(THREADS), len(set(THREADS))) == (30, 1)


def test_only_so_many_requests_work_at_once_and_surplus_threads_end(
    django: LastingThreads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "CROWD", threading.Barrier(20))
    django._places = asyncio.Semaphore(20)
    asyncio.run(visits(django, people=60))
    assert (len(THREADS), len(django._free)) == (60, KEPT)
    assert len(set(THREADS)) < 60


def test_a_slow_sender_holds_no_thread(django: LastingThreads) -> None:
    async def act() -> None:
        never: asyncio.Future[dict[str, Any]] = asyncio.Future()
        pieces = [{"type": "http.request", "body": b"slow", "more_body": True}]

        async def receive() -> dict[str, Any]:
            return pieces.pop() if pieces else await never

        async def send(message: dict[str, Any]) -> None:
            pass

        scope = {"type": "http", "method": "POST", "path": "/where", "headers": []}
        slow = asyncio.create_task(django(scope, receive, send))
        await asyncio.sleep(0.05)
        assert not django._places.locked()
        assert django._places._value == MOST
        slow.cancel()

    asyncio.run(act())
