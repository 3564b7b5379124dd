"""`python -m benchmarks.sense.workbench`: the workbench with 20,000 answers of as many people.

Looks for their themes in a task, twice, and times the pages. Prints Markdown tables.
"""

import os
import resource
import tempfile
import time
from itertools import batched
from typing import Any

from benchmarks import pages
from benchmarks.sense.answers import planted

ANSWERS = 20_000
AT_ONCE = 2_000
PROMPTS = [{"kind": "text", "text": "What should change?", "results": "live"}]


def seed() -> tuple[str, Any]:
    """Fill the database; gives Ana's session and the study."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from howff.conversations.actions.preparing import create_conversation
    from howff.conversations.actions.running import open_prompt
    from howff.people.actions import create_collaboration, create_person
    from howff.sensemaking.actions.studies import begin_study

    ana = create_person(email="ana@facilitators.example", name="Ana")
    home = create_collaboration(name="Harbour Together", by=ana)
    talk = create_conversation(collaboration=home, title="Open", prompts=PROMPTS, by=ana)
    prompt = open_prompt(prompt=talk.prompts.get(), by=ana)
    for some in batched(enumerate(planted(ANSWERS).texts), AT_ONCE):
        answer(talk.code, prompt.pk, some)
    study = begin_study(collaboration=home, sources=[f"prompt:{prompt.pk}"], by=ana)
    return pages.session_of(ana), study


def answer(code: str, prompt: int, some: Any) -> None:
    """People join and answer once each."""
    from django.db import transaction

    from howff.conversations.actions.answering import AnswerRequest, record_answers
    from howff.conversations.actions.joining import JoinRequest, record_joins

    with transaction.atomic():
        joins = [
            JoinRequest(code, role=f"Role {at % 9}", audience="report", key=str(at))
            for at, _text in some
        ]
        people = [one.participant for one in record_joins(joins)]  # type: ignore[union-attr]
        record_answers(
            [
                AnswerRequest(person, prompt, text, "k")
                for person, (_at, text) in zip(people, some, strict=True)
            ]
        )


def looked(study: Any, what: str) -> None:
    """Let the machine look, and say how long it took beside how long it said."""
    from howff.sensemaking.actions.studies import ask_again
    from howff.sensemaking.tasks.analyses import run_analysis

    analysis = ask_again(study=study, by=study.created_by)
    start = time.perf_counter()
    state = run_analysis.call(analysis.pk)
    analysis.refresh_from_db()
    took, said = time.perf_counter() - start, analysis.expected_seconds
    counts = (analysis.result or {}).get("counts", [])
    print(f"| {what} | {state} | {said:.0f} | {took:.1f} | {', '.join(map(str, counts))} |")


def main() -> None:
    """Fill, look, serve, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "HOWFF_DATA": folder,
            "HOWFF_ADDRESS": pages.ADDRESS,
            "DJANGO_SETTINGS_MODULE": "howff.website.settings",
        }
        session, study = seed()
        print("| 20,000 answers | ended | said (s) | took (s) | themes |\n|---|---|--:|--:|---|")
        looked(study, "first look")
        looked(study, "second look, words known")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\nMost memory while looking: {peak:.0f} MB")
        theme = study.themes.order_by("position").first().pk
        with pages.served() as pid:
            print(
                "\n| page | p50 ms | p95 ms | server CPU ms | kB, unpacked |\n|---|--:|--:|--:|--:|"
            )
            here = f"/studies/{study.pk}/themes/"
            pages.timed("the workbench", here, session, pid)
            pages.timed("page 900 of its list", f"{here}?page=900", session, pid)
            pages.timed("searched", f"{here}?q=library", session, pid)
            pages.timed("a theme with all its answers", f"/themes/{theme}/", session, pid)


if __name__ == "__main__":
    main()
