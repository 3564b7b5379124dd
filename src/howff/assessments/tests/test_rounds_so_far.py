"""While a round is open, a few answers are not counted aloud to anybody."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.queries.rounds import rounds_at_a_glance
from howff.assessments.queries.rounds_desk import desk_for
from howff.assessments.tests.held import answered, prepared
from howff.people.models import Collaboration, Organisation, Person


@pytest.fixture
def opened(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """An open round in which twelve people of each of three partners are expected."""
    return rounds.open_round(
        round=prepared(collaboration, dict.fromkeys(organisations, 12), ana), by=ana
    )


def told(round: Round) -> list[int | None]:
    """How many answered in all, and of each partner by name, as a facilitator is told."""
    desk = desk_for(round, runs=True)
    return [desk.answered, *(one.answered for one in desk.partners)]


@pytest.mark.parametrize(
    ("health", "lantern", "expected"),
    [
        (0, 0, [0, 0, 0, 0]),
        (0, 1, [None, 0, None, 0]),
        (2, 2, [None, None, None, 0]),
        (5, 0, [5, 5, 0, 0]),
        (5, 4, [9, None, None, 0]),
        (5, 5, [10, 5, 5, 0]),
    ],
)
def test_a_few_answers_are_not_told_nor_what_gives_them_away(
    opened: Round,
    organisations: list[Organisation],
    health: int,
    lantern: int,
    expected: list[int | None],
) -> None:
    names = {one.name: one for one in organisations}
    answered(opened, names["Harbour Health Board"], [3] * health)
    answered(opened, names["Lantern Trust"], [3] * lantern)
    assert told(opened) == expected


def test_those_who_name_no_partner_give_no_partner_away(
    opened: Round, organisations: list[Organisation]
) -> None:
    answered(opened, None, [3] * 4)
    answered(opened, organisations[0], [3] * 6)
    answered(opened, organisations[1], [3] * 6)
    assert sorted(told(opened), key=str) == [0, 16, 6, None]


def test_pages_say_fewer_than_five(
    opened: Round, organisations: list[Organisation], ana: Person, client: Client
) -> None:
    answered(opened, organisations[0], [1, 2, 3])
    client.force_login(ana)
    assert [one.answered for one in rounds_at_a_glance(opened.collaboration)] == [None]
    stock = reverse("assessments:stock", args=[opened.collaboration_id])
    for page in (stock, reverse("assessments:round", args=[opened.pk])):
        shown = client.get(page).content.decode()
        assert "ewer than 5 of 36 people" in shown
        assert "3 of 36" not in shown
