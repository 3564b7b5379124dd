"""Tables keep what they are given, whatever opens them."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from howff.formats import tables
from howff.formats.tables import (
    Table,
    TableError,
    read_csv,
    read_xlsx,
    table,
    write_csv,
    write_xlsx,
)

WORDS = table(["word", "people"], [["trust", 12], ["càirdeas", 7]])
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
names = texts.map(str.strip).filter(bool)


def test_a_table_gives_records() -> None:
    assert list(WORDS.records()) == [
        {"word": "trust", "people": 12},
        {"word": "càirdeas", "people": 7},
    ]


def test_a_ragged_table_names_its_row() -> None:
    with pytest.raises(TableError, match=r"^Row 3 has 1 cells, but there are 2 columns\.$"):
        table(["a", "b"], [[1, 2], [1]])


def test_csv_has_the_mark_that_excel_needs() -> None:
    assert write_csv(WORDS) == "\ufeffword,people\r\ntrust,12\r\ncàirdeas,7\r\n".encode()


def test_csv_says_every_kind_of_cell_plainly() -> None:
    row = [None, True, False, 1.5, date(2026, 11, 21), datetime(2026, 11, 21, 9, 30, tzinfo=UTC)]
    assert write_csv(table("abcdef", [row])).decode("utf-8-sig").splitlines()[1] == (
        ",yes,no,1.5,2026-11-21,2026-11-21 09:30:00+00:00"
    )


@pytest.mark.parametrize("start", tables.FORMULA_STARTS)
def test_csv_never_starts_a_formula(start: str) -> None:
    written = write_csv(table(["answer"], [[f" {start}1+1"], [-3]])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows == [["answer"], [f"' {start}1+1"], ["-3"]]


@given(st.lists(st.tuples(names, names)))
def test_csv_brings_back_every_text(rows: list[tuple[str, str]]) -> None:
    expected = [[str(tables._csv_cell(cell)) for cell in row] for row in rows]
    assert read_csv(write_csv(table(["a", "b"], rows))) == table(["a", "b"], expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_offices_write_it(encoding: str, separator: str) -> None:
    written = f'"who, what",place\nCafé{separator}"a;b,c\nd"\n\n'.replace(
        '",place', f'"{separator}place'
    )
    assert read_csv(written.encode(encoding)) == table(
        ["who, what", "place"], [["Café", "a;b,c\nd"]]
    )


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b"", "The table is empty: its first row should name the columns."),
        (b"a,,c\n", "Column 2 has no name in the first row."),
        (b"a,b,a\n", "Two columns are called 'a'; give each its own name."),
        (b"a,b\n1,2\n3\n", "Row 3 has 1 cells, but there are 2 columns."),
        (b"a,b\n\n1,2,3\n", "Row 3 has 3 cells, but there are 2 columns."),
        (
            b'a,b\n1,"2\n',
            "Row 2 cannot be read: a quotation mark is not closed, or a cell is too long.",
        ),
    ],
)
def test_csv_that_does_not_fit_says_where(written: bytes, message: str) -> None:
    with pytest.raises(TableError) as raised:
        read_csv(written)
    assert str(raised.value) == message


def test_csv_may_have_empty_cells_beyond_its_columns() -> None:
    assert read_csv(b"a,b,,\n1,2,,\n,,,\n") == table(["a", "b"], [["1", "2"]])


def test_xlsx_brings_back_every_kind() -> None:
    day = datetime(2026, 11, 21, 9, 30)
    sheet = table(
        "abcdef", [["trust", 12, 2.5, True, day, None], ["x", 1, 1.5, False, day, "=1+1"]]
    )
    assert read_xlsx(write_xlsx({"All": sheet})) == sheet


def test_xlsx_writes_dates_that_excel_does_not_know_as_text() -> None:
    sheet = table(["when"], [[date(1745, 8, 19)], [date(1999, 7, 1)]])
    assert read_xlsx(write_xlsx({"All": sheet})).rows == (
        ("1745-08-19",),
        (datetime(1999, 7, 1),),
    )


@given(st.lists(st.tuples(names)))
def test_xlsx_keeps_every_text_a_text(rows: list[tuple[str]]) -> None:
    assert read_xlsx(write_xlsx({"All": table(["said"], rows)})) == table(["said"], rows)


@pytest.mark.parametrize("text", ["=1+1", "{=1}", "https://example.org", "mailto:a@b.c", "0123"])
def test_xlsx_makes_nothing_of_a_text(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx({"All": table(["said"], [[text]])})))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_xlsx_header_is_bold_frozen_and_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx({"Words": WORDS})))
    sheet = book["Words"]
    assert (sheet["A1"].font.bold, sheet["A2"].font.bold) == (True, False)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.column_dimensions["A"].width == pytest.approx(11, abs=1)


def test_xlsx_sheets_get_names_that_excel_accepts() -> None:
    sheets = {"What works?": WORDS, "what works/": WORDS, "'": WORDS, "q" * 40: table([], [])}
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))
    assert book.sheetnames == ["What works", "what works 2", "Sheet", "q" * 31]


def test_xlsx_shortens_a_text_that_no_cell_holds() -> None:
    long = write_xlsx({"All": table(["said"], [["x" * 40_000]])})
    assert read_xlsx(long).rows == (("x" * 32_766 + "…",),)


def test_xlsx_refuses_more_rows_than_excel_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_XLSX_ROWS", 2)
    with pytest.raises(TableError, match="take the CSV instead"):
        write_xlsx({"All": WORDS})


def test_xlsx_sheets_are_chosen_by_name() -> None:
    book = write_xlsx({"One": WORDS, "Two": table(["b"], [[1]])})
    assert read_xlsx(book, "Two") == table(["b"], [[1]])
    with pytest.raises(
        TableError, match=r"^There is no sheet called 'Three'; there is One, Two\.$"
    ):
        read_xlsx(book, "Three")


def test_xlsx_rows_may_end_early_and_hold_times() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["a", "b"])
        sheet.write_datetime("A2", time(9, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_row("A4", ["x", "y"])
    assert read_xlsx(out.getvalue()) == Table(("a", "b"), (("09:30:00", None), ("x", "y")))


def test_xlsx_with_cells_beyond_its_columns_says_where() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_column("A1", ["a", "b"])
        book.worksheets()[0].write("C3", "lost")
    with pytest.raises(TableError, match=r"^Row 3 has 3 cells, but there are 1 columns\.$"):
        read_xlsx(out.getvalue())


def test_an_empty_sheet_says_so() -> None:
    with pytest.raises(TableError, match="The table is empty"):
        read_xlsx(write_xlsx({"All": table([], [])}))


def test_a_file_that_is_no_workbook_says_so() -> None:
    with pytest.raises(TableError, match="not a workbook"):
        read_xlsx(b"%PDF-1.7")


def test_a_workbook_that_unpacks_enormously_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_UNPACKED_BYTES", 10)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "x" * 11)
    with pytest.raises(TableError, match="too large"):
        read_xlsx(out.getvalue())


def far_cells(*cells: str) -> bytes:
    """A workbook of a few kilobytes that names these cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for cell in cells:
            sheet.write(cell, "x")
    return out.getvalue()


def test_a_small_workbook_with_a_far_column_is_refused() -> None:
    with pytest.raises(TableError, match=r"^This table is too large to read, at row 1: at most"):
        read_xlsx(far_cells("A1", "XFD1", "A1048576"))


def test_a_far_row_costs_nothing() -> None:
    assert read_xlsx(far_cells("A1", "A1048576")) == table(["x"], [["x"]])


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_FILLED_ROWS", 2), ("MOST_COLUMNS", 1), ("MOST_CELLS", 5)]
)
def test_a_table_that_would_fill_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(tables, limit, most)
    content = table(["a", "b"], [["1", "2"], ["3", ""]])
    for read, written in (
        (read_xlsx, write_xlsx({"All": content})),
        (read_csv, write_csv(content)),
    ):
        with pytest.raises(TableError, match="too large to read"):
            read(written)


def test_many_columns_of_one_name_are_told_soon() -> None:
    with pytest.raises(TableError, match="at row 1:"):
        read_csv(b"a," * 100_000)
