"""How the invented collaboration took stock twice, met in between, and what it did."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from howff.assessments.actions import rounds
from howff.assessments.actions.answering.keeping import Beginning, record_responses
from howff.assessments.actions.rounds import PartnerPlan
from howff.assessments.models import Round
from howff.assessments.queries.access import card_digest
from howff.assessments.tasks import make_figures
from howff.consent.models import Attribution, Audience
from howff.instruments.queries import builtin, definition_of
from howff.people.actions import add_organisation, create_collaboration
from howff.people.models import Collaboration, Person
from howff.website.demo import agreed

INDEX, PULSE = "collaborative-providers-index", "pulse"
FIRST, MET, SECOND = 250, 215, 6  # days ago


@dataclass(frozen=True, slots=True)
class Somebody:
    """One invented person: where they belong, how they see things, and their return card."""

    partner: str
    place: str
    outlook: float
    card: str


def stock() -> dict[str, Any]:
    """What the invented people rate, say and agree."""
    return tomllib.loads((files(__package__) / "stock.toml").read_text(encoding="utf-8"))


@transaction.atomic
def take_stock(together: Collaboration, ana: Person) -> Round:
    """Two rounds with a workshop between them, a journey, and a pulse that is open now."""
    said = stock()
    random = Random(3)  # noqa: S311
    first = begin(together, ana, said, "Taking stock in spring")
    people = list(everybody(said, random))
    answer(first, said, people, 0, random)
    close(first, ana, FIRST)
    agreed.meet(first, said, timezone.localdate() - timedelta(days=MET), ana)
    second = begin(together, ana, said, "Taking stock in autumn", first)
    answer(second, said, people, 1, random)
    close(second, ana, SECOND)
    agreed.travel(together, ana)
    pulse(together, ana, said, random)
    return second


def begin(
    together: Collaboration,
    ana: Person,
    said: Mapping[str, Any],
    title: str,
    previous: Round | None = None,
) -> Round:
    """Ask six partners, in every place that people can have."""
    round = rounds.create_round(
        collaboration=together,
        version=builtin(INDEX),
        title=title,
        purpose="To see where we agree and where we do not, before we plan the next half year.",
        reader="Ana Example",
        previous=previous,
        by=ana,
    )
    if previous is None:
        numbers = together.places.filter(name__in=said["places"]).values_list("pk", flat=True)
        rounds.set_places(round=round, places=numbers, by=ana)
        partners = [_plan(together, one, said["places"]) for one in said["partners"]]
        rounds.set_partners(round=round, partners=partners, by=ana)
    return rounds.open_round(round=round, by=ana)


def everybody(said: Mapping[str, Any], random: Random) -> Iterator[Somebody]:
    """The people who could answer, each with an outlook that stays."""
    for partner in said["partners"]:
        spread = _spread(partner["expected"], said["places"])
        places = [place for place, people in spread.items() for _ in range(people)]
        random.shuffle(places)
        for number, place in enumerate(places):
            card = f"{partner['name']} {number}" if random.random() < 0.4 else ""
            yield Somebody(partner["name"], place, random.gauss(0, 0.5), card)


def answer(
    round: Round, said: Mapping[str, Any], people: Sequence[Somebody], time: int, random: Random
) -> None:
    """Everybody who answers in this round does."""
    coming = {one["name"]: one["answered"][time] for one in said["partners"]}
    partners = {one.name: one for one in round.partners.all()}
    places = {one.name: one.pk for one in round.places.all()}
    words = {item: list(one["said"][time::2]) for item, one in said["items"].items()}
    here = []
    for name, number in coming.items():
        here += [one for one in people if one.partner == name][:number]
    random.shuffle(here)
    _kept(
        Beginning(
            round.pk,
            {
                "partner_id": partners[one.partner].pk,
                "place_id": places.get(one.place),
                "state": "sent",
                "ratings": dict(_ratings(one, said["items"], time, random)),
                "words": {item: left.pop() for item, left in words.items() if left},
                "attribution": random.choice([Attribution.NONE, Attribution.ROLE]),
                "audience": Audience.REPORT if random.random() < 0.8 else Audience.GROUP,
                "card_digest": card_digest(round.collaboration, one.card) if one.card else "",
            },
        )
        for one in here
    )
    if time:
        ours = {item: max(1, int(one["middle"][time])) for item, one in said["items"].items()}
        _return(round, partners["The Kettle Club"].pk, ours)


def close(round: Round, ana: Person, days: int) -> None:
    """Close it, read the words, and let it be some days ago."""
    rounds.close_round(round=round, by=ana)
    make_figures.call(round.pk, ana.pk)
    round.refresh_from_db()
    rounds.publish_remaining(round=round, by=ana)
    closed = timezone.now() - timedelta(days=days)
    opened = closed - timedelta(days=21)
    Round.objects.filter(pk=round.pk).update(
        opened_at=opened, closed_at=closed, opens_on=opened.date(), created_at=opened
    )
    round.refresh_from_db()


def pulse(together: Collaboration, ana: Person, said: Mapping[str, Any], random: Random) -> Round:
    """A two-minute check that is open now, with some answers in."""
    round = rounds.create_round(
        collaboration=together,
        version=builtin(PULSE),
        title="Two minutes before winter",
        reader="Ana Example",
        closes_on=timezone.localdate() + timedelta(days=9),
        by=ana,
    )
    partners = [_plan(together, one, said["places"]) for one in said["partners"]]
    rounds.set_partners(round=round, partners=partners, by=ana)
    rounds.open_round(round=round, by=ana)
    items = [one.id for one in definition_of(round.version).items()]
    _kept(
        Beginning(
            round.pk,
            {
                "partner_id": random.choice(list(round.partners.all())).pk,
                "state": "sent",
                "ratings": {item: random.choice([2, 3, 3, 4, 4, 5]) for item in items},
            },
        )
        for _ in range(17)
    )
    return round


@transaction.atomic
def take_stock_of_six(ana: Person) -> Round:
    """Six people in four organisations: too few for groups, and still worth a look."""
    small = stock()["small"]
    here = create_collaboration(name=small["name"], purpose=small["purpose"], by=ana)
    for name in small["partners"]:
        add_organisation(collaboration=here, name=name, kind="community", by=ana)
    round = rounds.create_round(
        collaboration=here, version=builtin(INDEX), title="Our first look", reader="Ana", by=ana
    )
    plans = [
        PartnerPlan(one, {None: 1 + at % 2}) for at, one in enumerate(here.organisations.all())
    ]
    rounds.set_partners(round=round, partners=plans, by=ana)
    rounds.open_round(round=round, by=ana)
    items = [one.id for one in definition_of(round.version).items()]
    partners = [one.pk for one in round.partners.all() for _ in range(one.expected)]
    _kept(
        Beginning(
            round.pk,
            {
                "partner_id": partner,
                "state": "sent",
                "ratings": dict(zip(items, ratings, strict=True)),
                "words": dict([said]) if said else {},
            },
        )
        for partner, ratings, said in zip(
            partners, small["ratings"], [*small["said"], None, None, None, None], strict=True
        )
    )
    close(round, ana, 12)
    return round


def _plan(together: Collaboration, said: Mapping[str, Any], places: Mapping[str, int]) -> Any:
    """How many people a partner is expected to bring, from which places."""
    numbers = {one.name: one.pk for one in together.places.all()}
    spread = _spread(said["expected"], places)
    people: dict[int | None, int] = {numbers[name]: some for name, some in spread.items()}
    organisation = together.organisations.get(name=said["name"])
    return PartnerPlan(organisation, people, said.get("returns", False))


def _spread(people: int, places: Mapping[str, int]) -> dict[str, int]:
    """Spread people over places, as evenly as shares; the last place takes what is left."""
    *others, last = places
    spread = {name: people * places[name] // 100 for name in others}
    return spread | {last: people - sum(spread.values())}


def _ratings(
    who: Somebody, items: Mapping[str, Any], time: int, random: Random
) -> Iterator[tuple[str, int | str]]:
    for item, about in items.items():
        chance = random.random()
        if chance < 0.08:
            yield item, random.choice(["DK", "DK", "NMP", "NA"])
        elif chance < 0.97:
            side = 0.6 if who.place == "Leadership" else -0.3
            middle = about["middle"][time] + side * about["gap"] + who.outlook
            middle += about.get("offsets", {}).get(who.partner, 0.0)
            yield item, min(5, max(1, int(random.gauss(middle, 0.7) + 0.5)))


def _return(round: Round, partner: int, ratings: Mapping[str, int]) -> None:
    fields = {"partner_id": partner, "door": "return", "state": "sent", "ratings": dict(ratings)}
    _kept([Beginning(round.pk, fields)])


def _kept(beginnings: Any) -> None:
    """Keep answers as the live writer does; in a demo nothing may be refused."""
    for outcome in record_responses(list(beginnings)):
        if isinstance(outcome, Exception):
            raise outcome
