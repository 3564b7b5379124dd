"""A tiny site for tests with a real server: a wall on which people write, followed by everybody."""

import asyncio
import json
import os
from collections.abc import Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "howff.website.settings")
django.setup()

from django.db import connection  # noqa: E402

from howff.live import asgi, snapshots, writer  # noqa: E402
from howff.live.announce import announce  # noqa: E402
from howff.live.threads import LastingThreads  # noqa: E402


def keep(words: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO wall (word) VALUES (%s)", [[word] for word in words])
    announce("wall:1")
    return list(words)


def wall(key: str) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wall")
        (count,) = cursor.fetchone()
    return {"wall": key, "words": count, "padding": "x" * int(os.environ.get("PADDING", "0"))}


async def say(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    word = json.loads(body)["word"]
    return 201, {"said": await asyncio.wrap_future(writer.submit("word", word))}


async def many(headers: asgi.Headers, body: bytes) -> asgi.Reply:
    """Change the wall as often as asked, faster than anybody can follow."""
    for number in range(int(body)):
        await asyncio.wrap_future(writer.submit("word", str(number)))
        await asyncio.sleep(0.01)
    return 200, {}


writer.register("word", keep)
snapshots.register("wall", wall)
application = asgi.mount(LastingThreads(), {("POST", "/say"): say, ("POST", "/many"): many})
