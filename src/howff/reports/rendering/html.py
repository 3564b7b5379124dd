"""A report as a web page: within the site, or as one file that needs nothing else."""

import base64
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from howff.reports.document import Document, Exchange, Figure, Part, Picture
from howff.reports.rendering import charts
from howff.reports.rendering.labels import labels, support

SHEETS = ("website/tokens.css", "website/base.css", "website/components.css", "reports/report.css")
FACE = re.compile(r'url\("(fonts/[^"]+)"\)')
MOST_IN_CLOUD = 45
SIZES = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with what the template cannot work out."""

    part: Part
    heading: int
    svg: str = ""
    cloud: tuple[tuple[str, int], ...] = ()
    support: str = ""


def render(document: Document) -> bytes:
    """Write the report as one page with its styles inside, without scripts."""
    return render_to_string(
        "reports/standalone.html", context(document) | {"styles": styles()}
    ).encode()


def context(document: Document) -> dict[str, Any]:
    """Give what `reports/article.html` shows."""
    return {
        "document": document,
        "parts": tuple(shown(document)),
        "labels": labels(document),
    }


def shown(document: Document) -> Iterator[Shown]:
    """Give each part ready for the template; the page's own title is the first heading."""
    for level, part in document.outline:
        picture = part.picture if isinstance(part, Figure) else None
        yield Shown(
            part,
            level + 1,
            charts.svg(picture) if picture and picture.labels else "",
            tuple(_cloud(picture)) if picture and picture.style == "cloud" else (),
            support(part) if isinstance(part, Exchange) else "",
        )


def deeper(one: Shown) -> Shown:
    """Give a part as it stands within a section, when it is shown alone."""
    return one if one.part.kind == "heading" else replace(one, heading=3)


def _cloud(picture: Picture) -> list[tuple[str, int]]:
    """Give the words said most with their sizes, in the alphabet's order so that none jumps."""
    heaviest = sorted(
        zip(picture.labels, picture.counts, strict=True), key=lambda each: -each[1][0]
    )
    most = max((counts[0] for _, counts in heaviest), default=1) or 1
    sized = [
        (word, 1 + round((SIZES - 1) * math.sqrt(counts[0] / most)))
        for word, counts in heaviest[:MOST_IN_CLOUD]
    ]
    return sorted(sized, key=lambda each: each[0].casefold())


@cache
def styles() -> str:
    """Read the site's own styles with their faces inside."""
    found = (finders.find(sheet) for sheet in SHEETS)
    return "\n".join(_with_faces(Path(sheet)) for sheet in found if sheet)


def _with_faces(sheet: Path) -> str:
    """Give a style sheet with the faces it names written into it."""

    def inside(face: re.Match[str]) -> str:
        written = base64.b64encode((sheet.parent / face[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{written}")'

    return FACE.sub(inside, sheet.read_text())
