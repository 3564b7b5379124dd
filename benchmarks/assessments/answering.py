"""`python -m benchmarks.assessments.answering`: what a response costs, and that 500 lose nothing.

A real server on SQLite and the Collaborative Providers Index. Each person does what a browser
does without a script: reads the first page, begins, opens the form, sends 13 ratings and 27 texts,
looks over them, and sends. Prints Markdown for `benchmarks/README.md`.
"""

import asyncio
import gzip
import json
import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from benchmarks.live.site import Site, fresh_site

ALONE, TOGETHER, MINUTE = 200, 500, 50.0
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|key|revision)" value="([^"]*)"')
PART = re.compile(r'name="part" value="([^"]+)"')
PLACE = re.compile(r'<textarea id="say-[^"]+" name="(say-[^"]+)"')
WORDS = "We tried it twice this year, and the second time more of us were there from the start. "


class Person:
    """Somebody with a browser: keeps a connection and a cookie."""

    def __init__(self, port: int, number: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.number, self.cookie, self.kept = number, "", ""
        self.ratings: dict[str, int] = {}
        self.words: dict[str, str] = {}

    def ask(self, path: str, sent: dict[str, Any] | None = None) -> tuple[int, str, str]:
        """A page: its status, its text and where it leads."""
        headers = {"Accept-Encoding": "gzip", "Cookie": self.cookie}
        method, body = "GET", None
        if sent is not None:
            method, body = "POST", urlencode(sent, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        reply = self.connection.getresponse()
        raw = reply.read()
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.partition(";")[0]
        packed = reply.getheader("Content-Encoding") == "gzip"
        text = (gzip.decompress(raw) if packed else raw).decode(errors="replace")
        self.size = len(raw), len(text.encode())
        return reply.status, text, reply.getheader("Location", "")

    def open(self, code: str) -> str:
        """Read the first page and begin; the address of the form."""
        _, page, _ = self.ask(f"/r/{code}/")
        given = dict(HIDDEN.findall(page)) | {"audience": "report", "attribution": "none"}
        status, _, form = self.ask(f"/r/{code}/", given)
        assert status == 302, status
        return form

    def fill(self, form: str) -> str:
        """Open the form and save everything; the address of the review."""
        _, page, _ = self.ask(form)
        items, names = PART.findall(page), PLACE.findall(page)
        given: dict[str, Any] = dict(HIDDEN.findall(page)) | {"part": items, "go": "review"}
        self.ratings = {item: 1 + (self.number + at) % 5 for at, item in enumerate(items)}
        asked = [name.removeprefix("say-") for name in names]
        asked = [name for name in asked if name not in items][:27]
        self.words = {name: f"{self.number} {name} {2 * WORDS}" for name in asked}
        given |= {f"rate-{item}": rating for item, rating in self.ratings.items()}
        given |= {f"say-{name}": text for name, text in self.words.items()}
        status, _, review = self.ask(form, given)
        assert status == 302, status
        self.kept = form
        return review

    def send(self, review: str) -> None:
        """Look over the answers, send them, be thanked."""
        _, page, _ = self.ask(review)
        status, _, thanks = self.ask(review, dict(HIDDEN.findall(page)))
        assert status == 302, status
        self.ask(thanks)

    def answer(self, code: str) -> None:
        """All of it."""
        self.send(self.fill(self.open(code)))


async def prepared(site: Site) -> tuple[int, str]:
    """An open round with three partners: its number and its code."""
    await asyncio.to_thread(site.command, "manage", "collectstatic", "--noinput")
    home = (await site.call("/collaborations", {"name": "Bench"}))["id"]
    partners = []
    for name in ("Lantern Trust", "Harbour Health Board", "Quayside Carers"):
        path = f"/collaborations/{home}/organisations"
        made = await site.call(path, {"name": name, "kind": "health"})
        partners.append({"organisation": made["id"], "expected": 200})
    made = await site.call(f"/collaborations/{home}/rounds", {"title": "Bench"})
    await site.call(f"/rounds/{made['id']}/partners", {"partners": partners}, "PUT")
    await site.call(f"/rounds/{made['id']}/open")
    return made["id"], made["link"].rstrip("/").rpartition("/")[2]


def alone(site: Site, code: str) -> None:
    """One after another: what each step costs the server."""
    person = Person(site.port, 0)
    person.answer(code)
    forms = [person.open(code) for _ in range(ALONE)]
    first = cost(site, lambda: [person.open(code) for _ in range(ALONE)])
    reviews: list[str] = []
    filling = cost(site, lambda: reviews.extend(person.fill(form) for form in forms))
    sending = cost(site, lambda: [person.send(review) for review in reviews])
    programs = cost(site, lambda: [program(person, code) for _ in range(ALONE)])
    person.ask(forms[0])
    packed, raw = person.size
    print("| one response | server CPU |\n|---|--:|")
    print(f"| form: GET, and POST of 13 ratings and 27 texts | {filling:.1f} ms |")
    print(f"| first page and beginning | {first:.1f} ms |")
    print(f"| review, sending, thanks | {sending:.1f} ms |")
    print(f"| all of it at once, from a program | {programs:.1f} ms |")
    print(f"\nThe form of the Index, filled: {packed / 1000:.1f} kB (unpacked {raw / 1000:.0f}).")
    empty = Person(site.port, 0)
    empty.ask(empty.open(code))
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', empty.ask(forms[0])[1])
    total = sum((empty.ask(file), empty.size[0])[1] for file in dict.fromkeys(files))
    empty.ask(empty.open(code))
    print(f"Empty {empty.size[0] / 1000:.1f} kB; with style, font and script, once: ", end="")
    print(f"{(empty.size[0] + total) / 1000:.1f} kB.")


def program(person: Person, code: str) -> None:
    """A kiosk sends 13 ratings and 27 texts in one request."""
    sent = {"ratings": person.ratings, "words": person.words, "send": True}
    headers = {"Content-Type": "application/json"}
    path = f"/api/v1/answer/{code}"
    person.connection.request("POST", path, json.dumps(sent), headers)
    reply = person.connection.getresponse()
    assert reply.status == 201, reply.read()
    reply.read()


def cost(site: Site, act: Callable[[], object]) -> float:
    """Milliseconds of the server's processor for each of ALONE."""
    before = site.cpu()
    act()
    return 1000 * (site.cpu() - before) / ALONE


def together(site: Site, code: str) -> None:
    """Within a minute, at random moments: everybody's answers are there, word for word."""
    people = [Person(site.port, number) for number in range(TOGETHER)]
    begins = sorted(random.Random(1).uniform(0, MINUTE) for _ in people)
    start, before = time.monotonic(), site.cpu()
    slowest: list[float] = []

    def come(person: Person, at: float) -> None:
        time.sleep(max(0, start + at - time.monotonic()))
        began = time.monotonic()
        person.answer(code)
        slowest.append(time.monotonic() - began)

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(come, people, begins))
    took, used = time.monotonic() - start, site.cpu() - before
    lost = sum(not whole(one) for one in people)
    ordered = sorted(slowest)
    print(f"\n{TOGETHER} people within {took:.0f} s: {TOGETHER - lost} responses whole, ", end="")
    print(f"{lost} lost; {1000 * used / TOGETHER:.0f} ms of server CPU each for all seven ", end="")
    print(f"requests; the whole way took a person {ordered[len(ordered) // 2]:.2f} s, ", end="")
    print(f"the slowest {ordered[-1]:.2f} s.")


def whole(person: Person) -> bool:
    """Whether everything that somebody sent is kept."""
    path = person.kept.split("?")[0].replace("/r/", "/api/v1/answer/").rstrip("/")
    person.connection.close()  # the server has hung up meanwhile
    _, text, _ = person.ask(path)
    kept = json.loads(text)
    words = {name: one.strip() for name, one in person.words.items()}
    found = kept["ratings"], kept["words"], kept["state"]
    return len(words) == 27 and found == (person.ratings, words, "sent")


async def queries(site: Site) -> int:
    """How many queries the server has made."""
    return int((await site.server.ask("GET", "/bench/queries"))[1]["queries"])


async def main() -> None:
    """Measure all of it."""
    with fresh_site("sqlite") as site:
        await site.start()
        _, code = await prepared(site)
        site.kill()
        await site.start()
        await asyncio.to_thread(alone, site, code)
        await asyncio.to_thread(together, site, code)
    with fresh_site("sqlite", counted=True) as site:
        await site.start()
        _, code = await prepared(site)
        site.kill()
        await site.start()
        person = Person(site.port, 0)
        form = await asyncio.to_thread(person.open, code)
        await asyncio.to_thread(person.fill, form)
        before = await queries(site)
        await asyncio.to_thread(person.ask, form)
        shown = await queries(site)
        review = await asyncio.to_thread(person.fill, form)
        saved = await queries(site)
        await asyncio.to_thread(person.send, review)
        print(f"\nQueries: the form {shown - before}, with saving it {saved - shown}, ", end="")
        print(f"review, sending and thanks {await queries(site) - saved}.")


if __name__ == "__main__":
    asyncio.run(main())
