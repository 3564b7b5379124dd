"""What all charts share: the type, the colours, and labels that fit."""

from collections.abc import Sequence
from json import dumps
from textwrap import wrap
from typing import Any
from unicodedata import category

from howff.reports.document import Picture

FONT = "Atkinson Hyperlegible Next, sans-serif"
INK, SOFT, ACCENT, LINE = "#25211c", "#5d554b", "#125b59", "#d9d0c2"
OPPOSED = ("#125b59", "#d9d0c2", "#c4561a")
RAMP = ("#0c4341", "#2f7a74", "#76aca4", "#b3d4cd", "#dde9e3", "#efe6d8")
# From the lowest level to the highest: told apart by every kind of colour blindness.
LOW, MIDDLE, HIGH = (0xB3, 0x4A, 0x12), (0xEE, 0xE6, 0xD8), (0x0F, 0x4F, 0x4D)
GROUPS = ("#125b59", "#c4561a", "#3b4a8c", "#7a5c00", "#8b2f63", "#4a4a4a")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
WIDTH = 590
LONGEST_LABEL = 80
ACROSS = 34
BESIDE = 60
LONGEST_SERIES = 22
# The drawing engine would cut between the halves of an emoji, and fail; `short` cuts instead.
NO_LIMIT = 0
UNDRAWABLE = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}


def look() -> dict[str, Any]:
    """Give what all charts share: the type, no frames, few lines."""
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 16,
            "labelColor": INK,
            "titleColor": SOFT,
            "titleFontSize": 16,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelPadding": 8,
        },
        "legend": {
            "labelFontSize": 16,
            "labelColor": INK,
            "orient": "top",
            "title": None,
            "labelLimit": NO_LIMIT,
        },
        "text": {"fontSize": 16, "color": INK},
    }


def short(label: str, longest: int = LONGEST_LABEL) -> str:
    """Shorten a label to what fits beside a bar; the table holds the whole of it.

    The drawing engine ends the whole process when it meets a control character.
    """
    label = "".join(letter for letter in label if category(letter) not in UNDRAWABLE)
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"


def legend(names: Sequence[str]) -> dict[str, Any]:
    """Give a legend that breaks into lines where its names are too long for one."""
    if sum(len(name) + 5 for name in names) <= BESIDE:
        return {}
    return {"columns": max(1, BESIDE // (max(map(len, names)) + 5))}


def lines(labels: Sequence[str], across: int) -> list[list[str]]:
    """Break labels into lines of so many letters."""
    return [wrap(short(label), across) or [""] for label in labels]


def step(picture: Picture, *, least: int = 34, close: bool = False) -> int:
    """Give each row as much height as its longest label needs; less air where it is close."""
    number = max(map(len, lines(picture.labels, ACROSS)), default=1)
    return max(least, 6 + 19 * number if close else 14 + 20 * number)


def rows(picture: Picture) -> dict[str, Any]:
    """Give an axis of labels from top to bottom in their order, duplicates apart."""
    return {
        "field": "place",
        "type": "ordinal",
        "title": None,
        "axis": {
            "labelLimit": NO_LIMIT,
            "labelExpr": f"{dumps(lines(picture.labels, ACROSS))}[datum.value]",
        },
    }


def levels(number: int) -> list[str]:
    """Give a colour for each level, from the lowest to the highest."""
    if number < 2:
        return [_mixed(MIDDLE, HIGH, 1)]
    places = [2 * level / (number - 1) - 1 for level in range(number)]
    return [_mixed(MIDDLE, HIGH if place > 0 else LOW, abs(place) ** 0.8) for place in places]


def _mixed(one: tuple[int, ...], other: tuple[int, ...], share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def dark(colour: str) -> bool:
    """Say whether white reads better on this colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red * 0.299 + green * 0.587 + blue * 0.114 < 140
