"""Figures are made again only when the change tells about nobody."""

import pytest

from howff.assessments import tasks
from howff.assessments.actions import answering, rounds
from howff.assessments.models import Round
from howff.assessments.queries.figures import figures_of
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


def cells(**groups):
    """Cells of groups with these counts."""
    return tuple(Cell(name, Distribution(sum(one), one)) for name, one in groups.items())


def counted(organisations, places):
    """Figures of an item from its counts, of organisations and places that are all shown."""
    sums = tuple(map(sum, zip(*organisations.values(), strict=True)))
    item = ItemFigures(
        ITEM,
        Distribution(sum(sums), sums),
        organisations=cells(**organisations),
        places=cells(**places),
    )
    return Figures(FIVE, sum(sums), (item,))


@pytest.mark.parametrize(
    ("a", "b", "p", "q", "may"),
    [
        ((7, 7), (10, 10), (10, 10), (7, 7), True),  # six of a, from q
        ((7, 7), (10, 10), (7, 10), (10, 7), False),  # by place, all of each gave the same
        ((7, 7), (7, 7), (10, 10), (4, 4), True),  # six of each, all from q
        ((7, 7), (7, 7), (7, 7), (7, 7), False),  # of both and from both: who is of which?
        ((10, 5), (10, 10), (10, 10), (10, 5), False),  # five who all gave the same
    ],
)
def test_those_who_left_are_of_one_group_and_of_more_than_one_mind(a, b, p, q, may):
    before = counted({"a": (10, 10), "b": (10, 10)}, {"p": (10, 10), "q": (10, 10)})
    assert may_replace(before, counted({"a": a, "b": b}, {"p": p, "q": q})) is may


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


def named(round, audience):
    """The organisations whose people are shown by name, of the first principle."""
    one = figures_of(round, audience).items[0]
    return [cell.group for cell in one.organisations if cell.shown]


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.REPORT])
def test_an_organisation_of_which_nobody_is_left_is_named_no_more(
    collaboration, organisations, ana, audience
):
    small, large = organisations[:2]
    round = prepared(collaboration, {small: 2, large: 6}, ana, attributed=True)
    rounds.open_round(round=round, by=ana)
    answered(round, large, [1, 2, 3, 4, 5, 3])
    two = answered(round, small, [1, 5])
    done = closed(round, ana)
    before = sorted(named(done, audience))
    answering.take_back(response=two[0])
    assert sorted(named(done, audience)) == before == sorted(f"o{one.pk}" for one in (small, large))
    answering.take_back(response=two[1])
    assert named(done, audience) == [f"o{large.pk}"]


def test_what_changed_stays_when_an_organisation_takes_its_own_answer_back(
    collaboration, organisations, ana
):
    """Else nobody would know any more which of the same people were shown."""
    first = prepared(collaboration, {organisations[0]: 6}, ana)
    rounds.open_round(round=first, by=ana)
    answered(first, organisations[0], [1, 2, 3, 4, 5, 3])
    second = prepared(collaboration, {organisations[0]: 6}, ana, previous=closed(first, ana))
    rounds.open_round(round=second, by=ana)
    answered(second, organisations[0], [1, 2, 3, 4, 5, 3])
    [own] = answered(second, organisations[0], [4], door="return")
    kept = closed(second, ana).published.get(audience=Audience.GROUP).content["progress"]
    answering.take_back(response=own)
    content = second.published.get(audience=Audience.GROUP).content
    assert kept
    assert (content["progress"], content["items"][0]["returns"]) == (kept, [])


def test_figures_beside_which_the_same_people_are_shown_are_never_made_again(
    collaboration, organisations, ana
):
    """Who came back, less who is left: that could be few."""
    first = prepared(collaboration, {organisations[0]: 30}, ana)
    rounds.open_round(round=first, by=ana)
    for number in range(30):
        answered(first, organisations[0], [number % 5 + 1], card_digest=f"card {number}")
    second = prepared(collaboration, {organisations[0]: 30}, ana, previous=closed(first, ana))
    rounds.open_round(round=second, by=ana)
    for number in range(30):
        card = f"card {number}" if number < 15 else ""
        answered(second, organisations[0], [number % 5 + 1], card_digest=card)
    closed(second, ana)
    assert (taken_back(first, 15), taken_back(second, 15)) == ((30, 15), (30, 15))
