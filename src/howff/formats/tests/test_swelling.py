"""A small file that would swell is refused before a workbook is made of it."""

import io
import zipfile

import openpyxl
import pytest

from howff.formats.tables import TableError, read_xlsx, table, write_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"


def with_part(name: str, content: str) -> bytes:
    """A small workbook of which one part holds this instead."""
    out = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(write_xlsx({"All": table(["x"], [["y"]])})))
    with whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in whole.namelist():
            changed.writestr(part, content if part == name else whole.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row>{"<c/>" * 65_537}</row>'),
        (SHEET, f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row>{"<x:c/>" * 65_537}'),
        (SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row>{"<row/>" * 65_537}'),
        (STYLES, f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 200_001}'),
        (TEXTS, f'<sst xmlns="{MAIN}">{"<si/>" * 1_500_001}'),
    ],
    ids=["cells of a row", "under another prefix", "rows in a row", "styles", "texts"],
)
def test_a_workbook_that_would_swell_is_never_opened(
    monkeypatch: pytest.MonkeyPatch, part: str, content: str
) -> None:
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    with pytest.raises(TableError, match=r"^This workbook is too large to read; split it"):
        read_xlsx(with_part(part, content))


def test_as_many_short_rows_are_read() -> None:
    rows = [["x", "y"]] * 40_000
    assert len(read_xlsx(write_xlsx({"All": table(["a", "b"], rows)})).rows) == 40_000
