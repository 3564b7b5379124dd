"""What changed is told by three lines, with how sure it is, and never carried forward."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Response, Round
from howff.assessments.queries.progress import chain_of, progress_of
from howff.assessments.tasks.closing import analysed, publish
from howff.assessments.tests.stock import SPLIT, SPREAD, Party, Stock, harbour
from howff.consent.models import Audience
from howff.instruments.actions import freeze
from howff.instruments.definitions import to_json
from howff.instruments.models import InstrumentVersion
from howff.instruments.queries import definition_of
from howff.people.actions import add_organisation, make_token
from howff.people.models import Collaboration, Organisation, Person
from howff.sense.rounds.lines import Progress

BETTER = {"P1": (5, 5, 4), "D4": (5, 4, 5)}


@pytest.fixture
def first(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Stock:
    """What the first round is made of."""
    return harbour(collaboration, organisations, ana, cards=True)


@pytest.fixture
def second(first: Stock, ana: Person) -> Round:
    """A second round: one partner is new, one is no longer asked, some principles went up."""
    new = add_organisation(
        collaboration=first.collaboration, name="Beacon Youth", kind="other", by=ana
    )
    parties = [*first.parties[:2], Party(new, {"Volunteer": 6})]
    before = first.closed("Spring")
    return Stock(first.collaboration, ana, parties, first.ratings | BETTER, cards=True).closed(
        "Autumn", before
    )


def page_of(client: Client, round: Round) -> str:
    response = client.get(reverse("assessments:progress", args=[round.pk]))
    assert response.status_code == 200
    return response.content.decode()


def change_of(round: Round, audience: Audience = Audience.GROUP) -> Progress:
    change = progress_of(round, audience)
    assert change is not None
    return change


def test_a_first_round_says_what_will_be_here(first: Stock, as_ana: Client) -> None:
    assert "Nothing to compare yet" in page_of(as_ana, first.closed())


def test_each_principle_has_three_lines_with_their_numbers(second: Round, as_ana: Client) -> None:
    change = change_of(second)
    page = page_of(as_ana, second)
    lines = re.findall(r"<li><strong>([^<]+)\.</strong>", page)
    names = ["Everyone who answered", "The same people", "The same organisations"]
    assert lines == names * len(change.items)
    one = next(one for one in change.items if one.item.id == "P1")
    then, now = one.lines[0].before, one.lines[0].after
    assert then is not None
    assert now is not None
    moved = f"From {then.mean:.1f} ({then.n} people) to {now.mean:.1f} ({now.n} people)."
    assert f"{moved} Very likely better." in page


def test_who_joined_and_who_left_is_named(second: Round, as_ana: Client) -> None:
    page = page_of(as_ana, second)
    assert "New partners: <bdi>Beacon Youth</bdi>" in page
    assert "No longer asked: <bdi>Quayside Carers</bdi>" in page


def test_where_the_middle_is_best_nothing_is_called_better(second: Round, as_ana: Client) -> None:
    page = page_of(as_ana, second)
    part = page[page.index("How the shared functions are arranged") :]
    part = part[: part.index("</ul>")]
    assert "From 4.0 (35 people) to 4.7 (41 people).</span>" in part
    assert "better" not in part


def test_no_change_is_not_called_one(second: Round, as_ana: Client) -> None:
    page = page_of(as_ana, second)
    part = page[page.index("Services that fit together") :]
    assert "This may be chance" in part[: part.index("</ul>")]


def test_rounds_stand_side_by_side(second: Round, as_ana: Client) -> None:
    assert [row.round.title for row in chain_of(second, Audience.GROUP)] == ["Spring", "Autumn"]
    page = page_of(as_ana, second)
    assert page.count('<figure class="picture multiple">') == 13


def test_the_interface_gives_the_frozen_change(second: Round, ben: Person) -> None:
    key = make_token(person=ben, name="Program")
    client = Client(headers={"Authorization": f"Bearer {key}"})
    for name, audience in (("inside", Audience.GROUP), ("outside", Audience.REPORT)):
        response = client.get(f"/api/v1/rounds/{second.pk}/progress", {"audience": name})
        lines = [one["lines"] for one in response.json()["items"]]
        frozen = change_of(second, audience).to_json()["items"]
        assert lines == [list(one["lines"]) for one in frozen]


def test_items_without_a_counterpart_are_said(first: Stock, ana: Person, as_ana: Client) -> None:
    before = first.closed("Spring")
    old = definition_of(before.version)
    people, *others = old.categories
    renamed = replace(people.principles[0], id="P7", title="Their own lives")
    new = replace(people.principles[1], id="P8", title="Something new")
    changed = replace(
        old,
        categories=(replace(people, principles=(renamed, new)), *others),
        mapping={"P1": "P7"},
        translations=(),
    )
    version = InstrumentVersion.objects.create(
        instrument=before.version.instrument, number=9, content=to_json(changed), digest="nine"
    )
    freeze(version=version)
    parties = first.parties
    after = Stock(first.collaboration, ana, parties, version=version).closed("Autumn", before)
    change = change_of(after)
    assert (change.items[0].item.id, change.items[0].earlier) == ("P7", "P1")
    page = page_of(as_ana, after)
    assert "New this time: <bdi>Something new</bdi>" in page
    assert "Not asked any more: <bdi>Co-production at the root</bdi>" in page


def test_when_figures_are_made_again_nobody_can_be_told_from_the_same_people(
    first: Stock, organisations: list[Organisation], ana: Person
) -> None:
    parties = [Party(organisations[0], {"Front line": 30})]
    stock = Stock(first.collaboration, ana, parties, {"P1": SPREAD, "P2": SPLIT}, cards=True)
    round = stock.closed("Autumn", stock.closed("Spring"))
    before = change_of(round)
    assert [line.n for one in before.items if (line := one.lines[1].after)] == [15] * 13
    cards = round.responses.exclude(card_digest="")
    gone = [*cards[:1], *round.responses.filter(card_digest="")[:6]]
    Response.objects.filter(pk__in=[one.pk for one in gone]).delete()
    publish(round, *analysed(round))
    again = change_of(round)
    assert next(one.lines[0].after.n for one in again.items if one.lines[0].after) == 23
    assert [one.lines[1].after for one in again.items] == [None] * len(again.items)
    assert (before.linked, again.linked) == (15, None)
