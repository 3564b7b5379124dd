"""Charts of several means at once: a radar, and small pictures over rounds."""

from json import dumps
from math import cos, pi, sin
from typing import Any

from howff.reports.document import Picture
from howff.reports.rendering.charts.look import (
    GROUPS,
    INK,
    LINE,
    LONGEST_SERIES,
    NO_LIMIT,
    SHAPES,
    lines,
    short,
)

DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
SIDE_BY_SIDE = 3


def radar(picture: Picture) -> dict[str, Any]:
    """Draw a spoke for each label, from the lowest level inside to the highest at the rim."""
    low, high = picture.ends
    axes = len(picture.labels)
    plain = {"type": "quantitative", "axis": None}
    x = plain | {"field": "x", "scale": {"domain": [-1.75, 1.75]}}
    y = plain | {"field": "y", "scale": {"domain": [-1.4, 1.4]}}
    rings = [_ring(axes, (level - low) / (high - low), level) for level in _levels(low, high)]
    return {
        "height": 470,
        "encoding": {"x": x, "y": y},
        "layer": [
            _outline([point for ring in rings for point in ring], LINE),
            _outline([point for at in range(axes) for point in _spoke(axes, at)], LINE),
            *(_shape(picture, at, axes) for at in range(len(picture.series))),
            _written(_names(picture, axes), INK),
        ],
    }


def _levels(low: float, high: float) -> list[int]:
    return list(range(int(low) + 1, int(high) + 1))


def _at(axes: int, at: int, far: float) -> dict[str, Any]:
    angle = pi / 2 - 2 * pi * at / axes
    return {"x": round(far * cos(angle), 4), "y": round(far * sin(angle), 4)}


def _ring(axes: int, far: float, group: int) -> list[dict[str, Any]]:
    return [_at(axes, at, far) | {"group": f"ring {group}", "order": at} for at in range(axes + 1)]


def _spoke(axes: int, at: int) -> list[dict[str, Any]]:
    return [_at(axes, at, far) | {"group": f"spoke {at}", "order": far} for far in (0, 1)]


def _outline(points: list[dict[str, Any]], colour: str) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "line", "strokeWidth": 1, "color": colour},
        "encoding": {"detail": {"field": "group"}, "order": {"field": "order"}},
    }


def _shape(picture: Picture, series: int, axes: int) -> dict[str, Any]:
    """Draw one series: its outline, with a point on each spoke."""
    low, high = picture.ends
    far = [
        (at, (value - low) / (high - low))
        for at, row in enumerate(picture.values)
        if (value := row[series]) is not None
    ]
    points = [_at(axes, at, one) | {"group": "", "order": at} for at, one in far]
    closed = [*points, points[0] | {"order": axes}] if points else []
    mark = {
        "type": "line",
        "strokeWidth": 2.5,
        "color": GROUPS[series % len(GROUPS)],
        "strokeDash": DASHES[series % len(DASHES)],
        "point": {"filled": True, "size": 70, "color": GROUPS[series % len(GROUPS)]},
    }
    return {
        "data": {"values": closed},
        "mark": mark,
        "encoding": {"order": {"field": "order", "type": "quantitative"}},
    }


def _names(picture: Picture, axes: int) -> list[dict[str, Any]]:
    """Give each spoke's name in short lines beyond the rim."""
    found = []
    for at, told in enumerate(lines([short(one, 44) for one in picture.labels], 15)):
        place = _at(axes, at, 1.14)
        side = "center" if abs(place["x"]) < 0.12 else "left" if place["x"] > 0 else "right"
        found.append(place | {"told": told, "side": side})
    return found


def _written(names: list[dict[str, Any]], colour: str) -> dict[str, Any]:
    return {
        "layer": [
            {
                "data": {"values": [one for one in names if one["side"] == side]},
                "mark": {
                    "type": "text",
                    "align": side,
                    "baseline": "middle",
                    "fontSize": 14,
                    "color": colour,
                },
                "encoding": {"text": {"field": "told"}},
            }
            for side in ("left", "center", "right")
        ]
    }


def multiples(picture: Picture) -> dict[str, Any]:
    """Draw a small picture for each label: its means from round to round, a line per series."""
    names = [short(name, LONGEST_SERIES) for name in picture.series]
    low, high = picture.ends
    shown = {"field": "series", "type": "nominal", "sort": names, "title": None}
    colours = {"domain": names, "range": [GROUPS[at % len(GROUPS)] for at in range(len(names))]}
    shapes = {"domain": names, "range": [SHAPES[at % len(SHAPES)] for at in range(len(names))]}
    return {
        "columns": SIDE_BY_SIDE,
        "spacing": 22,
        "data": {"values": _over_rounds(picture, names)},
        "facet": {
            "field": "place",
            "type": "ordinal",
            "title": None,
            "header": {
                "labelExpr": f"{dumps(lines([short(one, 40) for one in picture.labels], 20))}"
                "[datum.value]",
                "labelFontSize": 15,
                "labelColor": INK,
                "labelLimit": NO_LIMIT,
            },
        },
        "spec": {
            "width": 150,
            "height": 110,
            "encoding": {
                "x": _rounds(picture),
                "y": {
                    "field": "value",
                    "type": "quantitative",
                    "title": None,
                    "scale": {"domain": [low, high]},
                    "axis": {
                        "values": list(range(int(low), int(high) + 1)),
                        "format": "d",
                        "grid": True,
                        "gridColor": LINE,
                        "labelFontSize": 13,
                    },
                },
                "color": shown | {"scale": colours},
            },
            "layer": [
                {"mark": {"type": "line", "strokeWidth": 2.5}},
                {
                    "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                    "encoding": {"shape": shown | {"scale": shapes}},
                },
            ],
        },
    }


def _rounds(picture: Picture) -> dict[str, Any]:
    return {
        "field": "column",
        "type": "ordinal",
        "title": None,
        "axis": {
            "labelAngle": 0,
            "labelFontSize": 13,
            "labelLimit": NO_LIMIT,
            "labelExpr": f"{dumps([short(one, 12) for one in picture.columns])}[datum.value]",
        },
    }


def _over_rounds(picture: Picture, names: list[str]) -> list[dict[str, Any]]:
    """Give one row for each mean; a label's values stand series by series, round by round."""
    width = len(picture.columns)
    return [
        {"place": place, "series": names[at // width], "column": at % width, "value": value}
        for place, row in enumerate(picture.values)
        for at, value in enumerate(row)
        if value is not None
    ]
