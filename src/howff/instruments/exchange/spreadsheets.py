"""An instrument as one readable sheet of a workbook."""

from collections.abc import Iterator, Mapping

from howff.formats.tables import Cell, Table, TableError, read_xlsx, table, write_xlsx
from howff.instruments.definitions import Definition, InstrumentError
from howff.instruments.exchange.assembling import assembled
from howff.instruments.exchange.lines import TEXTS, Line, lines_of

SHEET = "Instrument"
COLUMNS = {"title": "Title", "text": "Text", "easy": "Easy read", "help": "Help"}
SETTINGS = {
    "locus": "Whose",
    "best": "Best",
    "form": "Form",
    "only_if": "Only if",
    "stages": "Stages",
    "added": "Added by us",
    "language": "Language",
    "minutes": "Minutes",
    "checked": "Checked",
}
NAMES = {name: column for column, name in (COLUMNS | SETTINGS).items()}


def write_sheet(definition: Definition) -> bytes:
    """Write an instrument as a workbook that people can read, change, and bring in again."""
    languages = [one.language for one in definition.translations]
    said = [(code, column) for code in languages for column in TEXTS]
    columns = [
        *("Kind", "Id", *COLUMNS.values(), *SETTINGS.values()),
        *(f"{COLUMNS[column]} ({code})" for code, column in said),
    ]
    return write_xlsx({SHEET: table(columns, (_row(one, said) for one in lines_of(definition)))})


def read_sheet(content: bytes) -> Definition:
    """Read an instrument from such a workbook.

    Raises InstrumentError, which says what to mend and in which row.
    """
    try:
        return assembled(_lines(read_xlsx(content)))
    except TableError as error:
        raise InstrumentError(str(error)) from error


def _row(line: Line, said: list[tuple[str, str]]) -> list[Cell]:
    return [
        *(line.kind, line.id),
        *(line.texts.get(column) for column in COLUMNS),
        *(line.settings.get(name) for name in SETTINGS),
        *(line.said.get(code, {}).get(column) for code, column in said),
    ]


def _lines(content: Table) -> Iterator[Line]:
    for column in content.columns:
        if column not in {"Kind", "Id"} and _named(column) is None:
            known = ", ".join(["Kind", "Id", *NAMES])
            raise InstrumentError(f"The column {column!r} is not known; use {known}.")
    for number, record in enumerate(content.records(), 2):
        texts = {column: str(cell).strip() for column, cell in record.items() if cell is not None}
        yield _line(texts, f"row {number}")


def _line(cells: Mapping[str, str], where: str) -> Line:
    texts: dict[str, str] = {}
    settings: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    for column, text in cells.items():
        name, code = _named(column) or ("", "")
        if code:
            said.setdefault(code, {})[name] = text
        elif name in COLUMNS:
            texts[name] = text
        elif name:
            settings[name] = text
    kind = cells.get("Kind", "").casefold()
    return Line(kind, cells.get("Id", ""), texts, said, settings, where)


def _named(column: str) -> tuple[str, str] | None:
    """What a column holds, and in which language if not in the instrument's own."""
    if column in NAMES:
        return NAMES[column], ""
    title, bracket, code = column.removesuffix(")").partition(" (")
    return (NAMES[title], code) if bracket and NAMES.get(title) in COLUMNS else None
