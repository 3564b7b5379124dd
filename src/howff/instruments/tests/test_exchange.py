"""Instruments leave as files and come back the same; what does not fit is told by its row."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from pyxform.xls2xform import convert

from howff.formats.tables import Table, read_xlsx, table, write_xlsx
from howff.formats.xlsform import read_xlsform
from howff.instruments.definitions import (
    BUILT_IN,
    Definition,
    InstrumentError,
    built_in,
    to_json,
    to_toml,
)
from howff.instruments.exchange import FORMATS, languages_of, read_file, write_file
from howff.instruments.exchange.spreadsheets import SHEET
from howff.instruments.tests.drawn import definitions

INDEX = built_in("collaborative-providers-index")
ENGLISH = "British English (en)"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_leaves_and_comes_back(name: str, form: str) -> None:
    definition = built_in(name)
    assert read_file(write_file(definition, form), f"x.{FORMATS[form].ending}") == definition


def without_repeats(definition: Definition) -> None:
    """Words that say the same twice are kept once in a spreadsheet, so these are not tried."""
    texts = definition.texts()
    said = [one.texts for one in definition.translations if one.texts]
    assume(len(set(texts.values())) == len(texts) or not said)
    assume(all(len(set(one.values())) == len(one) for one in said))
    for part in (*definition.principles, *(q for p in definition.principles for q in p.questions)):
        assume(part.easy != (getattr(part, "statement", "") or part.text))
    for scale in (definition.scale, *(one.scale for one in definition.principles)):
        assume(scale is None or scale.easy != scale.levels)


@settings(max_examples=20)
@given(definitions())
def test_the_workbook_keeps_everything(definition: Definition) -> None:
    without_repeats(definition)
    assert read_file(write_file(definition, "xlsx"), "x.xlsx") == definition


@settings(max_examples=20)
@given(definitions())
def test_the_xlsform_keeps_everything(definition: Definition) -> None:
    without_repeats(definition)
    # A form fills what a language leaves out of a scale's easy words, as survey tools show it.
    told = [place for one in definition.translations for place in one.texts]
    assume(not any("scale.easy." in place for place in told))
    assert read_file(write_file(definition, "xlsform"), "x.xlsx") == definition


@pytest.mark.parametrize("name", BUILT_IN)
def test_pyxform_makes_a_form_of_each(name: str, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_file(built_in(name), "xlsform", version="3"))
    warnings: list[str] = []
    form = convert(path, warnings=warnings, validate=False).xform
    assert f'<data id="{name}" version="3">' in form
    assert warnings == []
    for principle in built_in(name).principles:
        assert f"/{principle.id}</text>" in form or f'/{principle.id}"' in form


def test_the_form_asks_as_survey_tools_do() -> None:
    form = read_xlsform(write_file(INDEX, "xlsform"), own="howff_")
    rows = {one["name"]: one for one in form.survey if one["type"] != "end_group"}
    assert rows["P1"]["type"] == "select_one scale"
    assert rows["D4"]["type"] == "select_one scale_D4"
    assert rows["P1"][f"label::{ENGLISH}"] == INDEX.principle("P1").statement
    easy = "label::British English, easy read (en)"
    assert rows["P1"][easy] == INDEX.principle("P1").easy
    assert rows["B1c"]["relevant"] == "${B1} <= 2"
    assert [rows[f"D4a_{n}"]["type"] for n in (1, 2, 3, 4)] == ["text"] * 4
    choices = [one["name"] for one in form.choices if one["list_name"] == "scale"]
    assert choices == ["1", "2", "3", "4", "5", "DK", "NA", "NMP"]
    assert form.settings["default_language"] == ENGLISH


def test_languages_are_columns() -> None:
    form = read_xlsform(write_file(built_in("pulse"), "xlsform"), own="howff_")
    rows = {one["name"]: one for one in form.survey}
    assert rows["trust"]["label::Deutsch (de)"].startswith("Zurzeit können wir")
    assert rows["trust_comment"]["label::Deutsch (de)"] == "Warum?"
    said = [one["label::Deutsch (de)"] for one in form.choices if one["list_name"] == "scale"]
    assert said[5:] == ["Das weiß ich nicht", "Das trifft auf uns nicht zu", "Nicht mein Bereich"]
    assert languages_of(built_in("pulse")) == [("en-gb", "British English"), ("de", "Deutsch")]


def a_form(survey: list[list[str]], **more: object) -> bytes:
    columns = ("type", "name", "label", "relevant")
    choices = [["yes-no", "1", "No"], ["yes-no", "2", "Yes"], ["yes-no", "DK", "?"]]
    sheets = {
        "survey": table(columns, ([*row, *[None] * (4 - len(row))] for row in survey)),
        "choices": table(["list_name", "name", "label"], choices),
        "settings": table(["form_title", "form_id"], [["Our form", "our_form"]]),
    }
    return write_xlsx(sheets | more)


def test_a_plain_form_of_another_tool_becomes_an_instrument() -> None:
    survey = [
        ["start", "start"],
        ["begin group", "about_us", "About us"],
        ["select_one yes-no", "trust_us", "Do you trust us?"],
        ["text", "why_not", "Why not?", "${trust_us} <= 1"],
        ["end group"],
    ]
    made = read_file(a_form(survey), "form.XLSX")
    assert to_json(made) == {
        "name": "our-form",
        "title": "Our form",
        "categories": [
            {
                "id": "about-us",
                "title": "About us",
                "principles": [
                    {
                        "id": "trust-us",
                        "title": "Do you trust us?",
                        "statement": "Do you trust us?",
                        "scale": {"levels": ["No", "Yes"]},
                        "questions": [
                            {
                                "id": "why-not",
                                "text": "Why not?",
                                "form": "conditional",
                                "only_if": {"principle": "trust-us", "at_most": 1},
                            }
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("survey", "told"),
    [
        (
            [["integer", "age", "Age"]],
            "survey, row 2: an instrument has no place for 'integer'",
        ),
        (
            [["select_one gone", "P1", "?"]],
            "survey, row 2: the scale is missing: the sheet choices has no list 'gone'.",
        ),
        ([["text", "why", "Why?"]], "survey, row 2: there is no principle above this question."),
        (
            [["select_one yes-no", "P1", "?"], ["select_one yes-no", "p1", "!"]],
            "survey, row 3: the id 'p1' was given in survey, row 2 already.",
        ),
        (
            [["select_one yes-no", "P1", "?"], ["text", "q", "?", "selected(${P1}, 1)"]],
            "survey, row 3: relevant should be like ${B1} <= 2, a principle and its highest level",
        ),
        (
            [["select_one yes-no", "P1", "x" * 501]],
            "survey, row 2, category 1 (part-1), principle 1 (P1), statement: this is too long",
        ),
        ([], "there is nothing to rate: give at least one principle."),
    ],
)
def test_a_form_that_does_not_fit_is_told_by_its_row(survey: list[list[str]], told: str) -> None:
    with pytest.raises(InstrumentError) as error:
        read_file(a_form(survey), "form.xlsx")
    assert error.value.message[: len(told)] == told


def test_a_form_with_an_unknown_column_or_without_choices_is_refused() -> None:
    odd = {"choices": table(["list_name", "name", "colour"], [])}
    with pytest.raises(InstrumentError, match=r"^choices: the column 'colour' is not one of XLSF"):
        read_file(a_form([], **odd), "form.xlsx")
    with pytest.raises(InstrumentError, match=r"^There is no sheet called 'choices'"):
        read_file(write_xlsx({"survey": table(["type"], [["text"]])}), "form.xlsx")


def changed_sheet(row: int, column: str, text: str) -> bytes:
    """The index as a workbook in which one cell says something else."""
    sheet = read_xlsx(write_file(INDEX, "xlsx"))
    rows = [list(one) for one in sheet.rows]
    rows[row - 2][sheet.columns.index(column)] = text
    return write_xlsx({SHEET: table(sheet.columns, rows)})


def row_of(pk: str) -> int:
    sheet = read_xlsx(write_file(INDEX, "xlsx"))
    return next(number for number, one in enumerate(sheet.records(), 2) if one["Id"] == pk)


@pytest.mark.parametrize(
    ("pk", "column", "text", "told"),
    [
        ("P2", "Id", "P1", "row {}: the id 'P1' was given in row {} already."),
        ("P2", "Text", "", "row {}, category 1 (people), principle 2 (P2): statement is missing."),
        ("P2", "Best", "low", "row {}, category 1 (people), principle 2 (P2), best: use one of"),
        ("P2", "Kind", "colour", "row {}: 'colour' is not known here; use one of instrument, lic"),
        ("B1c", "Only if", "B1 < 3", "row {}: write 'B1 < 3' as an id and a level, such as: B1"),
        ("B1c", "Only if", "B9 at most 2", "row {}, B1c: it depends on 'B9', which is not rated"),
        ("people", "Kind", "term", "row 28: there is no category above this good."),
        ("collaborative-providers-index", "Minutes", "long", "row {}: 'long' should be a number."),
    ],
)
def test_a_changed_workbook_is_told_by_its_row(pk: str, column: str, text: str, told: str) -> None:
    row = row_of(pk)
    with pytest.raises(InstrumentError) as error:
        read_file(changed_sheet(row, column, text), "x.xlsx")
    expected = told.format(row, row_of("P1"))
    assert error.value.message[: len(expected)] == expected


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"x" * 2_000_001, "x.toml", "This file is too large for an instrument: at most 2 MB."),
        (b"\xff\xfe", "x.toml", "This file is neither a workbook (.xlsx) nor text in UTF-8."),
        (b"{", "x.json", "This is not JSON: Expecting property name enclosed in double quotes"),
        (b"[" * 100_000, "x.json", "This is not JSON: "),
        (b"a =", "x.txt", "This is not TOML: Invalid value (at end of document)."),
        (b"PK", "x.xlsx", "This is not a workbook that can be read; save it as XLSX anew."),
    ],
)
def test_what_is_no_instrument_at_all_is_told(content: bytes, name: str, told: str) -> None:
    with pytest.raises(InstrumentError) as error:
        read_file(content, name)
    assert error.value.message[: len(told)] == told


def test_a_sheet_with_an_unknown_column_is_refused() -> None:
    odd: Table = table(["Kind", "Colour"], [])
    with pytest.raises(InstrumentError, match=r"^The column 'Colour' is not known; use Kind, Id,"):
        read_file(write_xlsx({SHEET: odd}), "x.xlsx")


def test_a_translation_needs_its_line() -> None:
    sheet = read_xlsx(write_file(built_in("pulse"), "xlsx"))
    rows = [row for row in sheet.rows if row[0] != "translation"]
    with pytest.raises(InstrumentError, match=r"^the language de needs a line of kind transl"):
        read_file(write_xlsx({SHEET: table(sheet.columns, rows)}), "x.xlsx")


def test_json_and_toml_say_the_same() -> None:
    assert json.loads(write_file(INDEX, "json")) == to_json(INDEX)
    assert write_file(INDEX, "toml").decode() == to_toml(INDEX)
