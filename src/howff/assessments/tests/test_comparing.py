"""Three rounds with return cards: what two comparisons show together tells of nobody."""

import pytest

from howff.assessments.actions import rounds
from howff.assessments.models import Response, ResponseState
from howff.assessments.queries.progress import progress_of
from howff.assessments.tests.held import closed, front_line, items_of
from howff.consent.models import Audience
from howff.instruments.queries import builtin

PEOPLE = 40


@pytest.fixture
def held(collaboration, organisations, ana):
    """Hold a round, after another or none, in which people with these cards answer."""

    def hold(previous, cards):
        round = rounds.create_round(
            collaboration=collaboration,
            version=builtin("pulse"),
            title="Round",
            by=ana,
            previous=previous,
        )
        plan = rounds.PartnerPlan(organisations[0], {front_line(round).place_id: PEOPLE})
        rounds.set_partners(round=round, partners=[plan], by=ana)
        rounds.open_round(round=round, by=ana)
        for number, card in enumerate([*cards, *[""] * (PEOPLE - len(cards))]):
            Response.objects.create(
                round=round,
                state=ResponseState.SENT,
                card_digest=card,
                ratings=dict.fromkeys(items_of(round), number % 5 + 1),
            )
        return closed(round, ana)

    return hold


def cards(many):
    return [f"card {one}" for one in range(many)]


def same_people(round, audience):
    """How many rated the first principle in both rounds, and how many came back, as shown."""
    change = progress_of(round, audience)
    line = change.items[0].lines[1]
    return line.before and line.before.n, change.linked


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.REPORT])
@pytest.mark.parametrize(("again", "shown"), [(19, (None, None)), (20, (20, 20))])
def test_the_round_in_the_middle_does_not_tell_who_left_later(held, audience, again, shown):
    """Twenty come back once; if nineteen do the next time, two sums differ by one person."""
    first = held(None, cards(20))
    second = held(first, cards(PEOPLE))
    third = held(second, cards(again))
    assert same_people(second, audience) == (20, 20)
    assert same_people(third, audience) == shown


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.REPORT])
def test_two_rounds_after_the_same_one_do_not_tell_either(held, audience):
    first = held(None, cards(PEOPLE))
    second, third = held(first, cards(20)), held(first, cards(19))
    assert same_people(second, audience) == (20, 20)
    assert same_people(third, audience) == (None, None)


@pytest.mark.parametrize("gone", [1, 40])
def test_nothing_more_is_shown_once_it_is_not_known_who_came_back(held, gone):
    """Twenty-one and twenty: but of the twenty, one has taken the answers back."""
    first = held(None, cards(20))
    second = held(first, cards(PEOPLE))
    pks = list(first.responses.order_by("-card_digest").values_list("pk", flat=True)[:gone])
    first.responses.filter(pk__in=pks).delete()
    assert same_people(held(second, cards(20)), Audience.GROUP) == (None, None)
