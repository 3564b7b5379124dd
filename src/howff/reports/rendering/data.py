"""A report as data: JSON for programs, and its tables for spreadsheets."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from howff.formats.tables import Cell, Table, table, write_csv, write_xlsx
from howff.reports.document import Document, Exchange, Figure, Heading, Part, Point, Sayings
from howff.reports.prose import words
from howff.reports.rendering.labels import withdrawn


def values(document: Document) -> dict[str, Any]:
    """Give a report as plain values."""
    parts = [{"kind": part.kind, "level": level} | asdict(part) for level, part in document.outline]
    return asdict(document) | {"date": document.date.isoformat(), "parts": parts}


def to_json(document: Document) -> bytes:
    """Write a report as JSON."""
    return json.dumps(values(document), ensure_ascii=False, indent=1).encode()


def to_xlsx(document: Document) -> bytes:
    """Write a report as a workbook: what it is, each figure, and what people said."""
    figures = dict(_figures(document))
    return write_xlsx({_("Report"): _about(document)} | figures | {_("Words"): _said(document)})


def to_csv(document: Document) -> bytes:
    """Write a report as one tidy table: a row for each count and each text."""
    columns = ("section", "title", "kind", "label", "measure", "value", "text", "attribution")
    return write_csv(table(columns, _rows(document)))


def _about(document: Document) -> Table:
    """Say which report this is."""
    facts = (
        (_("Title"), document.title),
        (_("Collaboration"), document.collaboration),
        (_("Version"), document.version),
        (_("Date"), document.date.date()),
        (_("Address"), document.address),
        *((_("Note"), notice) for notice in document.notices),
    )
    return table((_("What"), _("Value")), facts)


def _figures(document: Document) -> Iterator[tuple[str, Table]]:
    """Give each figure's table under its own number and title."""
    figures = [part for part in document.parts if isinstance(part, Figure)]
    for number, figure in enumerate(figures, 1):
        title = "".join(letter for letter in figure.title if letter.isprintable())
        yield f"{number} {title}", figure.table


def _said(document: Document) -> Table:
    """Give what people said, as they let it be shown."""
    rows = [row for row in _rows(document) if row[6]]
    columns = (_("Section"), _("Title"), _("Kind"), _("Words"), _("Attribution"))
    return table(columns, ((row[0], row[1], row[2], row[6], row[7]) for row in rows))


def _rows(document: Document) -> Iterator[tuple[Cell, ...]]:
    """Give every count and every text with where it stands."""
    section = ""
    for part in document.parts:
        if isinstance(part, Heading):
            section = part.title
        for kind, title, label, measure, value, text, by in _facts(part):
            yield section, title, kind, label, measure, value, text, by


def _facts(part: Part) -> Iterator[tuple[Cell, ...]]:
    """Give a part's counts and texts."""
    match part:
        case Figure():
            for row in part.table.rows:
                for measure, value in zip(part.table.columns[1:], row[1:], strict=True):
                    yield "count", part.title, row[0], measure, value, "", ""
        case Point():
            text = withdrawn() if part.withdrawn else words(part.prose)
            yield "point", part.title, "", "", None, text, part.speaker
        case Sayings():
            for said in part.sayings:
                text = withdrawn() if said.withdrawn else said.text
                yield "quote", part.title, "", "", None, text, said.attribution
        case Exchange():
            question = withdrawn() if part.question.withdrawn else part.question.text
            by = part.question.attribution
            yield "question", part.title, part.label, _("votes"), part.votes, question, by
            if part.reply:
                yield "reply", part.title, part.label, "", None, words(part.reply), ""
