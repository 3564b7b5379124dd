"""The formats that a report can be read in."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy as _

from howff.formats.tables import XLSX_TYPE
from howff.reports.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what to call it, and which renderer writes it."""

    name: Any
    content_type: str
    module: str
    function: str = "render"


FORMATS = {
    "html": Format(_("Web page (HTML)"), "text/html; charset=utf-8", "html"),
    "pdf": Format(_("PDF"), "application/pdf", "pdf"),
    "docx": Format(
        _("Word (DOCX)"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    "odt": Format(_("OpenDocument (ODT)"), "application/vnd.oasis.opendocument.text", "odt"),
    "md": Format(_("Markdown"), "text/markdown; charset=utf-8", "markdown"),
    "xlsx": Format(
        _("The data as a workbook (XLSX)"),
        XLSX_TYPE,
        "data",
        "to_xlsx",
    ),
    "csv": Format(_("The data as CSV"), "text/csv; charset=utf-8", "data", "to_csv"),
    "json": Format(_("The data as JSON"), "application/json", "data", "to_json"),
}


def write(document: Document, extension: str) -> bytes:
    """Write a report in a format; each renderer is loaded when it is first needed."""
    found = FORMATS[extension]
    renderer = import_module(f"howff.reports.rendering.{found.module}")
    made: bytes = getattr(renderer, found.function)(document)
    return made
