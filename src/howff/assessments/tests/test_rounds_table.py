"""The table of people who are expected: what it begins with, and what is said of that."""

import pytest
from django.urls import reverse

from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tests.held import front_line, prepared
from howff.instruments.queries import builtin

GREETINGS = (
    "These are the partners and numbers of",
    "These are the people who belong here already",
    "Type a number for each partner that takes part; put it under “Place not known”",
    "Change the numbers as you like.",
)


@pytest.fixture
def fresh(collaboration, organisations, ana):
    """A first round for which nobody has said who is asked."""
    version = builtin("pulse")
    return rounds.create_round(collaboration=collaboration, version=version, title="New", by=ana)


def greeting(client, round):
    """Which of the greetings the page gives, and the table."""
    answer = client.get(reverse("assessments:round_partners", args=[round.pk]))
    text = answer.content.decode()
    return [one for one in GREETINGS if one in text], answer.context["form"]


def test_an_empty_table_says_what_to_type(as_ana, fresh):
    assert greeting(as_ana, fresh)[0] == [GREETINGS[2]]


def test_people_who_belong_already_are_told_as_such(as_ana, fresh, ben):
    assert greeting(as_ana, fresh)[0] == [GREETINGS[1]]


def test_numbers_that_were_kept_are_not_called_members(as_ana, collaboration, organisations, ana):
    kept = prepared(collaboration, dict.fromkeys(organisations, 6), ana)
    assert greeting(as_ana, kept)[0] == [GREETINGS[3]]


def test_the_round_before_gives_its_partners_and_numbers(
    as_ana, fresh, collaboration, organisations, ana
):
    place, other = front_line(fresh).place_id, fresh.places.exclude(name="Front line").first()
    plans = [
        rounds.PartnerPlan(organisations[0], {place: 4, other.place_id: 3, None: 2}),
        rounds.PartnerPlan(organisations[1], {None: 5}, returns=True),
    ]
    rounds.set_partners(round=fresh, partners=plans, by=ana)
    again = rounds.create_round(
        collaboration=collaboration, version=builtin("pulse"), title="Again", by=ana
    )
    assert greeting(as_ana, again)[0] == [GREETINGS[2]]  # a draft is no round before
    rounds.open_round(round=fresh, by=ana)
    rounds.set_places(round=again, places=[place], by=ana)
    told, table = greeting(as_ana, Round.objects.get(pk=again.pk))
    first, second = organisations[:2]
    assert told == [GREETINGS[0]]
    assert {name: value for name, value in table.initial.items() if value} == {
        f"people-{first.pk}-{place}": 4,
        f"people-{first.pk}-0": 5,
        f"people-{second.pk}-0": 5,
        f"returns-{second.pk}": True,
    }
    assert {one.pk for one, *_cells, opened in table.rows() if opened} == {first.pk}
