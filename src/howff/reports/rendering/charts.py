"""Pictures of counts: a Vega-Lite chart as SVG or PNG.

Charts hold counts and the labels that editors wrote, never what participants wrote, so that
keeping a drawn chart keeps nobody's words.
"""

import base64
import json
import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from textwrap import wrap
from typing import Any
from unicodedata import category

import vl_convert

from howff.reports.document import Picture

logger = logging.getLogger(__name__)
FONTS = Path(__file__).parent.parent / "fonts"
FONT = "Atkinson Hyperlegible Next, sans-serif"
INK, SOFT, ACCENT = "#25211c", "#5d554b", "#125b59"
OPPOSED = ("#125b59", "#d9d0c2", "#c4561a")
RAMP = ("#0c4341", "#2f7a74", "#76aca4", "#b3d4cd", "#dde9e3", "#efe6d8")
WIDTH = 590
LONGEST_LABEL = 80
ACROSS = 34
LONGEST_SERIES = 22
# The drawing engine would cut between the halves of an emoji, and fail; `_short` cuts instead.
NO_LIMIT = 0
UNDRAWABLE = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}

vl_convert.register_font_directory(str(FONTS))


def svg(picture: Picture) -> str:
    """Draw a picture; the cloud is set in type by each renderer and has none."""
    return "" if picture.style == "cloud" else _svg(picture)


def png(picture: Picture) -> bytes:
    """Draw a picture in dots, for formats that cannot hold lines."""
    return _png(_svg(picture))


def dots(picture: Picture) -> str:
    """Draw a picture as SVG that holds dots, for labels whose letters a PDF cannot name."""
    drawn = _svg(picture)
    if not drawn:
        return ""
    size = re.search(r'width="(\d+)" height="(\d+)"', drawn)
    assert size
    width, height = size.groups()
    inside = base64.b64encode(_png(drawn)).decode()
    box = f'width="{width}" height="{height}"'
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    image = f'<image {box} xlink:href="data:image/png;base64,{inside}"/>'
    return f'<svg {names} {box} viewBox="0 0 {width} {height}">{image}</svg>'


@lru_cache(maxsize=256)
def _svg(picture: Picture) -> str:
    """Draw once for the same counts; a chart that cannot be drawn leaves its table."""
    try:
        return _drawn(picture)
    except ValueError:
        logger.exception("A chart could not be drawn")
        return ""


def _drawn(picture: Picture) -> str:
    """Let the engine draw."""
    return str(vl_convert.vegalite_to_svg(json.dumps(specification(picture))))


@lru_cache(maxsize=256)
def _png(drawn: str) -> bytes:
    """Turn lines into dots once."""
    return bytes(vl_convert.svg_to_png(drawn, scale=2.5))


def specification(picture: Picture) -> dict[str, Any]:
    """Give the Vega-Lite chart of a picture."""
    draw = {"bars": _bars, "columns": _columns, "shares": _shares, "votes": _shares}[picture.style]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "padding": 2,
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": _look(),
        **draw(picture),
    }


def _look() -> dict[str, Any]:
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


def _values(picture: Picture) -> list[dict[str, Any]]:
    """Give one row for each count."""
    series = picture.series or ("",)
    return [
        {"place": place, "series": _short(name, LONGEST_SERIES), "order": order, "count": count}
        for place, counts in enumerate(picture.counts)
        for order, (name, count) in enumerate(zip(series, counts, strict=True))
    ]


def _short(label: str, longest: int = LONGEST_LABEL) -> str:
    """Shorten a label to what fits beside a bar; the table holds the whole of it.

    The drawing engine ends the whole process when it meets a control character.
    """
    label = "".join(letter for letter in label if category(letter) not in UNDRAWABLE)
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"


def _lines(labels: Sequence[str], across: int) -> list[list[str]]:
    """Break labels into lines of so many letters."""
    return [wrap(_short(label), across) or [""] for label in labels]


def _step(picture: Picture) -> int:
    """Give each row as much height as its longest label needs."""
    return 14 + 20 * max(map(len, _lines(picture.labels, ACROSS)), default=1)


def _rows(picture: Picture) -> dict[str, Any]:
    """Give an axis of labels from top to bottom in their order, duplicates apart."""
    return {
        "field": "place",
        "type": "ordinal",
        "title": None,
        "axis": {
            "labelLimit": NO_LIMIT,
            "labelExpr": f"{json.dumps(_lines(picture.labels, ACROSS))}[datum.value]",
        },
    }


def _bars(picture: Picture) -> dict[str, Any]:
    """Bars from left to right with their counts at the end."""
    most = max((count for counts in picture.counts for count in counts), default=0)
    count = {
        "field": "count",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, max(most, 1) * 1.08]},
    }
    return {
        "height": {"step": _step(picture)},
        "data": {"values": _values(picture)},
        "encoding": {"y": _rows(picture), "x": count},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": 18, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": "bold"},
                "encoding": {"text": {"field": "count"}},
            },
        ],
    }


def _columns(picture: Picture) -> dict[str, Any]:
    """Columns side by side, for points of a scale in their order."""
    names = json.dumps(_lines(picture.labels, 14))
    place = {
        "field": "place",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "labelExpr": f"{names}[datum.value]", "labelLimit": NO_LIMIT},
    }
    count = {"field": "count", "type": "quantitative", "axis": None}
    return {
        "height": 170,
        "data": {"values": _values(picture)},
        "encoding": {"x": place, "y": count},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "width": 46, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "dy": -10, "fontWeight": "bold"},
                "encoding": {"text": {"field": "count"}},
            },
        ],
    }


def _shares(picture: Picture) -> dict[str, Any]:
    """One bar for each label, cut into series, each piece with its count written in it."""
    colours = OPPOSED if picture.style == "votes" else _ramp(len(picture.series))
    names = [_short(name, LONGEST_SERIES) for name in picture.series]
    series = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": list(colours)},
    }
    count = {"field": "count", "type": "quantitative", "stack": "normalize", "axis": None}
    middle = count | {"stack": "normalize", "bandPosition": 0.5}
    dark = [name for name, colour in zip(names, colours, strict=True) if _dark(colour)]
    ink = {
        "condition": {"test": f"indexof({json.dumps(dark)}, datum.series) >= 0", "value": "#fff"},
        "value": INK,
    }
    return {
        "height": {"step": _step(picture)},
        "data": {"values": [row for row in _values(picture) if row["count"]]},
        "encoding": {"y": _rows(picture), "order": {"field": "order"}},
        "layer": [
            {
                "mark": {"type": "bar", "height": 24, "stroke": "#fff", "strokeWidth": 1.5},
                "encoding": {"x": count, "color": series},
            },
            {
                "mark": {"type": "text", "fontWeight": "bold"},
                "encoding": {
                    "x": middle,
                    "text": {"field": "count"},
                    "color": ink,
                    "detail": series,
                },
            },
        ],
    }


def _ramp(number: int) -> tuple[str, ...]:
    """Give colours from first to last, darkest first."""
    return tuple(RAMP[min(place, len(RAMP) - 1)] for place in range(number))


def _dark(colour: str) -> bool:
    """Say whether white reads better on this colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red * 0.299 + green * 0.587 + blue * 0.114 < 140
