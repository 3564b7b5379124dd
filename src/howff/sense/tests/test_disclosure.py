"""What may be shown, by who rated and by what they gave."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howff.sense.disclosure.cuts import Masks, Shown, all_of, showable, without_small_cuts
from howff.sense.disclosure.doubt import told
from howff.sense.disclosure.hiding import Rated, hide
from howff.sense.disclosure.layers import may_split
from howff.sense.disclosure.turnout import turnout

type Edges = dict[tuple[str | None, str | None], int]

TABLES = st.dictionaries(
    st.tuples(st.sampled_from(["A", "B", "C", None]), st.sampled_from(["front", "lead", None])),
    st.integers(0, 12),
)


@pytest.mark.parametrize(
    ("edges", "shown"),
    [
        pytest.param({("A", None): 5, ("B", None): 9}, Shown(("A", "B"), ()), id="large ones"),
        pytest.param({("A", None): 4, ("B", None): 9}, Shown((), ()), id="a complement"),
        pytest.param(
            {("A", None): 4, ("B", None): 6, ("C", None): 9},
            Shown(("C",), ()),
            id="one more hidden",
        ),
        pytest.param(
            {("A", None): 4, ("B", None): 3, ("C", None): 9}, Shown(("C",), ()), id="enough hidden"
        ),
        pytest.param({("A", None): 9, (None, None): 2}, Shown((), ()), id="some did not say"),
        pytest.param(
            {("A", "lead"): 6, ("A", "front"): 3, ("B", "front"): 9},
            Shown(("A", "B"), ()),
            id="a place in one organisation, less two of three",
        ),
        pytest.param(
            {("A", "lead"): 8, ("B", "front"): 9},
            Shown(("A", "B"), ("lead", "front")),
            id="the same",
        ),
        pytest.param({}, Shown((), ()), id="nobody"),
    ],
)
def test_groups_are_shown(edges: Edges, shown: Shown) -> None:
    assert showable(edges, 5) == shown


def test_numbers_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        showable({("A", None): -1}, 5)


def every_sum(edges: Edges, shown: Shown) -> list[int]:
    """People left by every difference of sums with whole numbers from -1 to 1 for each group."""
    rows = {row if row in shown.organisations else None for row, _ in edges}
    columns = {column if column in shown.places else None for _, column in edges}
    sizes = []
    for numbers in product((0, 1), repeat=len(rows) + len(columns)):
        row_of = dict(zip(rows, numbers, strict=False))
        column_of = dict(zip(columns, numbers[len(rows) :], strict=True))
        sizes.append(
            sum(
                people
                for (row, column), people in edges.items()
                if row_of[row if row in shown.organisations else None]
                != column_of[column if column in shown.places else None]
            )
        )
    return sizes


@given(TABLES, st.integers(2, 8))
@settings(deadline=None, max_examples=200)
def test_no_difference_of_shown_sums_is_of_few(edges: Edges, k: int) -> None:
    shown = showable(edges, k)
    if shown.organisations or shown.places:
        assert [size for size in every_sum(edges, shown) if 0 < size < k] == []


@given(TABLES, st.integers(2, 8))
@settings(deadline=None, max_examples=100)
def test_raising_the_number_of_outsiders_shows_no_more(edges: Edges, k: int) -> None:
    """Outside starts from what inside shows."""
    rows, columns = ["A", "B", "C", None], ["front", "lead", None]
    table = np.array([[edges.get((row, column), 0) for column in columns] for row in rows])
    inside = without_small_cuts(table, table, k, all_of(table))
    outside = without_small_cuts(table, table, 2 * k, inside)
    assert not (outside.rows & ~inside.rows).any()
    assert not (outside.columns & ~inside.columns).any()
    assert all(table[row].sum() >= 2 * k for row in np.flatnonzero(outside.rows))


def rated(cells: dict[tuple[int, int], list[int]], levels: int = 5) -> Rated:
    """Ratings by (organisation, place); the last of each are those who did not say."""
    shape = (max(row for row, _ in cells) + 2, max(column for _, column in cells) + 2)
    counts = np.zeros((*shape, levels), dtype=np.int64)
    for cell, given_ in cells.items():
        np.add.at(counts[cell], [one - 1 for one in given_], 1)
    return Rated(counts, np.zeros(shape, dtype=np.int64))


def shown(one: Rated, k: int = 5) -> tuple[list[int], list[int]]:
    masks = hide(one, k, all_of(one.raters))
    return masks.rows.astype(int).tolist(), masks.columns.astype(int).tolist()


def test_a_group_that_all_agree_is_hidden_and_so_is_one_beside_it() -> None:
    """Else everyone less the others would tell."""
    one = rated({(0, 0): [4] * 6, (1, 0): [2, 3, 4, 5, 2, 3], (2, 0): [1, 2, 3, 4, 5, 1, 2]})
    assert shown(one)[0] == [0, 0, 1, 0]


def test_a_lone_rating_is_not_told_by_two_groups() -> None:
    """One 1: shown in both its organisation and its place, it would be the cell's."""
    spread = [2, 3, 4, 5, 3, 4]
    cells = {(0, 0): [1, 2, 3], (0, 1): spread, (1, 0): spread, (1, 1): spread}
    one = rated(cells)
    assert told(one.counts, all_of(one.raters), 5) == (0, 0)
    assert shown(one) == ([1, 1, 0], [0, 0, 0])
    assert shown(
        rated({**cells, (1, 1): [1, *spread], (0, 1): [1, *spread], (1, 0): [1, *spread]})
    )[1] == [1, 1, 0]


def test_who_gave_no_rating_is_in_doubt_too() -> None:
    """One did not rate: of two groups that both miss one, she is where they meet."""
    spread = [2, 3, 4, 5, 3, 4, 2, 5]
    one = rated({(0, 0): [2, 3, 4], (0, 1): spread, (1, 0): spread, (1, 1): spread})
    assert shown(one) == ([1, 1, 0], [1, 1, 0])
    unrated = one.unrated.copy()
    unrated[0, 0] = 1
    assert shown(Rated(one.counts, unrated)) != ([1, 1, 0], [1, 1, 0])


def test_everybody_alone_needs_no_doubt() -> None:
    one = rated({(0, 0): [1, 2, 3]})
    assert told(one.counts, all_of(one.raters).nothing(), 5) is None


def test_layers_are_shown_apart_only_where_all_stays_in_doubt() -> None:
    some, few = (rated({(0, 0): given_}).counts for given_ in ([1, 2, 3, 4, 5], [1, 2]))
    same, nobody = rated({(0, 0): [4] * 9}).counts, np.zeros_like(some)
    nothing = all_of(some.sum(axis=2)).nothing()
    assert [may_split([some, one], nothing, 5) for one in (some, few, same, nobody)] == [
        True,
        False,
        False,
        True,
    ]
    one = Masks(np.array([True, False, False]), np.array([False, False]))
    mixed = rated({(0, 0): [1, 2, 3, 4, 5] * 2, (1, 0): [1, 2, 3, 4, 5] * 2}).counts
    lone = rated({(0, 0): [1, 3], (1, 0): [3, 4, 5, 2] * 2}).counts
    other = rated({(0, 0): [3, 4, 5, 2], (1, 0): [3, 4, 5, 2]}).counts
    assert may_split([mixed, mixed], one, 5)
    assert may_split([lone, other], one.nothing(), 5)
    assert not may_split([lone, other], one, 5)


@pytest.mark.parametrize(
    ("people", "expected", "rows"),
    [
        ([9, 8, 0], [9, 9], [1, 1, 0]),
        ([9, 3, 0], [9, 9], [0, 0, 0]),
        ([9, 3, 2], [9, 9], [1, 0, 0]),
        ([9, 0, 0], [9, 9], [1, 1, 0]),
        ([9, 0, 0], [9, None], [0, 0, 0]),
        ([9, 0, 0], [9, 3], [0, 0, 0]),
        ([9, 8, 0, 0], [9, 9, 3], [1, 0, 0, 0]),
        ([9, 8, 0], [9, 6], [0, 0, 0]),  # eight of six: who made them up would see the other two
        ([9, 8, 9, 0], [9, 6, 9], [0, 0, 1, 0]),
        ([9, 8, 9, 6], [9, 8, 9], [1, 0, 1, 0]),  # six too many, who named none
        ([9, 8, 9, 6], [9, 8, 19], [1, 1, 1, 0]),
    ],
)
def test_turnout_is_shown(people: list[int], expected: list[int | None], rows: list[int]) -> None:
    """Nobody of nine is worth saying; nobody of three would be too much."""
    masks = turnout(np.array(people)[:, None], 5, expected, [])
    assert masks.rows.astype(int).tolist() == rows


@pytest.mark.parametrize(
    ("places", "columns"),
    [
        ([9, 12], [1, 1, 0]),
        ([9, 8], [1, 1, 0]),  # four more were expected, nobody said where
        ([12, 7], [0, 0, 0]),  # twelve of seven, and two
    ],
)
def test_a_place_may_have_those_of_whom_no_place_was_known(
    places: list[int | None], columns: list[int]
) -> None:
    """Nine people are at one place and twelve at the other, of twenty-one expected."""
    people = np.array([[9, 12, 0], [0, 0, 0]])
    masks = turnout(people, 5, [21], places)
    assert masks.columns.astype(int).tolist() == columns
