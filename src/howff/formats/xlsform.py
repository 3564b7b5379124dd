"""XLSForm: questionnaires as a workbook of three sheets, for ODK, KoBo and others.

The format is told at xlsform.org; what a column means is the business of whoever uses this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from howff.formats.tables import Cell, Table, TableError, read_xlsx, table, write_xlsx

type Row = Mapping[str, str]

FIRST = ("type", "list_name", "name")
KNOWN = frozenset(
    {
        *("type", "name", "label", "hint", "guidance_hint", "relevant", "required", "note"),
        *("required_message", "appearance", "constraint", "constraint_message", "calculation"),
        *("default", "read_only", "readonly", "choice_filter", "parameters", "repeat_count"),
        *("list_name", "trigger", "media", "image", "audio", "video", "body", "bind"),
    }
)


@dataclass(frozen=True, slots=True)
class XLSForm:
    """The rows of the sheets `survey` and `choices`, each by column, and the settings."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row


def write_xlsform(form: XLSForm) -> bytes:
    """Write the workbook; a column stands where the first row that fills it brings it in."""
    sheets = {
        "survey": _sheet(form.survey),
        "choices": _sheet(form.choices),
        "settings": _sheet([form.settings]),
    }
    return write_xlsx(sheets)


def read_xlsform(content: bytes, own: str = "") -> XLSForm:
    """Read the workbook; columns that begin with `own` are known beside those of the standard.

    Raises TableError, which says what to mend and where.
    """
    survey = read_xlsx(content, "survey")
    choices = read_xlsx(content, "choices")
    for sheet, columns in (("survey", survey.columns), ("choices", choices.columns)):
        _check_columns(sheet, columns, own)
    settings = _rows(read_xlsx(content, "settings"))
    return XLSForm(_rows(survey), _rows(choices), settings[0] if settings else {})


def is_xlsform(content: bytes) -> bool:
    """Whether a workbook has a survey, as every XLSForm does."""
    try:
        return "type" in read_xlsx(content, "survey").columns
    except TableError:
        return False


def _sheet(rows: Iterable[Row]) -> Table:
    kept = list(rows)
    named = dict.fromkeys(column for row in kept for column in row)
    columns = sorted(named, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    return table(columns, [[row.get(column) or None for column in columns] for row in kept])


def _check_columns(sheet: str, columns: Iterable[str], own: str) -> None:
    for column in columns:
        name = column.partition("::")[0]
        if name not in KNOWN and not (own and name.startswith(own)):
            raise TableError(f"{sheet}: the column {column!r} is not one of XLSForm's.")


def _rows(content: Table) -> tuple[Row, ...]:
    return tuple(
        {column: text for column, cell in record.items() if (text := _text(cell))}
        for record in content.records()
    )


def _text(cell: Cell) -> str:
    """A cell as text: a spreadsheet makes numbers of names such as 1."""
    return "" if cell is None else str(cell).strip()
