"""XLSForm: three sheets of rows, out and in again."""

import pytest

from howff.formats.tables import TableError, read_xlsx, table, write_xlsx
from howff.formats.xlsform import XLSForm, is_xlsform, read_xlsform, write_xlsform

FORM = XLSForm(
    survey=(
        {"label::English (en)": "Trust?", "type": "select_one yes-no", "name": "trust"},
        {"type": "text", "name": "why", "relevant": "${trust} <= 1", "own_note": "ours"},
    ),
    choices=(
        {"name": "1", "list_name": "yes-no", "label::English (en)": "No"},
        {"name": "2", "list_name": "yes-no", "label::English (en)": "=Yes"},
    ),
    settings={"form_title": "Check", "form_id": "check", "version": "3"},
)


def test_what_is_written_reads_the_same() -> None:
    assert read_xlsform(write_xlsform(FORM), own="own_") == FORM


def test_the_columns_that_say_what_a_row_is_come_first() -> None:
    content = write_xlsform(FORM)
    survey = ("type", "name", "label::English (en)", "relevant", "own_note")
    assert read_xlsx(content, "survey").columns == survey
    assert read_xlsx(content, "choices").columns[:2] == ("list_name", "name")


def test_columns_of_nobody_are_refused() -> None:
    with pytest.raises(TableError, match=r"^survey: the column 'own_note' is not one of XLSForm's"):
        read_xlsform(write_xlsform(FORM))


def test_numbers_are_names_and_empty_cells_are_left_out() -> None:
    sheets = {
        "survey": table(["type", "name"], [["note", 1.0], ["note", 1.5], ["note", None]]),
        "choices": table(["list_name", "name"], [["a", 1]]),
        "settings": table(["form_title"], []),
    }
    form = read_xlsform(write_xlsx(sheets))
    assert [one.get("name") for one in form.survey] == ["1", "1.5", None]
    assert (form.choices[0]["name"], form.settings) == ("1", {})


@pytest.mark.parametrize("missing", ["survey", "choices", "settings"])
def test_a_sheet_that_is_not_there_is_told(missing: str) -> None:
    sheets = {name: table(["type"], [["text"]]) for name in ("survey", "choices", "settings")}
    del sheets[missing]
    with pytest.raises(TableError, match=rf"^There is no sheet called '{missing}'"):
        read_xlsform(write_xlsx(sheets))


def test_a_form_is_told_from_other_workbooks() -> None:
    assert is_xlsform(write_xlsform(FORM))
    assert not is_xlsform(write_xlsx({"survey": table(["a"], [["b"]])}))
    assert not is_xlsform(write_xlsx({"Sheet": table(["type"], [["b"]])}))
    assert not is_xlsform(b"nothing")
