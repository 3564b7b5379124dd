"""The application that servers run: streams and answers beside Django, all else in Django."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

from howff.live import bus, tokens, writer
from howff.live.hub import hub
from howff.live.stream import stream

type Headers = dict[str, str]
type Reply = tuple[int, Mapping[str, object]]
type AsyncHandler = Callable[[Headers, bytes], Awaitable[Reply]]
type Application = Callable[[Any, Any, Any], Awaitable[None]]

STREAM = "/api/v1/stream/"
HEALTH = ("GET", "/live/health")
LARGEST = 64 * 1024
NUMBER = re.compile(r"/\d+(?=/|$)")

logger = logging.getLogger(__name__)


class TooLarge(Exception):
    """Somebody sends more than an answer can be."""


class Gone(Exception):
    """The sender went away in mid-sentence."""


def mount(
    django_app: Application, json_endpoints: Mapping[tuple[str, str], AsyncHandler]
) -> Application:
    """Join Django with the stream and with small JSON endpoints, each `(method, path)`.

    `{id}` in a path stands for a number; the handler finds the whole path in the header `:path`.
    """
    handlers = {HEALTH: health, **json_endpoints}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await live(receive, send)
            return
        method, path = scope["method"], scope["path"]
        if handler := handlers.get((method, NUMBER.sub("/{id}", path))):
            await answer(handler, scope, receive, send)
        elif method == "GET" and path.startswith(STREAM):
            await follow(scope, receive, send)
        else:
            await django_app(scope, receive, send)

    return application


async def live(receive: Any, send: Any) -> None:
    """Follow the bus from the server's start to its stop."""
    await receive()
    following = asyncio.create_task(bus.current().follow())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
    await send({"type": "lifespan.shutdown.complete"})


async def follow(scope: Any, receive: Any, send: Any) -> None:
    """Open the stream that a token allows."""
    topic = tokens.topic_of(scope["path"].removeprefix(STREAM))
    if topic is None:
        text = gettext("This page can no longer be followed. Please open it again.")
        await reply(send, 404, error("bad_token", text))
    else:
        await stream(receive, send, topic, headers(scope))


async def answer(handler: AsyncHandler, scope: Any, receive: Any, send: Any) -> None:
    """Read a request, have it handled, and reply in JSON whatever happens."""
    try:
        status, content = await handler(headers(scope), await read(receive))
    except Gone:
        return
    except TooLarge:
        status, content = 413, error("too_large", gettext("That is too large to send."))
    except writer.Unavailable:
        text = gettext("We cannot save this right now. Please try again in a moment.")
        status, content = 503, error("unavailable", text)
    except Exception:
        logger.exception("Could not answer %s", scope["path"])
        text = gettext("Something went wrong on our side. Please try again.")
        status, content = 500, error("unexpected", text)
    await reply(send, status, content)


async def read(receive: Any) -> bytes:
    """The body of a request, unless it is too large."""
    content, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        content += message.get("body", b"")
        more = message.get("more_body", False)
        if len(content) > LARGEST:
            raise TooLarge
    return content


async def reply(send: Any, status: int, content: Mapping[str, object]) -> None:
    """Send JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    body = b"" if status == 204 else text.encode()
    fields = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status == 503:
        fields.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})


def error(code: str, message: str, field: str | None = None) -> Mapping[str, object]:
    """An error as the interface words it."""
    return {"error": {"code": code, "message": message, "field": field}}


def headers(scope: Any) -> Headers:
    """The request's headers, in lower case, and its path."""
    given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return {**given, ":path": scope["path"]}


async def health(_headers: Headers, _body: bytes) -> Reply:
    """How busy this process is."""
    streams = hub.streams()
    return 200, {"streams": streams, "topics": len(hub.channels), "queue": writer.waiting()}
