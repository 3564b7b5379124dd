"""The figures of a round, from what people rated."""

from dataclasses import replace

import numpy as np
import pytest

from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.distributions import band, high_from
from howff.sense.rounds.figures import (
    Crossing,
    Distribution,
    Figures,
    Group,
    Item,
    Ratings,
    Unrated,
    Verdict,
)
from howff.sense.rounds.profiles import categories, profiles, weighted
from howff.sense.tests.rounds import drawn, ratings
from howff.sense.weighting import between, weigh

SPREAD = [1, 2, 3, 4, 5]


def two_partners() -> Ratings:
    """Ten people of the council and ten of a charity; all levels in both."""
    return ratings([[one] for one in SPREAD * 4], [0] * 10 + [1] * 10)


def counts_of(figures: Figures, pk: str = "P1") -> dict[str, tuple[int, ...] | None]:
    item = figures.item(pk)
    assert item
    return {
        one.group: one.shown.counts if one.shown else None
        for one in (*item.organisations, *item.places)
    }


def test_two_large_partners_are_compared() -> None:
    figures = analyse(two_partners())
    item = figures.items[0]
    assert (figures.people, figures.enough) == (20, True)
    assert item.everyone
    assert item.everyone.counts == (4, 4, 4, 4, 4)
    assert counts_of(figures) == {"o0": (2, 2, 2, 2, 2), "o1": (2, 2, 2, 2, 2)}
    assert (item.verdict, item.equal, item.between, item.differ) == (Verdict.SPLIT, 3.0, 0.0, False)
    assert [one.answered for one in figures.organisations] == [10, 10]


def test_six_people_of_four_organisations_see_everyone_and_returns() -> None:
    made = ratings([[4, 1], [5, 1], [4, 5], [3, 5], [4, 3], [4, 2]], [0, 0, 1, 1, 2, 3])
    figures = analyse(replace(made, returns={"o2": {"P1": 4, "P2": -1}}))
    assert [one.item.id for one in figures.items] == ["P2", "P1"]
    assert [one.verdict for one in figures.items] == [Verdict.SPLIT, Verdict.AGREED]
    first = figures.item("P1")
    assert first
    assert first.everyone
    assert first.everyone.counts == (0, 0, 1, 4, 1)
    assert first.returns == (("o2", 4),)
    assert set(counts_of(figures).values()) == {None}
    assert {one.answered for one in figures.organisations} == {None}
    assert (first.equal, first.between, figures.crossing) == (None, None, None)


def test_three_people_see_no_number_but_returns() -> None:
    made = replace(ratings([[4], [5], [-1]], [0, 1, 2]), returns={"o0": {"P1": 5}})
    figures = analyse(made)
    item = figures.items[0]
    assert (figures.people, figures.enough, figures.alpha) == (0, False, None)
    assert (item.everyone, item.dont_know, item.returns) == (None, None, (("o0", 5),))
    assert {one.answered for one in figures.organisations} == {None}


def test_everyone_the_same_is_a_band() -> None:
    figures = analyse(ratings([[4]] * 12, [0] * 6 + [1] * 6))
    item = figures.items[0]
    assert item.everyone == Distribution(12, band=(4, 5))
    assert (item.verdict, item.deviation, item.agreement) == (Verdict.AGREED, 0.0, 1.0)
    assert set(counts_of(figures).values()) == {None}


@pytest.mark.parametrize("levels", range(2, 11))
def test_a_band_does_not_tell_which_level(levels: int) -> None:
    """Each level is in its band, and each band is that of at least two."""
    bands = [band(level, levels) for level in range(1, levels + 1)]
    assert all(low <= level <= high for level, (low, high) in enumerate(bands, 1))
    assert all(bands.count((low, high)) == high - low + 1 >= 2 for low, high in bands)


def test_reasons_are_told_apart() -> None:
    made = ratings([[4], [5], [3], [2], [4], [0], [-1], [-1], [-2], [-3]], [0] * 10)
    item = analyse(made).items[0]
    told = (item.blank, item.dont_know, item.not_applicable, item.not_my_part)
    assert (told, item.everyone and item.everyone.n) == ((1, 2, 1, 1), 5)


def test_too_few_raters_are_told_by_their_reasons_only() -> None:
    item = analyse(ratings([[4], [5], *[[-1]] * 6], [0] * 8)).items[0]
    assert (item.everyone, item.dont_know) == (None, 6)
    everybody = analyse(ratings([[-1]] * 8, [0] * 8)).items[0]
    assert (everybody.everyone, everybody.dont_know) == (None, None)


def test_outside_shows_no_more_than_inside() -> None:
    made = ratings([[one] for one in SPREAD * 5], [0] * 6 + [1] * 9 + [2] * 10)
    inside = analyse(made)
    outside = analyse(made, 10, within=inside)
    hidden = replace(inside, items=(replace(inside.items[0], everyone=None),))
    assert [bool(one) for one in counts_of(inside).values()] == [True, True, True]
    assert [bool(one) for one in counts_of(outside).values()] == [False, False, True]
    assert analyse(made, 10, within=hidden).items[0].everyone is None
    with pytest.raises(ValueError, match="never lowered"):
        analyse(made, 4, within=inside)


@pytest.mark.parametrize("seed", range(40))
def test_outside_is_a_subset_whatever_was_rated(seed: int) -> None:
    made = drawn(np.random.default_rng(seed), items=2)
    inside = analyse(made)
    outside = analyse(made, 10, within=inside)
    for one in inside.items:
        theirs, ours = counts_of(outside, one.item.id), counts_of(inside, one.item.id)
        assert all(counts in {None, ours[group]} for group, counts in theirs.items())


@pytest.mark.parametrize("seed", range(40))
def test_every_other_number_follows_from_shown_counts(seed: int) -> None:
    """Who reads only the published counts comes to the same means, shares and order."""
    figures = analyse(drawn(np.random.default_rng(seed), items=3))
    for one in figures.items:
        if one.everyone is None or not one.everyone.counts:
            assert (one.equal, one.capped, one.between) == (None, None, None)
            continue
        shown = [np.array(cell.shown.counts) for cell in one.organisations if cell.shown]
        groups = [*shown, np.array(one.everyone.counts) - sum(shown)]
        weighed, differ = weigh(groups), between(groups)
        assert one.equal == (weighed.equal if shown and weighed else None)
        assert one.capped == (weighed.capped if shown and weighed else None)
        assert one.between == (differ.eta_squared if shown and differ else None)


def test_named_organisations_are_shown_whatever_their_size() -> None:
    made = ratings([[4], [4], [5], [2], [1]], [0, 0, 1, 1, -1], [0, 1, 0, 1, 0])
    figures = analyse(made, attributed=True)
    assert counts_of(figures) == {
        "o0": (0, 0, 0, 2, 0),
        "o1": (0, 1, 0, 0, 1),
        "p0": None,
        "p1": None,
    }
    everyone = figures.items[0].everyone
    assert everyone
    assert everyone.counts == (0, 1, 0, 2, 1)


def test_places_of_a_named_round_are_shown_where_organisations_are_large() -> None:
    rows = [[one] for one in SPREAD * 8]
    made = ratings(rows, [0] * 20 + [1] * 20, [0] * 10 + [1] * 20 + [0] * 10)
    assert None not in counts_of(analyse(made, attributed=True)).values()


def test_who_answered_by_organisation_and_place() -> None:
    rows = [[one] for one in (SPREAD * 11)[:55]]
    organisation = [0] * 22 + [1] * 19 + [2] * 14
    place = [0] * 6 + [1] * 14 + [2] * 2 + [0] * 3 + [1] * 9 + [2] * 7 + [0] * 5 + [1] * 9
    crossing = analyse(ratings(rows, organisation, place)).crossing
    assert crossing
    assert [one.id for one in crossing.rows] == ["o0", "o1", "o2", ""]
    assert crossing.cells[0] == (None, 14, None, 0)
    assert crossing.cells[2] == (5, 9, 0, 0)
    assert isinstance(crossing, Crossing)
    assert (
        analyse(
            ratings(rows, organisation, place),
            10,
            within=analyse(ratings(rows, organisation, place)),
        ).crossing
        is None
    )


def test_profiles_keep_conditions_apart() -> None:
    made = two_partners()
    values = np.column_stack([made.values, made.values, np.full(20, 4), made.values])
    items = (
        Item("P1", "", category="People"),
        Item("P2", "", category="People", middle=True),
        Item("P3", "", category="Delivery"),
        Item("P4", "", category="Delivery", locus="conditions"),
    )
    figures = analyse(replace(made, items=items, values=values))
    ours, conditions = profiles(figures)
    assert (ours.items, ours.mean, ours.split, ours.agreed) == (("P1", "P2", "P3"), 3.0, 2, 1)
    assert (conditions.items, conditions.mean, conditions.hidden) == (("P4",), 3.0, 0)
    assert [(one.name, one.mean) for one in categories(figures)] == [
        ("Delivery", None),
        ("People", 3.0),
    ]
    assert weighted(figures.items[0], "equal") == 3.0


def test_the_weighting_fixed_at_set_up_is_kept() -> None:
    rows = [[one] for one in [1, 2, 1, 2, 1, 2] * 4 + [4, 5, 5, 4, 5, 4]]
    made = ratings(rows, [0] * 24 + [1] * 6)
    figures = analyse(made, weighting="equal", cap=6)
    item = figures.items[0]
    assert (item.equal, item.capped, item.differ) == (3.0, 3.0, True)
    assert weighted(item, figures.weighting) == 3.0
    assert (weighted(item, "pooled") or 0) == pytest.approx(2.1)


def test_the_best_in_the_middle_is_not_called_high() -> None:
    made = two_partners()
    item = analyse(replace(made, items=(Item("P1", "", middle=True),))).items[0]
    assert item.everyone
    assert item.everyone.chance_high is None
    assert [high_from(levels) for levels in (2, 3, 4, 5, 7)] == [2, 3, 3, 4, 6]


@pytest.mark.parametrize(
    ("values", "organisation", "place", "error"),
    [
        ([[6]], [0], [0], "1 to the item's number"),
        ([[-4]], [0], [0], "1 to the item's number"),
        ([[4]], [1], [0], "a group is a place"),
        ([[4]], [0], [-2], "a group is a place"),
        ([[4], [4]], [0], [0], "one row for each person"),
    ],
)
def test_ratings_that_do_not_fit_are_refused(
    values: list[list[int]], organisation: list[int], place: list[int], error: str
) -> None:
    group = (Group("one", "One"),)
    made = Ratings(
        (Item("P1", ""),), group, group, *(np.array(one) for one in (values, organisation, place))
    )
    with pytest.raises(ValueError, match=error):
        analyse(made)


def test_a_round_without_items_is_refused() -> None:
    made = ratings(np.zeros((3, 0)), [0, 0, 0])
    with pytest.raises(ValueError, match="an item to rate"):
        analyse(made)


def test_the_reasons_are_below_the_levels() -> None:
    assert max(Unrated) == 0
