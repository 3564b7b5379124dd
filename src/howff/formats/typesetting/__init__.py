"""Setting pages in type: a fixed Typst template and values in, an accessible PDF out."""

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
NO_LETTER = "?"
UNSPELLABLE = ("could not be displayed", "missing codepoints")

TypesettingError = typst.TypstError


def typeset(template: Path, values: dict[str, Any]) -> bytes:
    """Compile a template, which reads the values as JSON from `sys.inputs.report`.

    Texts in the values are data, never code. The PDF is one that screen readers can read
    (PDF/UA-1) and archives can keep (PDF/A-2a).
    """
    written = json.dumps(values, ensure_ascii=False)
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts())
    made = compiler.compile(
        format="pdf", sys_inputs={"report": written}, pdf_standards=["ua-1", "a-2a"]
    )
    assert isinstance(made, bytes)
    return made


def printable(value: Any) -> Any:
    """The values with a mark in place of every character that PDF/A does not let stand."""
    return _spelt(value, _printable)


def drawable(value: Any) -> Any:
    """The values with a mark in place of every letter that our own fonts do not have."""
    return _spelt(value, _drawable)


def lacks_letters(error: TypesettingError) -> bool:
    """Whether no font on this machine had some letter."""
    return any(told in str(error) for told in UNSPELLABLE)


@cache
def fonts() -> typst.Fonts:
    """Read the fonts once; a machine's own fonts help where ours have no letter."""
    return typst.Fonts(include_system_fonts=True, font_paths=[str(FONTS)])


def _spelt(value: Any, known: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return "".join(letter if known(letter) else NO_LETTER for letter in value)
    if isinstance(value, dict):
        return {name: _spelt(each, known) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(each, known) for each in value]
    return value


def _printable(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in UNPRINTABLE


def _drawable(letter: str) -> bool:
    return letter in "\n\t" or ord(letter) in _letters()


@cache
def _letters() -> frozenset[int]:
    """Read which letters our own fonts have."""
    ranges = (line.split("-") for line in (FONTS / "letters.txt").read_text().split())
    return frozenset(
        letter for ends in ranges for letter in range(int(ends[0], 16), int(ends[-1], 16) + 1)
    )
