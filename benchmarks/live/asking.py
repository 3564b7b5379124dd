"""One question put to many people: what each answers, how it is sent, and what must be counted."""

import asyncio
import time
from collections import Counter
from random import Random
from typing import Any

from benchmarks.live.load import Lost, Page, in_turns, percentile
from benchmarks.live.site import OPTIONS, Meter, Room

KINDS = [
    "words",
    "text",
    "choice",
    "choices",
    "rating",
    "ranking",
    "statements",
    "questions",
    "upvotes",
]
WORDS = [
    *("trust", "tea", "hope", "patience", "honesty", "kindness", "respect", "dignity", "funding"),
    *("burnout", "transport", "paperwork", "loneliness", "connection", "listening", "isolation"),
    *("clarity", "community", "waiting", "safety", "welcome", "courage", "warmth", "humour"),
]
VOTES = ["agree", "disagree", "pass"]
FAULTS = 0.05  # this part of the people clicks twice, and as many lose the signal


class Question:
    """A prompt, the people who answer it, and their answers."""

    def __init__(self, room: Room, prompt: int, kind: str, tokens: list[str]) -> None:
        self.room, self.prompt, self.kind, self.tokens = room, prompt, kind, tokens
        self.random = Random(len(tokens))
        self.items: list[int] = []
        self.values: list[Any] = []
        self.acknowledged: list[float] = []
        self.retries = self.doubled = 0
        self.last = 0.0

    async def prepare(self, several: int = 5) -> None:
        """Statements and questions need something to vote on, said by people who then vote too."""
        if self.kind in {"statements", "upvotes"}:
            for number, token in enumerate(self.tokens[:several]):
                said = {"prompt": self.prompt, "value": f"Point number {number}", "key": "first"}
                status, reply = await self.room.site.server.ask(
                    "POST", "/api/v1/answers", said, token
                )
                assert status == 201, reply
            stage = await self.room.stage(self.prompt)
            self.items = [one["id"] for one in stage["items"]]
        self.values = [self._value(number) for number in range(len(self.tokens))]

    def _value(self, number: int) -> Any:
        return VALUES[self.kind](self.random, number, self.items)

    def mark(self) -> bytes:
        """What a page sees when everybody's answer is counted."""
        people = len(self.tokens)
        return f'"id":{self.prompt},"state":"open","people":{people},'.encode()

    async def ask(self, over: float, pages: list[Page], *, faults: bool = True) -> dict[str, Any]:
        """Let everybody answer, and measure until every page shows the final tally."""
        for page in pages:
            page.watch(self.mark())
        meter = Meter(self.room.site)
        await asyncio.gather(
            *(self.answer(number, over, faults) for number in range(len(self.tokens)))
        )
        await until(lambda: all(page.saw for page in pages), 15)
        used = meter.read()
        seen = [max(0.0, page.saw - self.last) for page in pages if page.saw]
        counted, expected = await self.counted(), self.expected()
        return {
            "kind": self.kind,
            "people": len(self.tokens),
            "over_s": over,
            "pages": len(pages),
            "counted": counted["people"],
            "exact": counted == expected,
            "retries": self.retries,
            "double_clicks": self.doubled,
            "ack_p50_ms": round(percentile(self.acknowledged, 0.5), 1),
            "ack_p95_ms": round(percentile(self.acknowledged, 0.95), 1),
            "pages_that_saw": len(seen),
            "seen_p95_ms": round(percentile(seen, 0.95), 1),
            "kb_per_page": round(sum(page.bytes for page in pages) / 1000 / max(1, len(pages)), 2),
            "pushes_per_page": round(sum(page.events for page in pages) / max(1, len(pages)), 1),
            **used,
        }

    async def answer(self, number: int, over: float, faults: bool) -> None:
        """Send one answer until it is acknowledged."""
        await asyncio.sleep(over * self.random.random())
        path, body, token = *self._request(number), self.tokens[number]
        fate = self.random.random() if faults else 1.0
        if fate < FAULTS:
            self.retries += 1
            await self.room.site.server.whisper("POST", path, body, token)
        elif fate < 2 * FAULTS:
            self.doubled += 1
            twice = asyncio.create_task(self.room.site.server.ask("POST", path, body, token))
            twice.add_done_callback(lambda done: done.exception())
        self.acknowledged.append(await self._insist(path, body, token))
        self.last = time.monotonic()

    def _request(self, number: int) -> tuple[str, dict[str, Any]]:
        value = self.values[number]
        if self.kind == "upvotes":
            return f"/api/v1/questions/{value['question']}/votes", {"value": True}
        return "/api/v1/answers", {"prompt": self.prompt, "value": value, "key": f"k{number}"}

    async def _insist(self, path: str, body: object, token: str) -> float:
        """Try until it is acknowledged; how long the successful attempt took."""
        for _ in range(300):
            began = time.monotonic()
            try:
                status, reply = await self.room.site.server.ask("POST", path, body, token)
            except Lost:
                status, reply = 503, None
            if status < 300:
                return time.monotonic() - began
            assert status in {429, 503}, (status, reply)
            self.retries += 1
            await asyncio.sleep(0.1 + 0.2 * self.random.random())
        raise TimeoutError("An answer was never acknowledged.")

    async def counted(self) -> dict[str, Any]:
        """What the facilitator is told."""
        stage = await self.room.stage(self.prompt)
        told: dict[str, Any] = {"people": stage["people"]}
        if self.kind == "words":
            told["tally"] = {word.lower(): number for word, number in stage["words"]}
        elif self.kind == "statements":
            told["tally"] = {
                (one["id"], vote): one[vote]
                for one in stage["items"]
                for vote in VOTES
                if one[vote]
            }
        elif self.kind == "upvotes":
            told["tally"] = {one["id"]: one["votes"] for one in stage["items"] if one["votes"]}
        elif self.kind == "questions":
            told["tally"] = len({one["text"] for one in stage["items"]}), len(stage["items"])
        elif self.kind == "text":
            told["tally"] = stage["answers"]
        else:
            told["tally"] = stage["counts"]
        return told

    def expected(self) -> dict[str, Any]:
        """What must be counted: every answer, once."""
        people = len(self.tokens)
        return {"people": people, "tally": TALLIES[self.kind](self.values)}


VALUES: dict[str, Any] = {
    "words": lambda random, _number, _items: WORDS[int(random.triangular(0, len(WORDS), 0))],
    "text": lambda _random, number, _items: f"Sentence {number}: one person who stays.",
    "choice": lambda random, _number, _items: random.randrange(len(OPTIONS)),
    "choices": lambda random, _number, _items: sorted(random.sample(range(len(OPTIONS)), 2)),
    "rating": lambda random, _number, _items: random.randint(1, 5),
    "ranking": lambda random, _number, _items: random.sample(range(len(OPTIONS)), len(OPTIONS)),
    "statements": lambda random, _number, items: {
        "statement": random.choice(items),
        "vote": random.choice(VOTES),
    },
    "questions": lambda _random, number, _items: f"Question {number}: who decides?",
    "upvotes": lambda random, _number, items: {"question": random.choice(items)},
}


def per_option(values: list[Any]) -> list[int]:
    """How many chose each option."""
    chosen = Counter(one for value in values for one in value)
    return [chosen[option] for option in range(len(OPTIONS))]


def per_rank(values: list[Any]) -> list[list[int]]:
    """How often each option stood at each rank."""
    ranks = range(len(OPTIONS))
    return [[sum(order[rank] == option for order in values) for rank in ranks] for option in ranks]


TALLIES: dict[str, Any] = {
    "words": lambda values: dict(Counter(values)),
    "text": len,
    "choice": lambda values: per_option([[value] for value in values]),
    "choices": per_option,
    "rating": lambda values: [values.count(point) for point in range(1, 6)],
    "ranking": per_rank,
    "statements": lambda values: dict(
        Counter((value["statement"], value["vote"]) for value in values)
    ),
    "questions": lambda values: (len(values), len(values)),
    "upvotes": lambda values: dict(Counter(value["question"] for value in values)),
}


async def until(condition: Any, seconds: float) -> bool:
    """Wait for something, so long at most."""
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            return False
        await asyncio.sleep(0.005)
    return True


async def joined(room: Room, people: int, at_once: int = 64) -> list[str]:
    """Many people join; their tokens."""
    return await in_turns((room.join(f"phone-{number}") for number in range(people)), at_once)


async def opened(room: Room, pages: int) -> list[Page]:
    """Many pages open, and each has seen the conversation."""
    server = room.site.server
    many = await in_turns((server.open(room.stream) for _ in range(pages)), 256)
    await until(lambda: all(page.events for page in many), 60)
    return many
