"""The stream of a topic: server-sent events that hold no thread and no database connection."""

import asyncio
import inspect
import socket
from typing import Any

from howff.live.hub import Event, Message, Page, Send, body, hub

HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"vary", b"accept-encoding"),
    (b"x-accel-buffering", b"no"),
]
PACKED = [*HEADERS, (b"content-encoding", b"gzip")]
GZIP = body(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
RETRY = Event(b"retry: 2000\n\n")
END: Message = {"type": "http.response.body", "body": b"", "more_body": False}
UNREAD, UNANSWERED = 32_768, 60_000


async def stream(receive: Any, send: Any, topic: str, headers: dict[str, str]) -> None:
    """Keep one page up to date until it closes, beginning where it left off."""
    transport = lean(send)
    packed = "gzip" in headers.get("accept-encoding", "")
    chosen = PACKED if packed else HEADERS
    await send({"type": "http.response.start", "status": 200, "headers": chosen})
    if packed:
        await send(GZIP)
    owner = asyncio.current_task()
    assert owner
    seen = headers.get("last-event-id", "")
    page = Page(as_coroutine(send), owner, seen, packed=packed)
    page.push(RETRY)
    hub.join(topic, page)
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    except asyncio.CancelledError:  # the server stops, or the page takes nothing any more
        await end(page, send, transport)
    finally:
        hub.leave(topic, page)


async def end(page: Page, send: Any, transport: Any) -> None:
    """Finish the response, or cut the line to a page that does not read it."""
    if page.sending is None:
        await send(END)
    elif transport:
        transport.abort()


def lean(send: Any) -> Any:
    """Make the line to one page hold little, so that a slow page gets the newest, not the backlog.

    Reaches through uvicorn's `send` for the transport; other servers keep the system's defaults.
    """
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    line = transport and transport.get_extra_info("socket")
    if line:
        transport.set_write_buffer_limits(high=0)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNREAD)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED)
    return transport


def as_coroutine(send: Any) -> Send:
    """`send` as a coroutine function, which it is not with every server."""

    async def sent(message: Message) -> None:
        await send(message)

    return send if inspect.iscoroutinefunction(send) else sent
