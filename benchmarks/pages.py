"""`python -m benchmarks.pages`: facilitators' pages in a large collaboration, the join page on a
slow phone, and a report in all its formats. Prints a Markdown table for `benchmarks/README.md`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any

CONVERSATIONS, PEOPLE, ASKED = 200, 100, 5
TIMES = 60
PORT = 8766
ADDRESS = f"http://127.0.0.1:{PORT}"
HOWFF = [sys.executable, "-c", "from howff.website.cli import main; raise SystemExit(main())"]
FORMATS = ("html", "pdf", "docx", "odt", "md", "json", "xlsx", "csv")
# Chrome's "Slow 4G": 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms there and back.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 9.4e4}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
KINDS = [
    {"kind": "words", "text": "A word?", "results": "live"},
    {"kind": "text", "text": "What would help?"},
    {"kind": "choice", "text": "Which first?", "options": ["Trust", "Money", "Time"]},
    {"kind": "rating", "text": "How ready are we?", "options": ["Not at all", "Completely"]},
    {"kind": "questions", "text": "What would you ask?", "results": "live"},
]


def seed() -> tuple[str, dict[str, int]]:
    """Fill the database; gives Ana's session and the numbers of the last conversation."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from howff.conversations.actions.preparing import create_conversation
    from howff.conversations.actions.running import close_conversation
    from howff.people.actions import create_collaboration, create_person
    from howff.reports.models import Report

    ana = create_person(email="ana@facilitators.example", name="Ana")
    home = create_collaboration(name="Harbour Together", by=ana)
    for number in range(CONVERSATIONS):
        made = create_conversation(
            collaboration=home, title=f"Conversation {number}", prompts=KINDS, by=ana
        )
        fill(made, ana)
    close_conversation(conversation=home.conversations.order_by("pk")[0], by=ana)
    report = Report.objects.get()
    numbers = {"home": home.pk, "conversation": made.pk, "report": report.pk}
    return session_of(ana), numbers | {"code": made.code}


def fill(conversation: Any, ana: Any) -> None:
    """A hundred people join and answer five prompts each."""
    from django.db import transaction

    from howff.conversations.actions.answering import AnswerRequest, record_answers
    from howff.conversations.actions.joining import JoinRequest, record_joins
    from howff.conversations.actions.running import open_prompt

    with transaction.atomic():
        prompts = [open_prompt(prompt=one, by=ana) for one in conversation.prompts.all()]
        joins = [
            JoinRequest(conversation.code, role=f"Role {n % 9}", audience="report", key=str(n))
            for n in range(PEOPLE)
        ]
        people = [one.participant for one in record_joins(joins)]
        values = [f"word{n % 40}" for n in range(PEOPLE)], [f"Reason {n}." for n in range(PEOPLE)]
        given = [*values, *[[n % 3 + (k == 1) for n in range(PEOPLE)] for k in range(2)]]
        given.append([f"Question {n}?" for n in range(PEOPLE)])
        record_answers(
            [
                AnswerRequest(person, prompt.pk, value, "k")
                for prompt, column in zip(prompts, given, strict=True)
                for person, value in zip(people, column, strict=True)
            ]
        )


def session_of(person: Any) -> str:
    """A session in which this person is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def served() -> Iterator[int]:
    """The site, by the number of its process."""
    process = subprocess.Popen([*HOWFF, "serve", "--port", str(PORT)], stdout=subprocess.DEVNULL)
    try:
        for _try in range(200):
            try:
                get("/live/health", "")
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def get(path: str, session: str) -> bytes:
    """A page, whole."""
    connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"howff_session={session}"})
    reply = connection.getresponse()
    content = reply.read()
    assert reply.status == 200, (path, reply.status)
    return content


def cpu(pid: int) -> float:
    """Processor seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(name: str, path: str, session: str, pid: int) -> None:
    """One page, many times."""
    get(path, session)
    took, began = [], cpu(pid)
    for _time in range(TIMES):
        start = time.perf_counter()
        content = get(path, session)
        took.append(1000 * (time.perf_counter() - start))
    half, most = quantiles(took, n=20)[9], quantiles(took, n=20)[18]
    each = 1000 * (cpu(pid) - began) / TIMES
    print(f"| {name} | {half:.0f} | {most:.0f} | {each:.0f} | {len(content) / 1000:.0f} |")


def formats(report: int, session: str) -> None:
    """A report in every format, one after the other, after a first round."""
    for _round in range(2):
        start = time.perf_counter()
        for ending in FORMATS:
            get(f"/reports/{report}/draft.{ending}", session)
        took = time.perf_counter() - start
    print(f"\nAll {len(FORMATS)} formats of a report, warm, over HTTP: {took:.2f} s.")


def join_page(code: str) -> None:
    """The join page on a throttled phone: bytes on the wire, and time until it can be used."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844}, is_mobile=True)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW)
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(f"{ADDRESS}/j/{code}/", wait_until="load")
        page.wait_for_timeout(2000)
        usable = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        browser.close()
    print(
        f"The join page on slow 4G: {sum(sizes) / 1000:.1f} kB on the wire; usable after "
        f"{usable:.0f} ms, everything there after {loaded:.0f} ms."
    )


def main() -> None:
    """Fill, serve, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "HOWFF_DATA": folder,
            "HOWFF_ADDRESS": ADDRESS,
            "DJANGO_SETTINGS_MODULE": "howff.website.settings",
        }
        session, found = seed()
        home, one, report = (found[name] for name in ("home", "conversation", "report"))
        with served() as pid:
            print(
                "| page | p50 ms | p95 ms | server CPU ms | kB, unpacked |\n|---|--:|--:|--:|--:|"
            )
            timed("the collaboration", f"/collaborations/{home}/", session, pid)
            timed("its conversations", f"/collaborations/{home}/conversations/", session, pid)
            timed("a conversation", f"/conversations/{one}/", session, pid)
            timed("preparing it", f"/conversations/{one}/edit/", session, pid)
            timed("its console", f"/conversations/{one}/console/", session, pid)
            timed("its stage", f"/conversations/{one}/stage/", session, pid)
            timed("its report, editing", f"/reports/{report}/edit/", session, pid)
            formats(report, session)
            join_page(str(found["code"]))


if __name__ == "__main__":
    main()
