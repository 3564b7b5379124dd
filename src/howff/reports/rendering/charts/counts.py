"""Charts of counts: bars, columns, and bars cut into shares."""

from json import dumps
from typing import Any

from howff.reports.document import Picture
from howff.reports.rendering.charts.look import (
    ACCENT,
    INK,
    LONGEST_SERIES,
    NO_LIMIT,
    OPPOSED,
    RAMP,
    dark,
    lines,
    rows,
    short,
    step,
)


def bars(picture: Picture) -> dict[str, Any]:
    """Bars from left to right with their counts at the end."""
    most = max((count for counts in picture.counts for count in counts), default=0)
    count = {
        "field": "count",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, max(most, 1) * 1.08]},
    }
    return {
        "height": {"step": step(picture)},
        "data": {"values": _values(picture)},
        "encoding": {"y": rows(picture), "x": count},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": 18, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": "bold"},
                "encoding": {"text": {"field": "count"}},
            },
        ],
    }


def columns(picture: Picture) -> dict[str, Any]:
    """Columns side by side, for points of a scale in their order."""
    names = dumps(lines(picture.labels, 14))
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


def shares(picture: Picture) -> dict[str, Any]:
    """One bar for each label, cut into series, each piece with its count written in it."""
    colours = OPPOSED if picture.style == "votes" else _ramp(len(picture.series))
    names = [short(name, LONGEST_SERIES) for name in picture.series]
    series = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": list(colours)},
    }
    count = {"field": "count", "type": "quantitative", "stack": "normalize", "axis": None}
    middle = count | {"stack": "normalize", "bandPosition": 0.5}
    white = [name for name, colour in zip(names, colours, strict=True) if dark(colour)]
    ink = {
        "condition": {"test": f"indexof({dumps(white)}, datum.series) >= 0", "value": "#fff"},
        "value": INK,
    }
    return {
        "height": {"step": step(picture)},
        "data": {"values": [row for row in _values(picture) if row["count"]]},
        "encoding": {"y": rows(picture), "order": {"field": "order"}},
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


def _values(picture: Picture) -> list[dict[str, Any]]:
    """Give one row for each count."""
    series = picture.series or ("",)
    return [
        {"place": place, "series": short(name, LONGEST_SERIES), "order": order, "count": count}
        for place, counts in enumerate(picture.counts)
        for order, (name, count) in enumerate(zip(series, counts, strict=True))
    ]
