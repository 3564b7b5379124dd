"""Plain tables in and out: CSV that any spreadsheet opens, and XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from howff.formats.swelling import swells

type Cell = str | int | float | bool | date | None
"""A value in a table; a `datetime` is also a `date`, and is written as its own clock shows it."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
SEPARATORS = ",;\t"
LONGEST_XLSX_TEXT, MOST_XLSX_ROWS, MOST_UNPACKED_BYTES = 32_767, 1_048_576, 20_000_000
MOST_FILLED_ROWS, MOST_COLUMNS, MOST_CELLS = 100_001, 2_000, 2_000_000  # with the header
WIDTHS = (8, 60)


class TableError(ValueError):
    """A table that cannot be read or written; the message says where, and what to mend."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, and rows of cells each as long as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse ragged rows, numbered as a spreadsheet does: the header is row 1."""
        for number, row in enumerate(self.rows, 2):
            _check_length(number, len(row), len(self.columns))

    def records(self) -> Iterator[dict[str, Cell]]:
        """Give each row as a dictionary from column name to cell."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def table(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Table:
    """Make a table from any iterables."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows))


def write_csv(content: Table) -> bytes:
    """Write CSV in UTF-8, with a byte order mark so that Excel reads accents rightly.

    A text that a spreadsheet would run as a formula gets an apostrophe in front of it (OWASP, CSV
    Injection); a number stays a number.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_csv_cell, content.columns))
    writer.writerows(map(_csv_cell, row) for row in content.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case str() if cell.lstrip(" ").startswith(FORMULA_STARTS):
            return f"'{cell}"
    return cell


def write_xlsx(sheets: Mapping[str, Table]) -> bytes:
    """Write a workbook, a sheet for each table: bold frozen header, filter, fitting widths.

    Texts stay texts: never formulas, links or numbers. A text longer than a cell of Excel can hold
    (32,767 characters) ends in an ellipsis there.
    """
    import xlsxwriter  # noqa: PLC0415  slow, and seldom wanted

    out = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "header": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "body": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
        }
        for name, content in zip(_sheet_names(sheets), sheets.values(), strict=True):
            _write_sheet(book.add_worksheet(name), content, formats)
    return out.getvalue()


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Make names that Excel accepts: at most 31 characters, none of []:*?/\\, all different."""
    taken: set[str] = set()
    fitting = []
    for name in names:
        plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)
        plain = _units(plain.strip(" '"), 31).rstrip(" '") or "Sheet"
        others = (f"{_units(plain, 27)} {number}" for number in range(2, len(taken) + 3))
        fitting.append(next(each for each in (plain, *others) if each.casefold() not in taken))
        taken.add(fitting[-1].casefold())
    return fitting


def _units(text: str, most: int) -> str:
    """Cut a text as Excel counts: an emoji is two letters."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _write_sheet(sheet: Any, content: Table, formats: Mapping[str, Any]) -> None:
    if len(content.rows) >= MOST_XLSX_ROWS:
        raise TableError(f"Excel holds {MOST_XLSX_ROWS:,} rows at most; take the CSV instead.")
    for column, name in enumerate(content.columns):
        cells = [name, *(str(row[column]) for row in content.rows[:500])]
        sheet.set_column(column, column, _width(cells), formats["body"])
        sheet.write_string(0, column, name[:LONGEST_XLSX_TEXT], formats["header"])
    for number, row in enumerate(content.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    if content.columns:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(content.rows), len(content.columns) - 1)


def _width(texts: Iterable[str]) -> int:
    """Give a width in characters that shows the longest line, within reason."""
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(max(longest + 3, WIDTHS[0]), WIDTHS[1])


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: Mapping[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date() if cell.year >= 1900:
            time = "time" if isinstance(cell, datetime) else "date"
            sheet.write_datetime(row, column, cell, formats[time])
        case _:
            sheet.write_string(row, column, _xlsx_text(str(cell)))


def _xlsx_text(text: str) -> str:
    return text if len(text) <= LONGEST_XLSX_TEXT else text[: LONGEST_XLSX_TEXT - 1] + "…"


def read_csv(content: bytes, *, blank: bool = False) -> Table:
    """Read CSV with a header, in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    Every cell is a text; `blank` keeps rows of blank cells. TableError names the row that is wrong.
    """
    lines = io.StringIO(_decoded(content), newline="")
    separator = _separator(lines.readline())
    lines.seek(0)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(row for row in _bounded(reader) if row or not blank)
    except csv.Error as error:
        raise TableError(
            f"Row {len(rows) + 1} cannot be read: a quotation mark is not closed, "
            "or a cell is too long."
        ) from error
    return _checked(_padded(rows) if blank else rows, blank=blank)


def _decoded(content: bytes) -> str:
    """Decode by the byte order mark, else UTF-8, else what older Excel writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(header: str) -> str:
    """Choose the separator that parts the header most often, outside quotation marks."""
    bare = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def read_xlsx(content: bytes, sheet: str | None = None, *, blank: bool = False) -> Table:
    """Read one sheet of a workbook (the first unless named), with its first row as the header.

    Cells keep their kinds (of a formula, its last value); `blank` keeps blank rows. Raises
    TableError where the file is no workbook, the sheet is not there, or a row does not fit.
    """
    import openpyxl  # noqa: PLC0415  slow, and seldom wanted

    try:
        _refuse_a_bomb(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        chosen = _sheet(book, sheet)
        chosen.reset_dimensions()
        rows = list(_bounded(map(_trimmed, chosen.iter_rows(values_only=True))))
    except TableError:
        raise
    except Exception as error:  # openpyxl raises almost anything for a broken file
        raise TableError(
            "This is not a workbook that can be read; save it as XLSX anew."
        ) from error
    return _checked(_padded(rows), blank=blank)


def _trimmed(row: Iterable[Any]) -> tuple[Cell, ...]:
    """Leave out blank cells at the end of a row."""
    cells = [*map(_cell, row)]
    while cells and not _filled(cells[-1]):
        cells.pop()
    return tuple(cells)


def _bounded[Row: Sequence[Cell]](rows: Iterable[Row]) -> Iterator[Row]:
    """Refuse a table far larger than people type, before it fills the memory.

    A workbook of a kilobyte can name its last row and its last column.
    """
    filled = cells = width = 0
    for number, row in enumerate(rows, 1):
        width = width or len(row)
        filled += bool(row)
        cells += max(width, len(row)) if row else 0
        fits = filled <= MOST_FILLED_ROWS and len(row) <= MOST_COLUMNS and cells <= MOST_CELLS
        if not fits or number > MOST_XLSX_ROWS:
            raise TableError(
                f"This table is too large to read, at row {number}: at most "
                f"{MOST_FILLED_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells."
            )
        yield row


def _padded(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Make rows as long as the header, as a workbook keeps no blank cells at the end."""
    return [(*row, *[None] * (len(rows[0]) - len(row))) for row in rows]


def _refuse_a_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if swells(packed, MOST_UNPACKED_BYTES):
            raise TableError("This workbook is too large to read; split it into smaller ones.")


def _sheet(book: Any, name: str | None) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if name is not None and name not in names:
        raise TableError(f"There is no sheet called {name!r}; there is {', '.join(names)}.")
    return book[name or names[0]]


def _cell(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _checked(rows: Sequence[Sequence[Cell]], *, blank: bool) -> Table:
    """Make a table of rows and a header, without columns at the end, or rows, that are empty."""
    columns = _columns(rows[0] if rows else ())
    body = []
    for number, row in enumerate(rows[1:], 2):
        if blank or any(map(_filled, row)):
            beyond = any(map(_filled, row[len(columns) :]))
            _check_length(number, len(row) if beyond else min(len(row), len(columns)), len(columns))
            body.append(tuple(row[: len(columns)]))
    return Table(columns, tuple(body))


def _columns(header: Sequence[Cell]) -> tuple[str, ...]:
    """Give the names of the columns, each there and each once."""
    last = max((number for number, name in enumerate(header, 1) if _filled(name)), default=0)
    names = tuple(str("" if name is None else name).strip() for name in header[:last])
    if not names:
        raise TableError("The table is empty: its first row should name the columns.")
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        if not name:
            raise TableError(f"Column {number} has no name in the first row.")
        if name in seen:
            raise TableError(f"Two columns are called {name!r}; give each its own name.")
        seen.add(name)
    return names


def _filled(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _check_length(row: int, cells: int, columns: int) -> None:
    if cells != columns:
        raise TableError(f"Row {row} has {cells} cells, but there are {columns} columns.")
