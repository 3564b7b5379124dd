"""A poster as a PDF in landscape, and as one web page."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from howff.formats import typesetting
from howff.reports.rendering import charts, html
from howff.reports.rounds.poster import Poster

TEMPLATE = Path(__file__).parent / "poster.typ"


@dataclass(frozen=True, slots=True)
class PosterFormat:
    """A format of posters: what to call it, and who writes it."""

    name: Any
    content_type: str
    write: Callable[[Poster], bytes]


def to_html(poster: Poster) -> bytes:
    """Write a poster as one page with its styles inside, without scripts."""
    context = {"document": poster, "columns": _columns(poster), "styles": html.styles()}
    return render_to_string("reports/poster.html", context).encode()


def to_pdf(poster: Poster) -> bytes:
    """Set a poster in type: A3 in landscape, which also prints well on A4."""
    values = asdict(poster) | {"columns": _columns(poster)}
    try:
        return typesetting.typeset(TEMPLATE, typesetting.printable(values))
    except typesetting.TypesettingError as error:
        if not typesetting.lacks_letters(error):
            raise
        return typesetting.typeset(TEMPLATE, typesetting.drawable(values))


def _columns(poster: Poster) -> list[dict[str, Any]]:
    """Give each column with its pictures drawn."""
    return [
        {
            "title": column.title,
            "empty": column.empty,
            "lines": [
                {
                    "title": line.title,
                    "text": line.text,
                    "svg": charts.svg(line.picture) if line.picture else "",
                }
                for line in column.lines
            ],
        }
        for column in poster.columns
    ]


FORMATS: Mapping[str, PosterFormat] = {
    "pdf": PosterFormat(_("Poster (PDF)"), "application/pdf", to_pdf),
    "html": PosterFormat(_("Poster (web page)"), "text/html; charset=utf-8", to_html),
}
