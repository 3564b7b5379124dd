"""A report as a Word document."""

from howff.reports.document import Document
from howff.reports.rendering import pandoc


def render(document: Document) -> bytes:
    """Write the report for people who go on editing it in Word."""
    return pandoc.write_file(document, "docx")
