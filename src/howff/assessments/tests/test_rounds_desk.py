"""What the desk of an open round tells of each partner, and what it never tells."""

import pytest
from django.urls import reverse

from howff.assessments.actions import rounds
from howff.assessments.actions.rounds import PartnerPlan
from howff.assessments.models import Round
from howff.assessments.queries.rounds_desk import Desk
from howff.assessments.tests.held import answered, prepared


@pytest.fixture
def opened(collaboration, organisations, ana):
    """An open round in which twelve people of each of three partners are expected."""
    draft = prepared(collaboration, dict.fromkeys(organisations, 12), ana)
    return rounds.open_round(round=draft, by=ana)


def desk_of(client, round: Round) -> Desk:
    """The desk as this person sees it."""
    return client.get(reverse("assessments:round", args=[round.pk])).context["desk"]


def expect(round: Round, numbers, by) -> Round:
    """So many people are expected now."""
    plans = [PartnerPlan(one, {None: people}) for one, people in numbers.items()]
    return rounds.set_partners(round=round, partners=plans, by=by)


def told(client, round: Round):
    """How many answered of each partner, as far as it is told."""
    return [one.answered for one in desk_of(client, round).partners]


def test_expecting_more_people_later_tells_no_more_of_a_small_partner(
    as_ana, collaboration, organisations, ana
):
    numbers = dict(zip(organisations, (3, 40, 40), strict=True))
    round = rounds.open_round(round=prepared(collaboration, numbers, ana), by=ana)
    answered(round, organisations[0], [1, 2])
    before = told(as_ana, round)
    expect(round, numbers | {organisations[0]: 5}, ana)
    assert told(as_ana, round) == before
    assert before.count(None) == 2  # the small one, and one that would give it away


def test_expecting_fewer_people_later_tells_less_and_never_more(
    as_ana, collaboration, organisations, ana
):
    numbers = dict(zip(organisations, (3, 7, 40), strict=True))
    round = rounds.open_round(round=prepared(collaboration, numbers, ana), by=ana)
    named = [one.name for one in desk_of(as_ana, round).partners]
    assert dict(zip(named, told(as_ana, round), strict=True)) == {
        "Lantern Trust": None,
        "Harbour Health Board": None,
        "Quayside Carers": 0,
    }
    expect(round, numbers | {organisations[2]: 4}, ana)
    assert told(as_ana, round) == [None, None, None]


def test_a_partner_that_joins_later_is_counted_by_what_was_expected_then(
    as_ana, collaboration, organisations, ana
):
    numbers = dict.fromkeys(organisations[:2], 40)
    round = rounds.open_round(round=prepared(collaboration, numbers, ana), by=ana)
    expect(round, numbers | {organisations[2]: 2}, ana)
    assert round.partners.get(organisation=organisations[2]).expected_first == 2
    before = told(as_ana, round)
    expect(round, numbers | {organisations[2]: 9}, ana)
    assert told(as_ana, round) == before


def test_each_partner_has_a_link_that_chooses_it(as_ana, client, organisations, opened, ana, ben):
    plans = [PartnerPlan(one, {None: 12}, one == organisations[1]) for one in organisations[:2]]
    plans.append(PartnerPlan(organisations[2], {}, returns=True))
    rounds.set_partners(round=opened, partners=plans, by=ana)
    links = desk_of(as_ana, opened).links
    assert [one.name for one, _link in links] == ["Harbour Health Board", "Lantern Trust"]
    for partner, link in links:
        form = client.get(link).context["form"]
        assert form["partner"].value() == str(partner.pk)
    client.force_login(ben)
    assert desk_of(client, opened).links == []


@pytest.mark.parametrize("partners", [1, 3])
def test_the_desk_takes_as_many_queries_for_one_partner_as_for_three(
    partners, as_ana, collaboration, organisations, ana, django_assert_num_queries
):
    draft = prepared(collaboration, dict.fromkeys(organisations[:partners], 12), ana)
    round = rounds.open_round(round=draft, by=ana)
    address = reverse("assessments:round", args=[round.pk])
    as_ana.get(address)
    with django_assert_num_queries(23):
        as_ana.get(address)
