"""Tells a workbook that would fill the memory from its XML alone, before a reader is made of it.

A file of 40 kB can hold one row of a million cells, or a million styles.
"""

import zipfile
from typing import Any
from xml.parsers import expat

MOST_ELEMENTS = 1_500_000
MOST_IN_A_ROW = 65_536  # Excel has 16,384 columns; a cell holds its value, and that its text
MOST_BESIDE = 200_000
CONTENT = frozenset({"row", "c", "v", "f", "is", "si", "t"})


class _SwellingError(Exception):
    """Enough was seen."""


class _Count:
    """Counts elements: all of them, those beside what people type, and those of one row."""

    def __init__(self) -> None:
        self.all = self.beside = self.in_row = self.rows = 0

    def begin(self, name: str, _attributes: Any) -> None:
        tag = name.rpartition(":")[2]
        self.all += 1
        self.beside += tag not in CONTENT
        self.in_row = self.in_row + 1 if self.rows else 0
        self.rows += tag == "row"
        if self.all > MOST_ELEMENTS or self.beside > MOST_BESIDE or self.in_row > MOST_IN_A_ROW:
            raise _SwellingError

    def end(self, name: str) -> None:
        self.rows -= name.rpartition(":")[2] == "row"


def swells(packed: zipfile.ZipFile, most_bytes: int) -> bool:
    """Tell whether the parts of a workbook have far more in them than people type."""
    if sum(part.file_size for part in packed.infolist()) > most_bytes:
        return True
    count = _Count()
    try:
        for part in packed.infolist():
            _walk(packed.read(part), count)
    except _SwellingError:
        return True
    return False


def _walk(part: bytes, count: _Count) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = count.begin, count.end
    try:
        parser.Parse(part, True)
    except expat.ExpatError:  # a picture, or broken: whoever reads it says so
        count.rows = 0
