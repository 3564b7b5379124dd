"""A report as a PDF that screen readers can read (PDF/UA-1) and archives can keep (PDF/A-2a)."""

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typst

from howff.reports.document import Document, Exchange, Figure, Picture
from howff.reports.rendering import charts, data
from howff.reports.rendering.labels import labels, support

HERE = Path(__file__).parent
UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
NO_LETTER = "?"
UNSPELLABLE = ("could not be displayed", "missing codepoints")


def render(document: Document) -> bytes:
    """Set the report in type; a letter that no font of this machine has becomes a mark."""
    report = _spelt(content(document), _printable)
    try:
        return _compile(report)
    except typst.TypstError as error:
        if not any(told in str(error) for told in UNSPELLABLE):
            raise
        return _compile(_spelt(content(document, draw=charts.dots), _drawable))


def content(document: Document, draw: Callable[[Picture], str] = charts.svg) -> dict[str, Any]:
    """Give the values that the type-setting template reads; texts in it are never code."""
    values = data.values(document)
    for part, value in zip(document.parts, values["parts"], strict=True):
        if isinstance(part, Figure) and part.picture and part.picture.style != "cloud":
            value["svg"] = draw(part.picture)
        if isinstance(part, Exchange):
            value["support"] = support(part)
    return values | {"labels": labels(document)}


def _spelt(value: Any, known: Callable[[str], bool]) -> Any:
    """Give values with a mark in place of every letter that is not known."""
    if isinstance(value, str):
        return "".join(letter if known(letter) else NO_LETTER for letter in value)
    if isinstance(value, dict):
        return {name: _spelt(each, known) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(each, known) for each in value]
    return value


def _printable(letter: str) -> bool:
    """Say whether a character is one that PDF/A lets stand."""
    return letter in "\n\t" or unicodedata.category(letter) not in UNPRINTABLE


def _drawable(letter: str) -> bool:
    """Say whether our own fonts have a letter."""
    return letter in "\n\t" or ord(letter) in _letters()


@cache
def _letters() -> frozenset[int]:
    """Read which letters our own fonts have."""
    ranges = (line.split("-") for line in (charts.FONTS / "letters.txt").read_text().split())
    return frozenset(
        letter for ends in ranges for letter in range(int(ends[0], 16), int(ends[-1], 16) + 1)
    )


def _compile(report: dict[str, Any]) -> bytes:
    """Compile the fixed template with the report as its data."""
    written = json.dumps(report, ensure_ascii=False)
    compiler = typst.Compiler(HERE / "report.typ", root=HERE, font_paths=fonts())
    made = compiler.compile(
        format="pdf", sys_inputs={"report": written}, pdf_standards=["ua-1", "a-2a"]
    )
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """Read the fonts once; a machine's own fonts help where ours have no letter."""
    return typst.Fonts(include_system_fonts=True, font_paths=[str(charts.FONTS)])
