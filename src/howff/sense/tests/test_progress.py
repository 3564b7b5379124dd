"""What changed between rounds: three lines, each only where it tells of nobody."""

import json
from dataclasses import replace

import pytest

from howff.sense.posterior import chance_improved
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.apart import apart
from howff.sense.rounds.figures import Group, Item, Ratings
from howff.sense.rounds.lines import Change, Line, Progress, progress_from_json
from howff.sense.rounds.progress import progress
from howff.sense.tests.rounds import ratings

LOW, HIGH = [1, 2, 3, 2, 1], [5, 4, 3, 4, 5]


def cards(people: int, start: int = 0) -> tuple[str, ...]:
    return tuple(f"card {one}" for one in range(start, start + people))


def compared(before: Ratings, after: Ratings, **more: object) -> Progress:
    return progress(before, after, analyse(before), analyse(after), **more)  # type: ignore[arg-type]


def lines(made: Progress) -> dict[str, tuple[int, int] | None]:
    return {
        one.who: (one.before.n, one.after.n) if one.before and one.after else None
        for one in made.items[0].lines
    }


def test_three_lines() -> None:
    """Ten people of two organisations, five of whom come back with their cards; five are new."""
    before = ratings([[one] for one in LOW * 2], [-1] * 10, cards=cards(10))
    after = ratings([[one] for one in HIGH * 2], [-1] * 10, cards=cards(5) + cards(5, 20))
    made = compared(before, after)
    assert (made.linked, lines(made)) == (
        5,
        {"everyone": (10, 10), "same_people": (5, 5), "same_organisations": None},
    )
    everyone, same, _organisations = made.items[0].lines
    assert everyone.before
    assert everyone.after
    assert (everyone.before.mean, everyone.after.mean) == (1.8, 4.2)
    assert (everyone.change, same.change) == (Change.VERY_LIKELY_BETTER,) * 2
    assert everyone.chance == chance_improved([4, 4, 2, 0, 0], [0, 0, 2, 4, 4])


def test_organisations_shown_in_both_rounds_are_the_same() -> None:
    before = ratings([[one] for one in LOW * 4], [0] * 10 + [1] * 10)
    after = ratings([[one] for one in LOW * 4], [0] * 10 + [1] * 5 + [2] * 5)
    made = compared(before, after)
    assert lines(made)["same_organisations"] == (20, 15)
    assert (made.joined, made.left) == ((Group("o2", "o 2"),), ())
    assert compared(after, before).left == (Group("o2", "o 2"),)


@pytest.mark.parametrize("linked", [4, 6, 9])
def test_the_same_people_are_hidden_where_they_or_the_others_are_few(linked: int) -> None:
    values = [[one] for one in LOW * 2]
    before = ratings(values, [-1] * 10, cards=cards(10))
    after = ratings(values, [-1] * 10, cards=cards(linked) + ("",) * (10 - linked))
    assert lines(compared(before, after))["same_people"] is None


def test_the_same_people_are_hidden_where_they_all_agree() -> None:
    before = ratings([[4]] * 5 + [[one] for one in LOW], [-1] * 10, cards=cards(10))
    after = ratings([[one] for one in LOW * 2], [-1] * 10, cards=cards(5) + ("",) * 5)
    assert lines(compared(before, after))["same_people"] is None


def test_the_same_people_are_hidden_where_a_group_less_them_would_be_few() -> None:
    """Of the council's seven, five came back: the other two would be told."""
    values = [[one] for one in [*LOW, 3, 2, *LOW, *LOW]]
    before = ratings(values, [0] * 7 + [1] * 10, cards=cards(17))
    after = ratings(values, [0] * 7 + [1] * 10, cards=(*cards(5), "", "", *cards(10, 7)))
    assert lines(compared(before, after))["same_people"] is None


def test_a_card_of_two_people_links_nobody() -> None:
    before = ratings([[one] for one in LOW * 2], [-1] * 10, cards=("same",) * 10)
    after = replace(before, cards=cards(10))
    assert compared(before, after).linked is None
    assert compared(replace(before, cards=()), after).linked is None


def test_outside_sees_the_same_people_only_where_inside_does() -> None:
    values = [[one] for one in LOW * 4]
    before = ratings(values, [-1] * 20, cards=cards(20))
    after = ratings(values, [-1] * 20, cards=cards(10) + ("",) * 10)
    inside = compared(before, after)
    hidden = replace(
        inside,
        items=(
            replace(inside.items[0], lines=tuple(Line(one.who) for one in inside.items[0].lines)),
        ),
    )
    figures = [analyse(one, 10, within=analyse(one)) for one in (before, after)]
    assert lines(progress(before, after, *figures, within=inside))["same_people"] == (10, 10)
    assert lines(progress(before, after, *figures, within=hidden))["same_people"] is None


def followed(*linked: int) -> tuple[Ratings, list[Ratings]]:
    """A round of forty people, and rounds in which the first so many of them come back."""
    values = [[one] for one in LOW * 8]
    first = ratings(values, [-1] * 40, cards=cards(40))
    others = [replace(first, cards=cards(one) + ("",) * (40 - one)) for one in linked]
    return first, others


@pytest.mark.parametrize(("again", "shown"), [(20, True), (19, False), (16, False), (15, True)])
def test_the_same_people_are_held_against_those_of_another_comparison(
    again: int, shown: bool
) -> None:
    """Twenty came back once: nineteen who come back the other time tell of the twentieth."""
    first, (second, third) = followed(20, again)
    told = apart(first, second, compared(first, second))
    after = compared(first, third, beside=([told[0]], ()))
    before = compared(third, first, beside=((), [told[0]]))
    for made in (after, before):
        assert (lines(made)["same_people"] is not None, made.linked is not None) == (shown, shown)


def test_the_same_people_are_hidden_beside_some_who_are_no_longer_known() -> None:
    first, (second, third) = followed(20, 20)
    told = compared(first, second)
    fewer = replace(second, cards=cards(19) + ("",) * 21)
    for known in (apart(first, fewer, told), apart(first, None, told)):
        made = compared(first, third, beside=([known[0]], ()))
        assert (lines(made)["same_people"], made.linked) == (None, None)


def test_the_same_people_are_hidden_where_somebody_took_their_answers_back() -> None:
    """The figures still count them: so they would be among those who did not come back."""
    first, (second,) = followed(20)
    left = ratings(first.values[:39], [-1] * 39, cards=cards(39))
    made = progress(left, second, analyse(first), analyse(second))
    assert lines(made) == {
        "everyone": (40, 40),
        "same_people": None,
        "same_organisations": None,
    }


def test_one_earlier_principle_is_not_compared_with_two() -> None:
    """Who rated the one and not the other could be worked out."""
    first, (second,) = followed(20)
    items = Item("P1", ""), Item("Q1", "")
    both = replace(second, items=items, values=second.values.repeat(2, axis=1))
    made = compared(first, both, mapping={"Q1": "P1"})
    assert [one.lines[1].before for one in made.items] == [None, None]


def test_the_best_in_the_middle_is_neither_better_nor_worse() -> None:
    before, after = (
        replace(ratings([[one] for one in some], [-1] * 5), items=(Item("P1", "", middle=True),))
        for some in (LOW, HIGH)
    )
    line = compared(before, after).items[0].lines[0]
    assert (line.chance, line.change) == (None, Change.UNSAID)


def test_items_are_mapped_added_and_dropped() -> None:
    """An item on other levels has no line; everyone alike has none either."""
    before = ratings([[one, one, one, 4] for one in LOW], [-1] * 5)
    after = ratings([[one, one, one, 4] for one in LOW], [-1] * 5)
    old, new = (
        tuple(Item(one, one, levels=size) for one, size in zip(ids, levels, strict=True))
        for ids, levels in (
            (("P1", "P2", "P3", "P4"), (5, 5, 5, 5)),
            (("Q1", "P5", "P3", "P4"), (5, 5, 7, 5)),
        )
    )
    made = compared(replace(before, items=old), replace(after, items=new), mapping={"Q1": "P1"})
    assert [(one.item.id, one.earlier) for one in made.items] == [
        ("Q1", "P1"),
        ("P3", "P3"),
        ("P4", "P4"),
    ]
    assert [one.lines[0].before is not None for one in made.items] == [True, False, False]
    assert [one.id for one in (*made.added, *made.dropped)] == ["P5", "P2"]


def test_progress_survives_a_database_column() -> None:
    before = ratings([[one, 4] for one in LOW * 2], [0] * 5 + [1] * 5, cards=cards(10))
    after = replace(before, organisations=(*before.organisations, Group("o9", "Nine", 3)))
    made = replace(compared(before, after), added=(Item("P9", ""),), dropped=(Item("P8", ""),))
    assert made.joined
    assert progress_from_json(json.loads(json.dumps(made.to_json()))) == made
    assert progress_from_json(made.to_json()) == made


def test_rounds_that_show_nothing_have_no_lines() -> None:
    few = ratings([[4], [5], [1]], [0, 0, 0], cards=cards(3))
    assert set(lines(compared(few, few)).values()) == {None}
