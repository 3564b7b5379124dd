"""The same work for Howff and for a plain Socket.IO server that broadcasts each vote."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.live.asking import Question, joined, opened, until
from benchmarks.live.load import SOURCES, in_turns, percentile
from benchmarks.live.peer.clients import Client, vote_after
from benchmarks.live.site import ROOT, cpu_of, free_port, fresh_site

ENVIRONMENT = ROOT / "build" / "benchmark-peer"
OVER, PATIENCE = 10.0, 240.0


async def compare(database: str) -> AsyncIterator[dict[str, Any]]:
    """500 and 2,000 people vote within 10 s: Howff, and a Socket.IO server that broadcasts each."""
    for people in (500, 2000):
        ours = await howff(people, database)
        theirs = await socketio(people)
        yield {
            "people": people,
            "howff_cpu_s": ours["server_cpu_s"],
            "socketio_cpu_s": theirs["server_cpu_s"],
            "times_less": round(theirs["server_cpu_s"] / ours["server_cpu_s"], 1),
            "howff": ours,
            "socketio": theirs,
        }


async def howff(people: int, database: str) -> dict[str, Any]:
    """Howff, with durable answers."""
    with fresh_site(database) as site:
        await site.start()
        room = await site.conversation("choice")
        tokens = await joined(room, people)
        pages = await opened(room, people)
        question = Question(room, room.prompts[0], "choice", tokens)
        await question.prepare()
        return await question.ask(OVER, pages, faults=False)


async def socketio(people: int) -> dict[str, Any]:
    """Socket.IO, with votes in memory only."""
    python, port = environment(), free_port()
    process = await asyncio.create_subprocess_exec(
        str(python), "-m", "uvicorn", "server:application", "--port", str(port),
        "--no-access-log", "--log-level", "error", cwd=Path(__file__).parent / "peer",
    )  # fmt: skip
    try:
        clients = await connected(port, people)
        return await voted(clients, process.pid)
    finally:
        process.kill()
        await process.wait()


async def connected(port: int, people: int) -> list[Client]:
    """Everybody connects."""
    loop, last = asyncio.get_running_loop(), f'"votes":{people},'.encode()

    async def one(number: int) -> Client:
        client = Client(last)
        source = (SOURCES[number % len(SOURCES)], 0)
        for _ in range(100):
            try:
                await loop.create_connection(lambda: client, "127.0.0.1", port, local_addr=source)
                break
            except OSError:
                await asyncio.sleep(0.1)
        await asyncio.wait_for(client.ready, 60)
        return client

    return await in_turns((one(number) for number in range(people)), 50)


async def voted(clients: list[Client], pid: int) -> dict[str, Any]:
    """Everybody votes; what it took until everybody saw the final tally."""
    random, cpu, began, own = Random(1), cpu_of(pid), time.monotonic(), time.process_time()
    await asyncio.gather(
        *(vote_after(client, OVER * random.random(), random) for client in clients)
    )
    whole = await until(lambda: all(one.saw for one in clients), PATIENCE)
    acknowledged = [one.acknowledged - one.sent for one in clients if one.acknowledged]
    last = max(one.acknowledged for one in clients)
    return {
        "seconds": round(time.monotonic() - began, 1),
        "everybody_saw_the_end": whole,
        "server_cpu_s": round(cpu_of(pid) - cpu, 2),
        "load_cpu_s": round(time.process_time() - own, 2),
        "ack_p95_ms": round(percentile(acknowledged, 0.95), 1),
        "seen_p95_ms": round(percentile([one.saw - last for one in clients if one.saw], 0.95), 1),
        "kb_per_page": round(sum(one.bytes for one in clients) / 1000 / len(clients), 1),
        "pushes_per_page": round(sum(one.events for one in clients) / len(clients), 1),
    }


def environment() -> Path:
    """The Python of the peer's own environment, made when it is missing."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        wanted = Path(__file__).parent / "requirements.txt"
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", wanted], check=True)
    return python
