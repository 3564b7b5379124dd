"""Files of a round open in the tools that people have, and hold what its figures hold."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howff.reports.rounds import secondary
from howff.reports.rounds.files import FILES
from howff.reports.rounds.stock import Stock
from howff.reports.tests.ratings import NAMES, PLACES, invented, ratings_of, stock_of
from howff.sense.rounds.figures import Cell, Distribution, Item, ItemFigures, figures_from_json

DDI = "{ddi:codebook:2_5}"
# The order of a variable's elements in the schema of DDI-Codebook 2.5 (type `varType`).
VAR = ("location", "labl", "qstn", "valrng", "invalrng", "universe", "txt", "catgry", "varFormat")
type Shown = set[tuple[str, str, str, tuple[int, ...]]]


@pytest.fixture(scope="module")
def stock() -> Stock:
    """What members may see of 25 people of four organisations."""
    return stock_of(invented())


def shown(stock: Stock) -> Shown:
    """The counts of every group that the figures show, by principle."""
    return {
        (one.item.title, kind, names.get(cell.group, ""), cell.shown.counts)
        for one in stock.figures.items
        for kind, names, cells in (
            ("organisation", stock.organisations, one.organisations),
            ("place", stock.places, one.places),
        )
        for cell in cells
        if cell.shown
    }


def in_csv(stock: Stock) -> Shown:
    """The counts of every group in the CSV file."""
    found: dict[tuple[str, str, str], list[int]] = {}
    text = FILES["csv"].write(stock).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        if row["statistic"] == "count" and row["rule"] == "shown" and row["group"]:
            key = (row["title"], row["grouping"], row["group"])
            found.setdefault(key, []).append(int(row["value"]))
    return {(*key, tuple(counts)) for key, counts in found.items()}


def in_sav(stock: Stock, folder: Path) -> Iterator[tuple[str, str, str, int, int]]:
    """Every count of a group in the SPSS file."""
    file = folder / "figures.sav"
    file.write_bytes(FILES["sav"].write(stock))
    columns, about = pyreadstat.read_sav(file, output_format="dict", user_missing=True)
    labels = about.variable_value_labels
    for scope, organisation, place, principle, rating, people, rule in zip(
        *(columns[name] for name in about.column_names), strict=True
    ):
        if scope in {2, 3} and rule == 0:
            kind = {2: "organisation", 3: "place"}[int(scope)]
            group = labels[kind][organisation if scope == 2 else place]
            yield labels["principle"][principle], kind, group, int(rating), int(people)


def levels(counted: Shown) -> set[tuple[str, str, str, int, int]]:
    """Counts level by level, without those of nobody."""
    return {
        (item, kind, group, level, count)
        for item, kind, group, counts in counted
        for level, count in enumerate(counts, 1)
        if count
    }


people = st.lists(
    st.tuples(
        st.integers(-1, 3), st.integers(-1, 2), *[st.sampled_from([-3, -2, -1, 0, 1, 2, 4, 5])] * 5
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40)
@given(people, st.booleans())
def test_a_hidden_group_is_in_no_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, ...]], outside: bool
) -> None:
    stock = stock_of(ratings_of(rows), outside=outside)
    expected = shown(stock)
    assert in_csv(stock) == expected
    assert set(in_sav(stock, tmp_path_factory.mktemp("sav"))) == levels(expected)
    assert figures_from_json(json.loads(FILES["json"].write(stock))["figures"]) == stock.figures
    assert {(one[0], one[1], one[2]) for one in expected} == in_workbook(stock)


def in_workbook(stock: Stock) -> set[tuple[str, str, str]]:
    """The groups with numbers in the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"].write(stock)))
    found = set()
    for kind, sheet in (("organisation", "By organisation"), ("place", "By place")):
        for item, group, *numbers, _rule in book[sheet].iter_rows(min_row=2, values_only=True):
            if any(number is not None for number in numbers):
                found.add((item, kind, group))
    return found


def test_some_groups_are_shown_and_some_are_hidden(stock: Stock) -> None:
    names = {group for _item, _kind, group, _counts in shown(stock)}
    assert names & set(NAMES)
    assert "Saltmarket Shed" not in names


def test_the_workbook_says_what_it_is(stock: Stock) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"].write(stock)))
    assert book.sheetnames == [
        "Read me",
        "Principles",
        "By organisation",
        "By place",
        "Turnout",
        "Method",
    ]
    facts = dict(book["Read me"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert facts["Round"] == "Where we stand"
    assert facts["People who answered"] == 25
    titles = [row[1] for row in book["Principles"].iter_rows(min_row=2, values_only=True)]
    assert titles == [one.item.title for one in stock.in_order]
    groups = [row[0] for row in book["Turnout"].iter_rows(min_row=2, values_only=True)]
    assert groups == [*NAMES, *PLACES]


def test_spss_knows_what_every_number_means(stock: Stock, tmp_path: Path) -> None:
    file = tmp_path / "figures.sav"
    file.write_bytes(FILES["sav"].write(stock))
    columns, about = pyreadstat.read_sav(file, output_format="dict", user_missing=True)
    assert about.file_label == "Where we stand"
    assert about.column_names_to_labels["people"] == "How many people"
    assert about.variable_value_labels["rating"] == {
        0: "left blank",
        -1: "does not know",
        -2: "does not apply",
        -3: "not my part",
        **{level: str(level) for level in range(1, 6)},
    }
    assert about.missing_ranges["rating"] == [{"lo": -3, "hi": -1}, {"lo": 0, "hi": 0}]
    assert about.variable_measure["rating"] == "ordinal"
    assert about.notes[-1] == "WEIGHT BY people."
    first = stock.in_order[0]
    assert first.everyone
    counted = {
        int(rating): int(number)
        for scope, principle, rating, number in zip(
            columns["scope"],
            columns["principle"],
            columns["rating"],
            columns["people"],
            strict=True,
        )
        if (scope, principle) == (1, 1) and rating > 0
    }
    assert counted == {at: n for at, n in enumerate(first.everyone.counts, 1) if n}


def test_the_codebook_follows_the_order_of_the_standard(stock: Stock) -> None:
    root = fromstring(FILES["xml"].write(stock))
    assert root.tag == f"{DDI}codeBook"
    assert [one.tag for one in root] == [
        f"{DDI}{name}" for name in ("docDscr", "stdyDscr", "fileDscr", "dataDscr")
    ]
    variables = root.findall(f"{DDI}dataDscr/{DDI}var")
    assert [one.get("name") for one in variables] == [
        "scope",
        "organisation",
        "place",
        "principle",
        "rating",
        "people",
        "rule",
    ]
    for one in variables:
        order = [VAR.index(each.tag.removeprefix(DDI)) for each in one]
        assert order == sorted(order)
        for category in one.findall(f"{DDI}catgry"):
            inside = [each.tag.removeprefix(DDI) for each in category]
            assert inside == [name for name in ("catValu", "labl", "txt") if name in inside]


def test_the_codebook_tells_questions_and_missing_codes(stock: Stock) -> None:
    root = fromstring(FILES["xml"].write(stock))
    by_name: dict[str | None, Any] = {one.get("name"): one for one in root.iter(f"{DDI}var")}
    rating, principle = by_name["rating"], by_name["principle"]
    assert "How far is this statement true of us?" in rating.findtext(f"{DDI}qstn/{DDI}qstnLit")
    missing = {
        one.findtext(f"{DDI}catValu")
        for one in rating.findall(f"{DDI}catgry")
        if one.get("missing") == "Y"
    }
    assert missing == {"0", "-1", "-2", "-3"}
    told = [one.findtext(f"{DDI}txt") for one in principle.findall(f"{DDI}catgry")]
    assert told == [stock.statement(one.item.id) for one in stock.in_order]
    assert by_name["people"].get("wgt") == "wgt"
    identifiers = {one.get("ID") for one in root.iter() if one.get("ID")}
    named = {one.get("wgt-var") for one in root.iter(f"{DDI}var")} - {None}
    assert named <= identifiers


def test_second_choices_follow_from_what_is_published_and_carry_their_caution() -> None:
    item = Item("P1", "Trust")
    shown = Distribution(4, (4, 0, 0, 0, 0))
    everyone = Distribution(8, (4, 0, 0, 0, 4), mean=3.0)
    cells = (Cell("o0", shown), Cell("o1", None))
    one = ItemFigures(item, everyone, equal=3.0, organisations=cells)
    assert secondary.voices(one) == 8
    uneven = replace(one, everyone=Distribution(6, (4, 0, 0, 0, 2), mean=2.3))
    assert secondary.voices(uneven) == pytest.approx(16 / 3)
    assert secondary.agreement(one) == 0
    assert secondary.agreement(replace(one, everyone=shown)) == 1
    hidden = ItemFigures(item, None)
    assert (secondary.agreement(hidden), secondary.voices(hidden)) == (None, None)
    banded = replace(one, everyone=Distribution(8, band=(4, 5)), equal=None)
    assert (secondary.agreement(banded), secondary.voices(banded)) == (None, None)


def test_second_choices_stand_in_the_workbook_and_for_programs(stock: Stock) -> None:
    told = json.loads(FILES["json"].write(stock))["secondary"]
    sheet = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"].write(stock)))["Method"]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(told["items"]) == 5
    for one, row in zip(told["items"], rows[-5:], strict=True):
        assert row[1:] == pytest.approx((one["rwg"], one["voices"]))
    assert [row[0] for row in rows[-7:-5]] == told["caution"]
