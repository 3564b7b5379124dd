"""SPSS files (.sav) with labels, which SPSS, PSPP, R, Stata and jamovi open."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from howff.formats.dataset import MOST_MISSING, Dataset, Variable

LONGEST_LABEL = 250
LONGEST_VALUE_LABEL = 115
LONGEST_LINE = 78


def write_spss(content: Dataset) -> bytes:
    """Write a table of numbers with its labels; codes that are no answer are user-missing."""
    import pandas as pd  # noqa: PLC0415  slow, and seldom wanted
    import pyreadstat  # noqa: PLC0415

    names = [one.name for one in content.variables]
    frame = pd.DataFrame(content.rows, columns=names).astype("float64")
    variables = content.variables
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.sav"
        pyreadstat.write_sav(
            frame,
            file,
            file_label=_short(content.title, 60),
            column_labels={one.name: _short(one.label, LONGEST_LABEL) for one in variables},
            note=_lines(content),
            variable_value_labels={one.name: _labels(one) for one in variables if one.categories},
            missing_ranges={one.name: gaps for one in variables if (gaps := _missing(one))},
            variable_measure={one.name: one.measure for one in variables},
            variable_format={one.name: _format(one) for one in variables},
        )
        return file.read_bytes()


def _labels(one: Variable) -> dict[int | float, str]:
    return {
        float(code): _short(each.label, LONGEST_VALUE_LABEL)
        for code, each in one.categories.items()
    }


def _missing(one: Variable) -> list[Any]:
    """Give the codes that are no answer: SPSS takes three, or a range and one more."""
    codes = sorted(code for code, each in one.categories.items() if each.missing)
    if len(codes) < MOST_MISSING:
        return list(codes)
    return [{"lo": codes[0], "hi": codes[-2]}, codes[-1]]


def _format(one: Variable) -> str:
    whole = one.categories or one.weight
    return "F8.0" if whole else "F8.2"


def _lines(content: Dataset) -> list[str]:
    """Give the note in lines of the 80 bytes that SPSS keeps, and how to weight on its own."""
    lines = [""]
    for word in (_short(one, LONGEST_LINE) for one in content.about.split()):
        if len(f"{lines[-1]} {word}".encode()) > LONGEST_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    weights = [f"WEIGHT BY {one.name}." for one in content.variables if one.weight]
    return [*filter(None, lines), *weights]


def _short(text: str, most: int) -> str:
    """Cut a label to what SPSS keeps, counted in bytes."""
    return text.encode()[:most].decode(errors="ignore")
