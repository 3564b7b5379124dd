"""A report as a PDF that screen readers can read (PDF/UA-1) and archives can keep (PDF/A-2a)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from howff.formats import typesetting
from howff.reports.document import Document, Exchange, Figure, Picture
from howff.reports.rendering import charts, data
from howff.reports.rendering.labels import labels, support

HERE = Path(__file__).parent
TEMPLATE = HERE / "report.typ"


def render(document: Document) -> bytes:
    """Set the report in type; a letter that no font of this machine has becomes a mark."""
    try:
        return typesetting.typeset(TEMPLATE, typesetting.printable(content(document)))
    except typesetting.TypesettingError as error:
        if not typesetting.lacks_letters(error):
            raise
        spelt = typesetting.drawable(content(document, draw=charts.dots))
        return typesetting.typeset(TEMPLATE, spelt)


def content(document: Document, draw: Callable[[Picture], str] = charts.svg) -> dict[str, Any]:
    """Give the values that the type-setting template reads; texts in it are never code."""
    values = data.values(document)
    for part, value in zip(document.parts, values["parts"], strict=True):
        if isinstance(part, Figure) and part.picture and part.picture.style != "cloud":
            value["svg"] = draw(part.picture)
        if isinstance(part, Exchange):
            value["support"] = support(part)
    return values | {"labels": labels(document)}
