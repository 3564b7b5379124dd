"""One person can answer several times by the link: that shows what nobody else gave."""

import pytest

from howff.assessments.actions import rounds
from howff.assessments.models import Expected
from howff.assessments.queries.counting import organisations_of, places_of
from howff.assessments.queries.figures import figures_of
from howff.assessments.queries.results_words import lead
from howff.assessments.queries.rounds_preview import preview_of
from howff.assessments.tests.held import answered, closed, front_line, prepared
from howff.consent.models import Audience

MADE_UP = [5, 4, 5, 4, 5, 4, 5, 3]


@pytest.fixture
def opened(collaboration, organisations, ana):
    """Twelve are expected of one partner and a single person of another."""
    round = prepared(collaboration, {organisations[0]: 12, organisations[1]: 1}, ana)
    rounds.open_round(round=round, by=ana)
    answered(round, organisations[0], [1, 2, 3, 4, 5, 2, 3, 4, 1, 2, 5, 3])
    return round


def shown(round):
    """The groups that are shown of the first principle."""
    one = figures_of(round, Audience.GROUP).items[0]
    return [cell.group for cell in (*one.organisations, *one.places) if cell.shown]


def test_raising_what_is_expected_of_a_partner_shows_nothing_more(opened, organisations, ana):
    front = front_line(opened).place_id
    plans = [
        rounds.PartnerPlan(organisations[0], {front: 12}),
        rounds.PartnerPlan(organisations[1], {front: 9}),
    ]
    rounds.set_partners(round=opened, partners=plans, by=ana)
    answered(opened, organisations[1], [1, *MADE_UP])
    assert {one.title: one.expected for one in organisations_of(opened)} == {
        organisations[0].name: 12,
        organisations[1].name: 1,
    }
    assert preview_of(opened).people == 13
    assert f"o{organisations[0].pk}" not in shown(closed(opened, ana))


def test_raising_what_is_expected_of_a_place_shows_nothing_more(opened, organisations, ana):
    front, lead = front_line(opened), opened.places.get(name="Leadership")
    plans = [
        rounds.PartnerPlan(organisations[0], {front.place_id: 3, lead.place_id: 9}),
        rounds.PartnerPlan(organisations[1], {lead.place_id: 1}),
        rounds.PartnerPlan(organisations[2], {lead.place_id: 2}),
    ]
    for _twice in range(2):
        rounds.set_partners(round=opened, partners=plans, by=ana)
    first = Expected.objects.filter(partner__round=opened).order_by("people", "people_first")
    assert [(one.people, one.people_first) for one in first] == [(1, 0), (2, 2), (3, 12), (9, 0)]
    assert {one.title: one.expected for one in places_of(opened) if one.expected is not None} == {
        "Front line": 3,
        "Leadership": 2,
    }
    answered(opened, organisations[0], [1, *MADE_UP], place=lead)
    assert f"p{lead.place_id}" not in shown(closed(opened, ana))


def test_a_round_of_three_people_shows_nothing_however_many_answer(
    collaboration, organisations, ana
):
    round = prepared(collaboration, {organisations[0]: 3}, ana)
    rounds.open_round(round=round, by=ana)
    answered(round, None, [1, *MADE_UP])
    assert figures_of(closed(round, ana), Audience.GROUP).people == 0


def test_results_say_that_more_answered_than_were_expected(collaboration, organisations, ana):
    round = prepared(collaboration, {organisations[0]: 8}, ana)
    rounds.open_round(round=round, by=ana)
    answered(round, None, [1, *MADE_UP])
    told = lead(figures_of(closed(round, ana), Audience.GROUP))
    assert "9 people answered." in told
    assert "Only 8 people were expected when it began" in told
