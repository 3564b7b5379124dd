"""The drawing engine: each picture is drawn once for the same numbers."""

import base64
import json
import logging
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import vl_convert

from howff.formats.typesetting import FONTS
from howff.reports.document import Picture
from howff.reports.rendering.charts import counts, ratings, shapes
from howff.reports.rendering.charts.look import WIDTH, look

logger = logging.getLogger(__name__)

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


DRAW: Mapping[str, Callable[[Picture], dict[str, Any]]] = {
    "bars": counts.bars,
    "columns": counts.columns,
    "shares": counts.shares,
    "votes": counts.shares,
    "distribution": ratings.distribution,
    "dots": ratings.dots,
    "heat": ratings.heat,
    "radar": shapes.radar,
    "multiples": shapes.multiples,
}


def specification(picture: Picture) -> dict[str, Any]:
    """Give the Vega-Lite chart of a picture; small pictures side by side have their own width."""
    drawn = DRAW[picture.style](picture)
    wide = WIDTH if picture.labels != ("",) else WIDTH // 2
    fitted = {"width": wide, "autosize": {"type": "fit-x", "contains": "padding"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "padding": 2,
        "config": look(),
        **({} if "facet" in drawn else fitted),
        **drawn,
    }
