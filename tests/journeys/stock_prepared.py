"""Collaborations that take stock, made beside the running server: run by `howff manage shell`."""

import json
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from howff.assessments.actions import across, journey
from howff.assessments.actions.workshops import agreeing, preparing
from howff.assessments.models import Round
from howff.assessments.tests.stock import Party, Stock, harbour
from howff.instruments.queries import builtin
from howff.people import actions
from howff.people.models import Collaboration, Organisation, Person

PARTNERS = [
    ("Lantern Trust", "third_sector"),
    ("Harbour Health", "health"),
    ("Quayside", "community"),
]
MEMBERS = {"Ben": ("Front line", "member"), "Cleo": ("Lived experience", "member")}
HELPERS = {"Hana": ("Volunteer", "helper")}
SIX = (1, 5, 3, 2, 4, 3)


def main() -> None:
    """Make everything, and tell the numbers of it."""
    ana = actions.create_person(email="ana@facilitators.example", name="Ana")
    people = {"Dev": actions.create_person(email="dev@outside.example", name="Dev")}
    made = {
        "new": begun("New Harbour", ana, people),
        "read": closed("Read Harbour", ana, people),
        "twice": twice("Old Harbour", ana, people),
        "six": six("Small Harbour", ana, people),
        "bad": opened("Stormy Harbour", ana, people),
        "late": opened("Late Harbour", ana, people),
        "doors": opened("Open Harbour", ana, people),
        "calls": {
            "open": opened("Called Harbour", ana, people),
            "closed": talked_about(closed("Recalled Harbour", ana, people), ana),
        },
    }
    made["sessions"] = {name: session_of(person) for name, person in people.items()}
    print("made", json.dumps(made))


def begun(name: str, ana: Person, people: dict[str, Person]) -> dict[str, Any]:
    """A collaboration with partners and members, and no round."""
    here, organisations = collaboration(name, ana, people)
    return {"collaboration": here.pk, "organisations": [one.pk for one in organisations]}


def closed(name: str, ana: Person, people: dict[str, Person]) -> dict[str, Any]:
    """A round with two partners large enough, one return, and words that were read."""
    here, organisations = collaboration(name, ana, people)
    return {"collaboration": here.pk, **told(harbour(here, organisations, ana).closed())}


def talked_about(made: dict[str, Any], ana: Person) -> dict[str, Any]:
    """The same with a workshop on it, what would help, a journey, and a comparison."""
    round = Round.objects.get(pk=made["round"])
    workshop = preparing.create_workshop(round=round, title="Looking together", by=ana)
    topic = workshop.topics.first()
    assert topic
    agreeing.add_need(topic=topic, level="sector", text="Longer contracts", by=ana)
    journey.begin_journey(collaboration=round.collaboration, by=ana)
    instrument = round.version.instrument
    asked = across.ask(
        host=round.collaboration, instrument=instrument, title="All harbours", by=ana
    )
    across.share(comparison=asked, round=round, needs=True, by=ana)
    return made | {"workshops": workshop.pk, "comparisons": asked.pk}


def twice(name: str, ana: Person, people: dict[str, Person]) -> dict[str, Any]:
    """A closed pulse with return cards, and a second that is open and answered by the same."""
    here, organisations = collaboration(name, ana, people)
    given = {"version": builtin("pulse"), "ratings": {"trust": SIX}, "words": {}, "cards": True}
    stock = harbour(here, organisations, ana, **given)
    first = stock.closed("In spring")
    second = stock.answered(stock.opened("In autumn", first))
    return {"collaboration": here.pk, "first": told(first), **told(second)}


def six(name: str, ana: Person, people: dict[str, Person]) -> dict[str, Any]:
    """Six people in four organisations, who see most things differently."""
    here, organisations = collaboration(name, ana, people)
    community = {"kind": "community", "by": ana}
    organisations.append(actions.add_organisation(collaboration=here, name="Kettle", **community))
    parties = [
        Party(one, {"Front line": 1 + at % 2}, expected=0) for at, one in enumerate(organisations)
    ]
    stock = Stock(here, ana, parties, {"P1": SIX, "P2": (4,)}, {"P1": ("Too few of us.",)})
    return {"collaboration": here.pk, **told(stock.closed("Our first look"))}


def opened(name: str, ana: Person, people: dict[str, Person]) -> dict[str, Any]:
    """An open round that nobody has answered."""
    here, organisations = collaboration(name, ana, people)
    stock = harbour(here, organisations, ana)
    return {"collaboration": here.pk, **told(stock.opened())}


def collaboration(
    name: str, ana: Person, people: dict[str, Person]
) -> tuple[Collaboration, list[Organisation]]:
    """A collaboration of three partners, with Ben, Cleo and Hana in it."""
    here = actions.create_collaboration(name=name, by=ana)
    organisations = [
        actions.add_organisation(collaboration=here, name=one, kind=kind, by=ana)
        for one, kind in PARTNERS
    ]
    for who, (place, role) in (MEMBERS | HELPERS).items():
        person = actions.create_person(email=f"{who.lower()}@people.example", name=who)
        where = here.places.get(name=place)
        actions.add_member(collaboration=here, person=person, role=role, place=where, by=None)
        people[who] = person
    return here, organisations


def told(round: Round) -> dict[str, Any]:
    """What a journey needs to know of a round."""
    return {"round": round.pk, "code": round.code}


def session_of(person: Person) -> str:
    """A browser's session in which this person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


main()
