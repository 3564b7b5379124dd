"""Pictures stand where the numbers say, and nothing that is hidden is drawn."""

from dataclasses import replace

import pytest

from howff.assessments.pictures import heat, radar, rows
from howff.assessments.pictures.columns import columns
from howff.assessments.pictures.multiples import Past, multiple
from howff.assessments.pictures.scale import Span, along, span, ticks
from howff.sense.rounds.figures import (
    Cell,
    Distribution,
    Figures,
    Group,
    Item,
    ItemFigures,
    Turnout,
)
from howff.sense.rounds.lines import Change, ItemProgress, Line, Side

TRUST = Item("P1", "Trust", "People")
TITLES = {"b": "Beacon", "a": "Anchor", "c": "Cove"}


def shown(*counts: int, mean: float | None = None) -> Distribution:
    """Ratings with a mean and an interval of half a point to either side."""
    total = sum(counts)
    middle = sum(level * n for level, n in enumerate(counts, 1)) / total if mean is None else mean
    return Distribution(
        total, counts, median=middle, mean=middle, low=middle - 0.5, high=middle + 0.5
    )


BAND = Distribution(6, (), band=(4, 5))


def test_the_scale_runs_from_the_lowest_level_to_the_highest() -> None:
    assert [along(value, 5) for value in (1, 3, 5)] == ["6%", "50%", "94%"]
    assert [tick.level for tick in ticks(3)] == [1, 2, 3]
    assert span(5, 3, 5) == Span("50%", "94%", "44%")


def test_a_column_is_as_high_as_its_share_of_the_tallest() -> None:
    picture = columns(shown(0, 2, 4, 0, 1), 5)
    assert [one.height for one in picture.columns] == [0, 28, 56, 0, 14]
    assert [one.count for one in picture.columns] == [0, 2, 4, 0, 1]
    assert [one.middle for one in picture.columns] == ["10%", "30%", "50%", "70%", "90%"]
    assert picture.band is None


def test_where_all_gave_the_same_only_a_stretch_is_drawn() -> None:
    picture = columns(BAND, 5)
    assert {one.count for one in picture.columns} == {0}
    assert picture.band == Span("61.4%", "98.6%", "37.2%")


def test_groups_stand_in_the_order_of_the_alphabet_and_hidden_ones_nowhere() -> None:
    cells = (Cell("b", shown(0, 0, 0, 0, 5)), Cell("a", shown(5, 0, 0, 0, 1)), Cell("c", None))
    one = ItemFigures(TRUST, shown(5, 0, 0, 0, 6), organisations=cells, returns=(("c", 2),))
    picture = rows.of_groups(one, cells, TITLES, "people", "return")
    assert [row.title for row in picture.rows] == ["Anchor", "Beacon", "Cove"]
    assert [[mark.series for mark in row.marks] for row in picture.rows] == [
        ["people"],
        ["people"],
        ["return"],
    ]
    assert picture.line == along(35 / 11, 5)


def test_people_and_their_organisations_return_are_joined_like_a_dumbbell() -> None:
    cells = (Cell("a", shown(5, 0, 0, 0, 0, mean=1)),)
    one = ItemFigures(TRUST, None, organisations=cells, returns=(("a", 5),))
    (row,) = rows.of_groups(one, cells, TITLES, "people", "return").rows
    assert row.link == Span("6%", "94%", "88%")
    assert [(mark.shape, mark.value) for mark in row.marks] == [(1, 1), (4, 5)]


def figures_of(*items: ItemFigures) -> Figures:
    """Figures with two places, of which one is asked of."""
    places = (Turnout(Group("f", "Front line"), 9), Turnout(Group("l", "Leadership"), 8))
    return Figures(5, 17, items, places=places)


def test_places_are_compared_on_one_line_where_two_are_shown() -> None:
    both = (Cell("f", shown(5, 0, 0, 0, 0)), Cell("l", shown(0, 0, 0, 0, 6)))
    one = ItemFigures(TRUST, shown(5, 0, 0, 0, 6), places=both)
    alone = ItemFigures(Item("P2", "Risk"), shown(5, 0, 0, 0, 6), places=(both[0], Cell("l", None)))
    (picture,) = rows.of_places(figures_of(one, alone), {"f": "Front line", "l": "Leadership"})
    assert [row.title for row in picture.rows] == ["Trust"]
    assert picture.key == (("Front line", 1, False), ("Leadership", 2, False))
    assert rows.of_places(figures_of(alone), {"f": "Front line"}) == []


def test_more_places_than_shapes_stand_on_further_pictures_with_the_bar_over_all() -> None:
    names = [f"place {number}" for number in range(rows.SHAPES + 1)]
    high, low = shown(0, 0, 0, 0, 6), shown(5, 0, 0, 0, 1)
    cells = tuple(Cell(name, high if name == names[-1] else low) for name in names)
    one = ItemFigures(TRUST, shown(9, 0, 0, 0, 1), places=cells)
    first, second = rows.of_places(figures_of(one), {name: name for name in names})
    assert [series for series, _shape, _hollow in first.key] == names[:-1]
    assert second.key == ((names[-1], 1, False),)
    assert first.rows[0].link == second.rows[0].link
    assert first.rows[0].link.end == second.rows[0].marks[0].x  # type: ignore[union-attr]


def test_scales_of_other_lengths_have_pictures_of_their_own() -> None:
    cells = (Cell("f", shown(5, 0, 0, 0, 1)), Cell("l", shown(1, 0, 0, 0, 5)))
    long = ItemFigures(TRUST, shown(9, 0, 0, 0, 1), places=cells)
    short = ItemFigures(replace(TRUST, id="P9", levels=4), shown(9, 0, 0, 1), places=cells)
    drawn = rows.of_places(figures_of(long, short), {"f": "Front line", "l": "Leadership"})
    assert [len(picture.ticks) for picture in drawn] == [5, 4]


def test_a_profile_holds_one_kind_of_principle() -> None:
    ours, around = (
        ItemFigures(TRUST, BAND),
        ItemFigures(Item("R1", "Money", locus="conditions"), shown(5, 0, 0, 0, 0)),
    )
    picture = rows.of_profile(figures_of(ours, around), "ours", "mean")
    assert picture is not None
    (row,) = picture.rows
    assert (row.title, row.marks, row.levels, row.n) == ("Trust", (), (4, 5), 6)
    assert rows.of_profile(figures_of(around), "ours", "mean") is None


def test_a_line_of_progress_that_is_hidden_is_not_drawn() -> None:
    seen = Line("everyone", Side(9, 2, 1.5, 2.5), Side(8, 4, 3.5, 4.5), 0.9, Change.LIKELY_BETTER)
    lines = (seen, Line("same_people"), Line("same_organisations"))
    picture = rows.of_change(ItemProgress(TRUST, "P1", lines), {"everyone": "All"}, "then", "now")
    (row,) = picture.rows
    assert [(mark.series, mark.value, mark.hollow) for mark in row.marks] == [
        ("then", 2, True),
        ("now", 4, False),
    ]
    assert row.whisker == span(3.5, 4.5, 5)


@pytest.mark.parametrize(("groups", "heads"), [(2, 2), (heat.ACROSS + 1, 1)])
def test_many_groups_stand_under_one_another(groups: int, heads: int) -> None:
    titles = {f"g{number}": f"Group {number}" for number in range(groups)}
    cells = tuple(Cell(key, shown(0, 0, 5, 0, 0)) for key in titles)
    picture = heat.of_groups([ItemFigures(TRUST, None, organisations=cells)], titles)
    assert picture is not None
    assert len(picture.heads) == heads
    assert {one.step for row in picture.rows for one in row.squares} == {4}


def test_hidden_cells_hold_nothing_and_groups_hidden_everywhere_are_left_out() -> None:
    one = ItemFigures(TRUST, None, organisations=(Cell("a", BAND), Cell("b", None)))
    two = ItemFigures(Item("P2", "Risk"), None, organisations=(Cell("a", None), Cell("b", None)))
    picture = heat.of_groups([one, two], TITLES)
    assert picture is not None
    assert picture.heads == (("Anchor", "Anchor"),)
    assert [row.squares for row in picture.rows] == [
        (heat.Square(n=6, band=(4, 5)),),
        (heat.Square(),),
    ]
    assert heat.of_groups([two], TITLES) is None


def test_returns_are_levels_of_one_voice() -> None:
    picture = heat.of_returns([ItemFigures(TRUST, None, returns=(("c", 5),))], TITLES)
    assert picture is not None
    assert picture.rows[0].squares == (heat.Square(5, None, 8),)
    assert heat.of_returns([ItemFigures(TRUST, None)], TITLES) is None


def test_a_radar_has_a_spoke_for_each_mean_and_needs_three() -> None:
    items = [ItemFigures(Item(f"P{n}", "Trust"), shown(0, 0, 0, 0, 5)) for n in range(4)]
    picture = radar.of_items(items)
    assert picture is not None
    assert picture.shape == "0.0,-100.0 100.0,-0.0 0.0,100.0 -100.0,0.0"
    assert len(picture.rings) == 4
    assert radar.of_items(items[:2]) is None


def test_a_round_that_shows_nothing_leaves_a_gap() -> None:
    past = [Past("one", 1.0, 9), Past("two", None, None), Past("three", 5.0, 9)]
    picture = multiple("P1", "Trust", 5, past)
    assert [point.y for point in picture.points] == [62, None, 10]
    assert picture.lines == ()
