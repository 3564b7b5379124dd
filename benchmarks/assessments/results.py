"""`python -m benchmarks.assessments.results`: the pages of results, and counting a round in a task.

1,000 people of 40 organisations in two rounds, then 100,000 in one. Prints Markdown tables.
"""

import os
import random
import resource
import tempfile
import time
from typing import Any

from benchmarks import pages

ORGANISATIONS, PEOPLE, MANY = 40, 1_000, 100_000
WORDS = 400


def seed() -> tuple[str, int, int]:
    """Fill the database; gives Ana's session and the rounds of 1,000 and of 100,000 people."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from howff.people.actions import add_organisation, create_collaboration, create_person

    ana = create_person(email="ana@facilitators.example", name="Ana")
    home = create_collaboration(name="Firth and Forty", by=ana)
    for number in range(ORGANISATIONS):
        add_organisation(
            collaboration=home, name=f"Partner {number:02}", kind="third_sector", by=ana
        )
    print("| people | putting them in (s) | counting the round in its task (s) |\n|--:|--:|--:|")
    first = counted(home, ana, PEOPLE, None)
    second = counted(home, ana, PEOPLE, first)
    return pages.session_of(ana), second.pk, counted(home, ana, MANY, None).pk


def counted(home: Any, ana: Any, people: int, previous: Any) -> Any:
    """A round that so many answered, closed and counted."""
    from howff.assessments import tasks
    from howff.assessments.actions import rounds
    from howff.evidence.actions import set_state
    from howff.evidence.models import PassageState
    from howff.instruments.queries import builtin

    version = builtin("collaborative-providers-index")
    made = rounds.create_round(
        collaboration=home, version=version, title=f"{people} people", by=ana, previous=previous
    )
    if previous is None:
        each = {None: people // ORGANISATIONS}
        plans = [rounds.PartnerPlan(one, each) for one in home.organisations.all()]
        rounds.set_partners(round=made, partners=plans, by=ana)
    rounds.open_round(round=made, by=ana)
    start = time.perf_counter()
    answer(made, people)
    between = time.perf_counter()
    rounds.close_round(round=made, by=ana)
    tasks.make_figures.call(made.pk, ana.pk)
    print(f"| {people:,} | {between - start:.1f} | {time.perf_counter() - between:.1f} |")
    said = made.said.values_list("passage", flat=True)
    set_state(passage_ids=said, state=PassageState.PUBLISHED)
    return made


def answer(made: Any, people: int) -> None:
    """Everybody rates the principles, each organisation about a middle of its own."""
    from howff.assessments.models import Response
    from howff.instruments.queries import definition_of

    drawn = random.Random(people)
    items = [one.id for one in definition_of(made.version).items()]
    partners, places = list(made.partners.all()), list(made.places.all())[:5]
    middle = {one.pk: drawn.uniform(2, 4.5) for one in partners}
    rows = []
    for number in range(people):
        partner = partners[number % len(partners)]
        rated = {
            item: min(5, max(1, round(drawn.gauss(middle[partner.pk], 1))))
            if drawn.random() > 1 / 12
            else "DK"
            for item in items
        }
        rows.append(
            Response(
                round=made,
                partner=partner,
                place=drawn.choice(places),
                state="sent",
                ratings=rated,
                words={items[0]: f"Thought {number}."} if number < WORDS else {},
                card_digest=f"card {number}" if number % 3 else "",
            )
        )
    Response.objects.bulk_create(rows, batch_size=500)


def main() -> None:
    """Fill, serve, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "HOWFF_DATA": folder,
            "HOWFF_ADDRESS": pages.ADDRESS,
            "DJANGO_SETTINGS_MODULE": "howff.website.settings",
        }
        session, one, many = seed()
        with pages.served() as pid:
            print(
                "\n| page | p50 ms | p95 ms | server CPU ms | kB, unpacked |\n|---|--:|--:|--:|--:|"
            )
            here = f"/rounds/{one}"
            pages.timed("results, 1,000 people", f"{here}/results/", session, pid)
            pages.timed("a principle, 400 comments", f"{here}/results/P1/", session, pid)
            pages.timed("its picture by place", f"{here}/results/?picture=marks", session, pid)
            pages.timed("progress, two rounds", f"{here}/progress/", session, pid)
            pages.timed("results, 100,000 people", f"/rounds/{many}/results/", session, pid)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory while counting: {peak:.0f} MB")


if __name__ == "__main__":
    main()
