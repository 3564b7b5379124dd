"""Charts of ratings: distributions around the middle, means side by side, and a heat map."""

from itertools import accumulate
from json import dumps
from typing import Any

from howff.reports.document import Picture
from howff.reports.rendering.charts.look import (
    GROUPS,
    INK,
    LINE,
    LONGEST_SERIES,
    NO_LIMIT,
    SHAPES,
    SOFT,
    dark,
    legend,
    levels,
    lines,
    rows,
    short,
    step,
)

# A piece narrower than this share of a bar has no room for its number; the table has it.
NARROWEST = 0.045
EMPTY = "#f7f3ea"
# A bar by itself is explained by what stands around it.
ALONE = ("",)


def distribution(picture: Picture) -> dict[str, Any]:
    """Draw one bar for each label, cut into levels, its middle level around a common line."""
    names = [short(name, LONGEST_SERIES) for name in picture.series]
    colours = levels(len(names))
    pieces = [piece for place, row in enumerate(picture.counts) for piece in _pieces(place, row)]
    series = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": colours},
        **({"legend": None} if picture.labels == ALONE else {}),
    }
    for piece in pieces:
        piece["series"] = names[piece["order"]]
        piece["ink"] = "#ffffff" if dark(colours[piece["order"]]) else INK
    return {
        "height": {"step": step(picture, close=True)},
        "data": {"values": [{"place": at} for at in range(len(picture.labels))]},
        "encoding": {"y": rows(picture)},
        "layer": [
            _middle(picture),
            _segments(pieces, series),
            _numbers([piece for piece in pieces if piece["share"] >= NARROWEST]),
            _notes(picture, 0, {"type": "quantitative", "axis": None}),
        ],
    }


def _pieces(place: int, row: tuple[int, ...]) -> list[dict[str, Any]]:
    """Give where each level of a row begins and ends, in shares, with the middle level at 0."""
    total = sum(row)
    if not total:
        return []
    half, odd = divmod(len(row), 2)
    before = (sum(row[:half]) + odd * row[half] / 2) / total
    ends = [end / total - before for end in accumulate(row)]
    starts = [-before, *ends[:-1]]
    return [
        {"place": place, "order": at, "start": start, "end": end, "count": n, "share": n / total}
        for at, (start, end, n) in enumerate(zip(starts, ends, row, strict=True))
        if n
    ]


def _segments(pieces: list[dict[str, Any]], series: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": pieces},
        "mark": {"type": "bar", "height": 24, "stroke": "#fff", "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "axis": None},
            "x2": {"field": "end"},
            "color": series,
        },
    }


def _numbers(pieces: list[dict[str, Any]]) -> dict[str, Any]:
    middle = [piece | {"middle": (piece["start"] + piece["end"]) / 2} for piece in pieces]
    return {
        "data": {"values": middle},
        "mark": {"type": "text", "fontWeight": "bold"},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative", "axis": None},
            "text": {"field": "count"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _middle(picture: Picture) -> dict[str, Any]:
    """Mark the middle of the scale in every bar."""
    drawn = [{"place": at, "middle": 0} for at, row in enumerate(picture.counts) if any(row)]
    return {
        "data": {"values": drawn},
        "mark": {"type": "tick", "orient": "vertical", "size": 34, "thickness": 2, "color": INK},
        "encoding": {"x": {"field": "middle", "type": "quantitative", "axis": None}},
    }


def _notes(picture: Picture, at: float, x: dict[str, Any]) -> dict[str, Any]:
    """Write why there is nothing to draw where there is nothing to draw."""
    told = [
        {"place": place, "note": short(note), "at": at}
        for place, note in enumerate(picture.notes)
        if note
    ]
    return {
        "data": {"values": told},
        "mark": {"type": "text", "fontStyle": "italic", "color": SOFT, "fontSize": 15},
        "encoding": {
            "x": x | {"field": "at"},
            "text": {"field": "note"},
        },
    }


def dots(picture: Picture) -> dict[str, Any]:
    """Draw the means of each label on the scale: a line between them, a shape for each series."""
    names = [short(name, LONGEST_SERIES) for name in picture.series]
    points = _points(picture, names)
    low, high = picture.ends
    x = {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [low - 0.1, high + 0.1], "nice": False},
        "axis": {
            "values": list(range(int(low), int(high) + 1)),
            "format": "d",
            "grid": True,
            "gridColor": LINE,
            "orient": "top",
        },
    }
    return {
        "height": {"step": step(picture, close=True)},
        "data": {"values": [{"place": at} for at in range(len(picture.labels))]},
        "encoding": {"y": rows(picture)},
        "layer": [
            _between(_spans(picture), x, 5, "#cfc4b2"),
            _between(_intervals(picture), x, 2, SOFT),
            _marks(points, names, x),
            _notes(picture, (low + high) / 2, x),
        ],
    }


def _points(picture: Picture, names: list[str]) -> list[dict[str, Any]]:
    return [
        {"place": place, "series": names[at], "value": value}
        for place, row in enumerate(picture.values)
        for at, value in enumerate(row)
        if value is not None
    ]


def _spans(picture: Picture) -> list[dict[str, Any]]:
    """Give the lowest and the highest mean of each label that has several."""
    found = []
    for place, row in enumerate(picture.values):
        there = [value for value in row if value is not None]
        if len(there) > 1:
            found.append({"place": place, "start": min(there), "end": max(there)})
    return found


def _intervals(picture: Picture) -> list[dict[str, Any]]:
    return [
        {"place": place, "start": low[0], "end": high[0]}
        for place, (low, high) in enumerate(zip(picture.lows, picture.highs, strict=True))
        if low and high and low[0] is not None and high[0] is not None
    ]


def _between(
    spans: list[dict[str, Any]], x: dict[str, Any], width: int, colour: str
) -> dict[str, Any]:
    return {
        "data": {"values": spans},
        "mark": {"type": "rule", "strokeWidth": width, "color": colour},
        "encoding": {"x": x | {"field": "start"}, "x2": {"field": "end"}},
    }


def _marks(points: list[dict[str, Any]], names: list[str], x: dict[str, Any]) -> dict[str, Any]:
    several = len(names) > 1
    shown = {"field": "series", "type": "nominal", "sort": names}
    colours = {"domain": names, "range": [GROUPS[at % len(GROUPS)] for at in range(len(names))]}
    shapes = {"domain": names, "range": [SHAPES[at % len(SHAPES)] for at in range(len(names))]}
    return {
        "data": {"values": points},
        "mark": {"type": "point", "filled": True, "size": 190, "opacity": 0.92, "stroke": "#fff"},
        "encoding": {
            "x": x | {"field": "value"},
            "color": shown | {"scale": colours, "legend": legend(names) if several else None},
            "shape": shown | {"scale": shapes, "legend": legend(names) if several else None},
        },
    }


def heat(picture: Picture) -> dict[str, Any]:
    """Draw a square for each label and group, its mean written in it; hidden ones stay empty."""
    low, high = picture.ends
    colours = levels(9)
    cells = [
        _square(place, at, value, (low, high), colours)
        for place, row in enumerate(picture.values)
        for at, value in enumerate(row)
    ]
    across = {
        "field": "column",
        "type": "ordinal",
        "title": None,
        "axis": {
            "orient": "top",
            "labelAngle": -35,
            "labelAlign": "left",
            "labelLimit": NO_LIMIT,
            "labelExpr": f"{dumps(lines([short(one, 26) for one in picture.series], 26))}"
            "[datum.value][0]",
        },
    }
    return {
        "padding": {"left": 2, "top": 2, "bottom": 2, "right": 70},
        "height": {"step": step(picture, close=True)},
        "data": {"values": cells},
        "encoding": {"y": rows(picture), "x": across},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#fff", "strokeWidth": 3},
                "encoding": {"color": {"field": "fill", "type": "nominal", "scale": None}},
            },
            {
                "mark": {"type": "text", "fontWeight": "bold"},
                "encoding": {
                    "text": {"field": "told"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
    }


def _square(
    place: int, at: int, value: float | None, ends: tuple[float, float], colours: list[str]
) -> dict[str, Any]:
    if value is None:
        return {"place": place, "column": at, "told": "–", "fill": EMPTY, "ink": SOFT}
    share = (value - ends[0]) / ((ends[1] - ends[0]) or 1)
    fill = colours[round(share * (len(colours) - 1))]
    ink = "#ffffff" if dark(fill) else INK
    return {"place": place, "column": at, "told": f"{value:.1f}", "fill": fill, "ink": ink}
