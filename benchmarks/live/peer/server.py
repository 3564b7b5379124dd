"""The usual live poll: each vote is counted in memory and broadcast to everybody at once."""

from collections import Counter
from typing import Any

import socketio

room = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
application = socketio.ASGIApp(room)
votes: dict[str, str] = {}


@room.event
async def vote(page: str, choice: str) -> dict[str, Any]:
    """Count a vote, tell everybody, and acknowledge it."""
    votes[page] = choice
    await room.emit("tally", {"votes": len(votes), "counts": Counter(votes.values())})
    return {"ok": True}
