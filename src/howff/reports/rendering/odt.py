"""A report as an OpenDocument text."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from howff.reports.document import Document, Figure
from howff.reports.rendering import pandoc

FRAME = re.compile(r"(<draw:frame[^>]*>)(.*?)(</draw:frame>)", re.DOTALL)


def render(document: Document) -> bytes:
    """Write the report for people who go on editing it, its pictures told in words."""
    return _tell_pictures(pandoc.write_file(document, "odt"), _told(document))


def _told(document: Document) -> list[str]:
    """Give the sentence of each picture in order."""
    figures = (part for part in document.parts if isinstance(part, Figure))
    return [each.sentence for each in figures if pandoc.is_pictured(each)]


def _tell_pictures(written: bytes, sentences: list[str]) -> bytes:
    """Put each sentence beside its picture, because pandoc loses it on the way to ODT."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "content.xml":
                content = _with_words(content.decode(), iter(sentences)).encode()
            new.writestr(entry, content, compress_type=entry.compress_type)
    return out.getvalue()


def _with_words(xml: str, sentences: Iterator[str]) -> str:
    """Add a description to every frame that holds a picture."""

    def told(frame: re.Match[str]) -> str:
        start, inside, end = frame.groups()
        if "<draw:image" not in inside:
            return frame.group()
        words = escape(pandoc.UNREADABLE.sub("", next(sentences)))
        return f"{start}{inside}<svg:desc>{words}</svg:desc>{end}"

    return FRAME.sub(told, xml)
