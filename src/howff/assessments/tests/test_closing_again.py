"""Figures are made again only when the change tells about nobody."""

import pytest

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tasks.replacing import may_replace
from howff.assessments.tests.held import answered, closed, prepared
from howff.consent.models import Audience
from howff.sense.rounds.figures import (
    Cell,
    Distribution,
    Figures,
    Group,
    Item,
    ItemFigures,
    Turnout,
)

ITEM = Item("T", "Trust")
FIVE = 5


def made(everyone, groups, people=None):
    """Figures of one item: how many rated it in all, and of each group (None: hidden)."""
    cells = [Cell(name, Distribution(n) if n else None) for name, n in groups.items()]
    turnouts = [Turnout(Group(name, name), n) for name, n in groups.items()]
    item = ItemFigures(ITEM, Distribution(everyone), organisations=tuple(cells))
    return Figures(FIVE, people or everyone, (item,), organisations=tuple(turnouts))


@pytest.mark.parametrize(
    ("before", "now", "may"),
    [
        (made(30, {"a": 20}), made(30, {"a": 20}), True),
        (made(30, {"a": 20}), made(25, {"a": 15}), True),
        (made(30, {"a": 20}), made(25, {"a": 19}), False),  # one of a, four of the rest
        (made(30, {"a": 20}), made(24, {"a": 15}), False),  # one of the rest
        (made(30, {"a": 20}), made(27, {"a": 17}), False),  # three in all
        (made(30, {"a": 20}), made(25, {"a": None}), False),  # a is hidden now
        (made(30, {"a": 20}), made(20, {"a": 15}), True),  # five of a and five of the rest
        (made(30, {"a": 20}, 40), made(30, {"a": 20}, 38), False),  # two who rated nothing
    ],
)
def test_nothing_changes_by_fewer_than_k(before, now, may):
    assert may_replace(before, now) is may


def test_the_first_figures_replace_nothing():
    assert may_replace(None, made(30, {"a": 20}))


@pytest.fixture
def done(collaboration, organisations, ana):
    """A closed round of thirty people of one partner."""
    round = prepared(collaboration, {organisations[0]: 30}, ana)
    rounds.open_round(round=round, by=ana)
    answered(round, organisations[0], [1, 2, 3, 4, 5] * 6)
    return closed(round, ana)


def taken_back(round, many):
    """So many people take their answers back, and the figures are looked at again."""
    gone = round.responses.values_list("pk", flat=True)[:many]
    round.responses.filter(pk__in=list(gone)).delete()
    Round.objects.filter(pk=round.pk).update(taken_back=many)
    tasks.make_figures.call(round.pk)
    round.refresh_from_db()
    return round.published.get(audience=Audience.GROUP).content["people"], round.taken_back


def test_few_taken_back_leave_the_frozen_figures(done):
    assert taken_back(done, 4) == (30, 4)


def test_many_taken_back_let_the_figures_be_made_again(done):
    assert taken_back(done, 15) == (15, 0)
