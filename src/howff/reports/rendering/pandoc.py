"""A report as Word, OpenDocument and Markdown: one tree of plain values, written by pandoc.

The tree is pandoc's own, so that a text is always a text and can never become markup.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc

from howff.formats.tables import Cell, Table
from howff.reports.document import (
    Addresses,
    Document,
    Exchange,
    Figure,
    Paragraph,
    Part,
    Picture,
    Point,
    Prose,
    Saying,
    Sayings,
    Terms,
    Text,
)
from howff.reports.rendering import charts, clouds
from howff.reports.rendering.labels import day, edition, labels, support, withdrawn

type Node = dict[str, Any]
HERE = Path(__file__).parent
WIDTH = "15.6cm"
API = [1, 23, 1]
NONE: list[Any] = ["", [], []]
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_text(document: Document, to: str) -> bytes:
    """Let pandoc write a report as text, without pictures."""
    blocks = [*_cover(document), *_front(document), *_body(document, deeper=1)]
    made = pypandoc.convert_text(
        json.dumps(_tree(document, blocks)), to, format="json", extra_args=["--wrap=none"]
    )
    return str(made).encode()


def write_file(document: Document, to: str) -> bytes:
    """Let pandoc write a report as a file for a word processor, styled like our reference."""
    with TemporaryDirectory() as folder:
        blocks = [*_front(document), *_body(document, pictures=Path(folder))]
        pypandoc.convert_text(
            json.dumps(_tree(document, blocks)),
            to,
            format="json",
            outputfile=str(Path(folder) / "report"),
            extra_args=["--standalone", f"--reference-doc={HERE / f'reference.{to}'}"],
            cworkdir=folder,
        )
        return (Path(folder) / "report").read_bytes()


def _tree(document: Document, blocks: list[Node]) -> Node:
    """Give the whole report as pandoc's tree."""
    meta = {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.collaboration,
        "date": f"{edition(document)} · {day(document)}",
        "lang": _language(document.language),
    }
    named = {name: _meta(name, text) for name, text in meta.items() if text}
    return {"pandoc-api-version": API, "meta": named, "blocks": blocks}


def _cover(document: Document) -> Iterator[Node]:
    """Give the title and what belongs to it, where a format has no place for them."""
    yield {"t": "Header", "c": [1, NONE, [_str(document.title)]]}
    if document.subtitle:
        yield _para([_str(document.subtitle)])
    yield _para([_str(f"{document.collaboration} · {edition(document)} · {day(document)}")])


def _meta(name: str, text: str) -> Node:
    """Give a fact about the report; the language is a plain string."""
    if name == "lang":
        return {"t": "MetaString", "c": text}
    return {"t": "MetaInlines", "c": [_str(text)]}


def _language(code: str) -> str:
    """Give a language code as word processors write it: en-GB."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


def _front(document: Document) -> Iterator[Node]:
    """Say where the newest version is, and what happened to this one."""
    if document.address:
        link = _link([_str(document.address)], document.address)
        yield _para([_str(labels(document)["address"] + " "), link])
    for notice in document.notices:
        yield _styled("Callout", [_para([_str(notice)])])


def _body(document: Document, *, pictures: Path | None = None, deeper: int = 0) -> Iterator[Node]:
    """Give each part under its title, its picture kept in a folder if there is one."""
    for number, (level, part) in enumerate(document.outline, 1):
        if part.title and not (isinstance(part, Text) and part.boxed):
            yield {"t": "Header", "c": [level + deeper, NONE, [_str(part.title)]]}
        if isinstance(part, Figure):
            yield _para([_str(part.sentence)])
            if pictures and is_pictured(part):
                yield _para([_image(part, pictures / f"picture-{number}.png")])
        yield from _part(part)


def is_pictured(part: Figure) -> bool:
    """Say whether a figure has a picture that can be drawn."""
    if part.picture is None or not part.picture.labels:
        return False
    return part.picture.style == "cloud" or bool(charts.svg(part.picture))


def _part(part: Part) -> Iterator[Node]:
    """Give what a part shows."""
    match part:
        case Point():
            yield from _point(part)
        case Sayings():
            yield from map(_quote, part.sayings)
        case Exchange():
            yield from _exchange(part)
        case _:
            yield from _written(part)


def _written(part: Part) -> Iterator[Node]:
    """Give what editors wrote and what was counted."""
    match part:
        case Text(boxed=True):
            title = [_para([_strong(part.title)])] if part.title else []
            yield _styled("Callout", [*title, *_prose(part.prose)])
        case Text():
            yield from _prose(part.prose)
        case Terms():
            for term, text in part.rows:
                yield _para([_strong(f"{term}:"), {"t": "Space"}, _str(text)])
        case Addresses() if part.rows:
            yield _bullets([_address(text, link) for text, link in part.rows])
        case Figure(picture=Picture(style="cloud")):
            yield _para([_str(" · ".join(f"{row[0]} {row[1]}" for row in part.table.rows))])
        case Figure() if part.table.rows:
            yield _table(part.table)


def _point(part: Point) -> Iterator[Node]:
    """Give what somebody on the panel said."""
    if part.withdrawn:
        yield _para([_emph([_str(withdrawn())])])
        return
    yield from _prose(part.prose)
    if part.speaker:
        yield _styled("Attribution", [_para([_str(f"— {part.speaker}")])])


def _quote(said: Saying) -> Node:
    """Give somebody's words with the name they chose."""
    if said.withdrawn:
        return {"t": "BlockQuote", "c": [_para([_emph([_str(withdrawn())])])]}
    attributes = [["lang", _language(said.language)]] if said.language else []
    words: Node = {"t": "Span", "c": [["", [], attributes], [_str(f"“{said.text}”")]]}
    by = [_para([_str(f"— {said.attribution}")])] if said.attribution else []
    return {"t": "BlockQuote", "c": [_para([words]), *by]}


def _exchange(part: Exchange) -> Iterator[Node]:
    """Give a question and its answer."""
    yield _quote(part.question)
    if told := support(part):
        yield _para([_str(told)])
    yield from _prose(part.reply)


def _prose(prose: Prose) -> Iterator[Node]:
    """Give paragraphs and lists."""
    for style, group in groupby(prose, key=lambda each: each.style):
        runs = [_runs(each) for each in group]
        if style == "bullet":
            yield _bullets(map(_plain, runs))
        elif style == "number":
            start = [1, {"t": "Decimal"}, {"t": "Period"}]
            yield {"t": "OrderedList", "c": [start, [[_plain(each)] for each in runs]]}
        else:
            yield from map(_para, runs)


def _runs(paragraph: Paragraph) -> list[Node]:
    """Give stretches of text in their styles."""
    made = []
    for run in paragraph.runs:
        inlines = [_str(run.text)]
        inlines = [{"t": "Strong", "c": inlines}] if run.bold else inlines
        inlines = [_emph(inlines)] if run.italic else inlines
        made += [_link(inlines, run.link)] if run.link else inlines
    return made


def _address(text: str, link: str) -> Node:
    """Give a link, or its text alone where the address is not safe."""
    return _plain([_link([_str(text)], link) if link else _str(text)])


def _table(content: Table) -> Node:
    """Give a table with a header row; numbers stand to the right."""
    left, right = {"t": "AlignLeft"}, {"t": "AlignRight"}
    columns = [left, *[right] * (len(content.columns) - 1)]
    share = 0.6 if len(content.columns) > 2 else 0.8
    widths = [share, *[(1 - share) / (len(columns) - 1)] * (len(columns) - 1)]
    specs = [
        [side, {"t": "ColWidth", "c": width}] for side, width in zip(columns, widths, strict=True)
    ]
    head = [NONE, [_row(content.columns)]]
    body = [NONE, 0, [], [_row(row) for row in content.rows]]
    return {"t": "Table", "c": [NONE, [None, []], specs, head, [body], [NONE, []]]}


def _row(cells: Iterable[Cell]) -> list[Any]:
    """Give a row of a table."""
    texts = ("" if cell is None else str(cell) for cell in cells)
    return [NONE, [[NONE, {"t": "AlignDefault"}, 1, 1, [_plain([_str(text)])]] for text in texts]]


def _image(part: Figure, path: Path) -> Node:
    """Keep a picture in its file and give it with what it shows in words."""
    assert part.picture
    draw = clouds.png if part.picture.style == "cloud" else charts.png
    path.write_bytes(draw(part.picture))
    return {
        "t": "Image",
        "c": [["", [], [["width", WIDTH]]], [_str(part.sentence)], [path.name, ""]],
    }


def _str(text: str) -> Node:
    """Give a text, without the characters that no document may hold."""
    return {"t": "Str", "c": UNREADABLE.sub("", text)}


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _plain(inlines: list[Node]) -> Node:
    return {"t": "Plain", "c": inlines}


def _strong(text: str) -> Node:
    return {"t": "Strong", "c": [_str(text)]}


def _emph(inlines: list[Node]) -> Node:
    return {"t": "Emph", "c": inlines}


def _link(inlines: list[Node], address: str) -> Node:
    return {"t": "Link", "c": [NONE, inlines, [address, ""]]}


def _bullets(items: Iterable[Node]) -> Node:
    return {"t": "BulletList", "c": [[item] for item in items]}


def _styled(style: str, blocks: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}
