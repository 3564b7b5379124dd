"""A report as Markdown."""

from howff.reports.document import Document
from howff.reports.rendering import pandoc


def render(document: Document) -> bytes:
    """Write the report for people and programs that read plain text; pictures are their tables."""
    return pandoc.write_text(document, "gfm-raw_html")
