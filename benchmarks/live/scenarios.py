"""What is measured, each with a fresh server; every function gives rows of results."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from benchmarks.live.asking import KINDS, Question, joined, opened, until
from benchmarks.live.comparing import compare
from benchmarks.live.load import Page, in_turns, percentile
from benchmarks.live.site import Meter, Room, Site, fresh_site

type Row = dict[str, Any]
type Scenario = Callable[[str], AsyncIterator[Row]]


async def ask_each_kind(
    site: Site, people: int, over: float, kinds: list[str]
) -> AsyncIterator[Row]:
    """The same people answer a prompt of each kind, one after the other."""
    for kind in kinds:
        room = await site.conversation(kind)
        tokens = await joined(room, people)
        pages = await opened(room, people)
        question = Question(room, room.prompts[0], kind, tokens)
        await question.prepare()
        yield await question.ask(over, pages)
        close(pages)
        await asyncio.sleep(0.3)


async def count_124(database: str) -> AsyncIterator[Row]:
    """124 people, every kind of prompt, over 10 s and all at once; double clicks and retries."""
    with fresh_site(database) as site:
        await site.start()
        for over in (10.0, 0.0):
            async for row in ask_each_kind(site, 124, over, KINDS):
                yield row


async def count_500(database: str) -> AsyncIterator[Row]:
    """500 people, every kind of prompt, all at once; double clicks and retries."""
    with fresh_site(database) as site:
        await site.start()
        async for row in ask_each_kind(site, 500, 0.0, KINDS):
            yield row


async def count_2000(database: str) -> AsyncIterator[Row]:
    """2,000 people, every kind of prompt, within 10 s; double clicks and retries."""
    with fresh_site(database) as site:
        await site.start()
        async for row in ask_each_kind(site, 2000, 10.0, KINDS):
            yield row


async def crowd(database: str) -> AsyncIterator[Row]:
    """10,000 pages open in one process, 2,000 people answer within 10 s."""
    with fresh_site(database) as site:
        await site.start()
        room = await site.conversation("choice")
        tokens = await joined(room, 2000)
        before = site.memory()
        began = time.monotonic()
        pages = await opened(room, 10_000)
        opening = time.monotonic() - began
        await asyncio.sleep(1)
        held = site.memory()
        question = Question(room, room.prompts[0], "choice", tokens)
        await question.prepare()
        row = await question.ask(10.0, pages)
        yield row | {
            "open_s": round(opening, 1),
            "memory_before_mb": round(before),
            "memory_mb": round(held),
            "memory_after_mb": round(site.memory()),
        }
        close(pages)


async def kill(database: str) -> AsyncIterator[Row]:
    """500 people answer over 8 s; `kill -9` in the middle, and a restart."""
    for kind in ("choice", "words", "statements"):
        with fresh_site(database) as site:
            await site.start()
            room = await site.conversation(kind)
            tokens = await joined(room, 500)
            question = Question(room, room.prompts[0], kind, tokens)
            await question.prepare()
            answering = asyncio.create_task(answer_all(question, 8.0))
            await asyncio.sleep(4)
            acknowledged = len(question.acknowledged)
            site.kill()
            await site.start()
            await answering
            counted = await question.counted()
            yield {
                "kind": kind,
                "people": 500,
                "acknowledged_before_the_kill": acknowledged,
                "retries": question.retries,
                "counted": counted["people"],
                "exact": counted == question.expected(),
            }


async def answer_all(question: Question, over: float) -> None:
    """Everybody answers, though the server goes away for a while."""
    await asyncio.gather(
        *(question.answer(number, over, True) for number in range(len(question.tokens)))
    )


async def storm(database: str) -> AsyncIterator[Row]:
    """2,000 pages lose the server and come back at once; answers were given meanwhile."""
    with fresh_site(database) as site:
        await site.start()
        room = await site.conversation("choice")
        tokens = await joined(room, 200)
        pages = await opened(room, 2000)
        question = Question(room, room.prompts[0], "choice", tokens)
        await question.prepare()
        seen = [page.version() for page in pages]
        site.kill()
        await site.start()
        await answer_all(question, 0.0)
        began = time.monotonic()
        times = await in_turns(
            (come_back(room, version, question, began) for version in seen), 2000
        )
        counted = await question.counted()
        yield {
            "pages": len(times),
            "that_saw_the_newest": sum(time is not None for time in times),
            "p50_s": round(percentile([time for time in times if time], 0.5) / 1000, 2),
            "slowest_s": round(max(time or 99 for time in times), 2),
            "counted": counted["people"],
            "exact": counted == question.expected(),
        }


async def come_back(room: Room, seen: bytes, question: Question, began: float) -> float | None:
    """A page connects again; how long until it shows the newest."""
    for _ in range(20):
        try:
            page = await room.site.server.open(room.stream, seen)
        except OSError:
            await asyncio.sleep(0.2)
            continue
        page.watch(question.mark())
        await until(lambda page=page: page.saw or not page.open, 20)
        page.transport.close()
        if page.saw:
            return page.saw - began
    return None


async def idle(database: str) -> AsyncIterator[Row]:
    """Database queries from 5 s after the last of 124 pages closed, for 5 s."""
    with fresh_site(database, counted=True) as site:
        await site.start()
        room = await site.conversation("choice")
        tokens = await joined(room, 124)
        pages = await opened(room, 124)
        question = Question(room, room.prompts[0], "choice", tokens)
        await question.prepare()
        start = await queries(site)
        await question.ask(2.0, pages)
        busy = await queries(site) - start
        close(pages)
        await asyncio.sleep(5)
        before = await queries(site)
        await asyncio.sleep(5)
        yield {"queries_for_124_answers": busy, "queries_after": await queries(site) - before}


async def queries(site: Site) -> int:
    """How many queries the server has made."""
    return int((await site.server.ask("GET", "/bench/queries"))[1]["queries"])


async def joining(database: str) -> AsyncIterator[Row]:
    """124 people join at once."""
    with fresh_site(database) as site:
        await site.start()
        for attempt in range(3):
            room = await site.conversation("choice")
            await room.join("warm")
            meter, began = Meter(site), time.monotonic()
            await joined(room, 124, at_once=124)
            seconds = time.monotonic() - began
            yield {
                "attempt": attempt + 1,
                "people": 124,
                "join_s": round(seconds, 2),
            } | meter.read()


async def fanout(database: str) -> AsyncIterator[Row]:
    """40 answers in 10 s before 2,000 pages, and before one: what each further delivery costs."""
    with fresh_site(database) as site:
        await site.start()
        rows = [await pushed(site, pages) for pages in (1, 2000, 1, 2000)]
    for alone, crowded in (rows[:2], rows[2:]):
        deliveries = crowded["deliveries"] - alone["deliveries"]
        cost = crowded["server_cpu_s"] - alone["server_cpu_s"]
        yield {
            "pages": 2000,
            "deliveries": deliveries,
            "server_cpu_s_per_100k": round(cost / deliveries * 100_000, 2),
            "all_in_cpu_s_per_100k": round(crowded["server_cpu_s"] / deliveries * 100_000, 2),
            "load_cpu_s_per_100k": round(crowded["load_cpu_s"] / deliveries * 100_000, 2),
            "others_percent": crowded["others_percent"],
            "seen_p95_ms": crowded["seen_p95_ms"],
        }


async def pushed(site: Site, many: int) -> Row:
    """A question of 40 people that so many pages follow."""
    room = await site.conversation("choice")
    tokens = await joined(room, 40)
    pages = await opened(room, many)
    question = Question(room, room.prompts[0], "choice", tokens)
    await question.prepare()
    row = await question.ask(10.0, pages, faults=False)
    close(pages)
    await asyncio.sleep(1)
    return row | {"deliveries": sum(page.events for page in pages)}


def close(pages: list[Page]) -> None:
    """Everybody closes their page."""
    for page in pages:
        page.transport.close()


SCENARIOS: dict[str, Scenario] = {
    "count-124": count_124,
    "count-500": count_500,
    "count-2000": count_2000,
    "crowd": crowd,
    "kill": kill,
    "storm": storm,
    "idle": idle,
    "join": joining,
    "fanout": fanout,
    "compare": compare,
}
