"""One simulated person with a phone: comes, answers what is open, and waits for more."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from howff.website.simulate import voices
from howff.website.simulate.line import Line, Lost

SKIPS, DOUBLE_CLICKS, LOSES_SIGNAL, ADDS, ASKS, SUPPORTS = 0.05, 0.06, 0.06, 0.1, 0.2, 0.5
MOST_VOTES = 12
PATIENCE = 60.0

type Prompt = dict[str, Any]


class Turned(Exception):
    """The server says no, and asking again would not help."""


@dataclass(slots=True)
class Tally:
    """What happened to everybody together."""

    joined: int = 0
    busy: int = 0
    active: float = field(default_factory=time.monotonic)
    sent: int = 0
    skipped: int = 0
    retries: int = 0
    doubled: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    joins: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    given_up: int = 0


class Phone:
    """Somebody who takes part."""

    def __init__(self, address: str, code: str, random: Random, pace: float, tally: Tally) -> None:
        self.random, self.pace, self.tally = random, pace, tally
        self.line, self.ear = Line(address), Line(address)
        self.code, self.key = code, f"{random.getrandbits(64):016x}"
        self.side = random.randrange(2)
        self.token = ""
        self.done: set[int] = set()
        self.todo: asyncio.Queue[tuple[Prompt, list[dict[str, Any]]]] = asyncio.Queue()

    async def take_part(self, after: float) -> None:
        """Come after a while, join, and answer whatever opens until the conversation closes."""
        await asyncio.sleep(after)
        thumbs = asyncio.create_task(self._answer_in_turn())
        try:
            if stream := await self._join():
                await self._follow(stream)
                await self.todo.join()
        finally:
            thumbs.cancel()
            self.line.hang_up()

    async def _join(self) -> str:
        """Where to follow the conversation; nowhere if it closed while others took part."""
        told = voices.arrival(self.random, self.code, self.key)
        began = time.monotonic()
        status, reply = await self._insist(lambda: self.line.ask("POST", "/api/v1/join", told))
        if status != 200:
            if self.tally.joined:
                return self._refuse(reply)
            raise Turned(reply["error"]["message"])
        self.tally.joins.append(time.monotonic() - began)
        self.tally.joined += 1
        self.token = reply["token"]
        return str(reply["stream"])

    async def _follow(self, stream: str) -> None:
        """Look at every snapshot; fetch the prompts again when something was opened."""
        structure = 0
        while True:
            with suppress(Lost):
                async for snapshot in self.ear.follow(stream):
                    if snapshot["state"] == "closed":
                        return
                    if snapshot["structure"] > structure:
                        structure = snapshot["structure"]
                        await self._look()
            await asyncio.sleep(2 * self.random.random())

    async def _look(self) -> None:
        """See what is open, and begin to answer what is new."""
        _status, seen = await self._insist(
            lambda: self.line.ask("GET", "/api/v1/prompts", token=self.token)
        )
        for prompt in seen["prompts"]:
            if prompt["state"] == "open" and prompt["id"] not in self.done:
                self.done.add(prompt["id"])
                self.tally.busy += 1
                self.todo.put_nowait((prompt, seen["statements"].get(str(prompt["id"]), [])))

    async def _answer_in_turn(self) -> None:
        """Answer one prompt after the other."""
        while True:
            prompt, statements = await self.todo.get()
            try:
                await self._answer(prompt, statements)
            except Turned:
                self.tally.given_up += 1
            finally:
                self.todo.task_done()
                self.tally.busy -= 1
                self.tally.active = time.monotonic()

    async def _answer(self, prompt: Prompt, statements: list[dict[str, Any]]) -> None:
        """Answer a prompt as its kind wants it."""
        if prompt["kind"] == "statements":
            await self._vote(prompt, statements)
        elif prompt["kind"] == "questions":
            await self._ask(prompt)
        else:
            for _ in range(self.random.randint(1, 3) if prompt["several"] else 1):
                await self._give(prompt, voices.value_for(prompt, self.random))

    async def _vote(self, prompt: Prompt, statements: list[dict[str, Any]]) -> None:
        """Vote on statement after statement; sometimes add one."""
        for one in statements[:MOST_VOTES]:
            choice = voices.vote(one["id"], self.random, self.side)
            await self._give(prompt, {"statement": one["id"], "vote": choice})
        if prompt["additions"] and (not statements or self.random.random() < ADDS):
            await self._give(prompt, voices.value_for(prompt, self.random))

    async def _ask(self, prompt: Prompt) -> None:
        """Sometimes ask a question, sometimes support one that others asked."""
        if self.random.random() < ASKS:
            await self._give(prompt, voices.value_for(prompt, self.random))
        if self.random.random() > SUPPORTS:
            return
        await asyncio.sleep(self.random.uniform(2, 10) * self.pace)
        where = f"/api/v1/prompts/{prompt['id']}/results"
        status, seen = await self._insist(lambda: self.line.ask("GET", where, token=self.token))
        if status == 200 and seen.get("items"):
            chosen = self.random.choice(seen["items"])["id"]
            await self._send(f"/api/v1/questions/{chosen}/votes", {"value": True})

    async def _give(self, prompt: Prompt, value: Any) -> None:
        """Read, think, type, and send."""
        if self.random.random() < SKIPS and not isinstance(value, dict):
            value = None
            self.tally.skipped += 1
        await asyncio.sleep(voices.seconds(prompt, value, self.random) * self.pace)
        key = f"{self.random.getrandbits(64):016x}"
        await self._send("/api/v1/answers", {"prompt": prompt["id"], "value": value, "key": key})

    async def _send(self, path: str, body: dict[str, Any]) -> None:
        """Send until it is acknowledged, in spite of impatient thumbs and lost signals."""
        self.tally.sent += 1
        chance = self.random.random()
        if chance < LOSES_SIGNAL:
            await self.line.send_and_lose(path, body, self.token)
            self.tally.retries += 1
            await asyncio.sleep(self.random.uniform(1, 5) * self.pace)
        elif chance < LOSES_SIGNAL + DOUBLE_CLICKS:
            self.tally.doubled += 1
            await self.line.send_and_lose(path, body, self.token)
        began = time.monotonic()
        status, reply = await self._insist(
            lambda: self.line.ask("POST", path, body, token=self.token)
        )
        if status < 300:
            self.tally.acknowledged.append(time.monotonic() - began)
        else:
            self._refuse(reply)

    def _refuse(self, reply: Any) -> str:
        code = reply["error"]["code"]
        self.tally.refused[code] = self.tally.refused.get(code, 0) + 1
        return ""

    async def _insist(self, ask: Callable[[], Awaitable[tuple[int, Any]]]) -> tuple[int, Any]:
        """Try again while the signal is gone or the server is too busy, with growing pauses."""
        give_up, pause = time.monotonic() + PATIENCE, 0.5
        while True:
            try:
                status, reply = await ask()
                if status not in {429, 503}:
                    return status, reply
            except Lost:
                if not self.tally.joined and not self.tally.retries:
                    raise
            if time.monotonic() > give_up:
                raise Turned("The server has not answered for a minute.")
            self.tally.retries += 1
            await asyncio.sleep(pause * self.random.uniform(0.7, 1.3))
            pause = min(2 * pause, 8)
