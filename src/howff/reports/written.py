"""Blocks that hold all that they show: what editors wrote."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.text import slugify

from howff.reports import blocks as kinds
from howff.reports.blocks import Block
from howff.reports.document import Addresses, Heading, Part, Terms, Text
from howff.reports.prose import prose, safe_link


def section(block: kinds.Section) -> Iterator[Part]:
    """Begin a section."""
    if block.title:
        anchor = f"{slugify(block.title)[:40]}-{block.id}".lstrip("-")
        yield Heading(title=block.title, anchor=anchor)
    yield from introduction(block)


def paragraphs(block: kinds.Paragraphs) -> Iterator[Part]:
    """Give the editors' own words."""
    yield from titled(block)


def callout(block: kinds.Callout) -> Iterator[Part]:
    """Give the editors' own words, set apart."""
    if block.title or block.text:
        yield Text(title=block.title, prose=prose(block.text), boxed=True)


def facts(block: kinds.Facts) -> Iterator[Part]:
    """Give terms and what they are."""
    rows = tuple(row for row in block.rows if any(row))
    if rows:
        yield Terms(title=block.title, rows=rows)


def links(block: kinds.Links) -> Iterator[Part]:
    """Give links, without an address where it is not a safe one."""
    rows = tuple((text or link, safe_link(link)) for text, link in block.rows if text or link)
    if rows:
        yield Addresses(title=block.title, rows=rows)


def titled(block: Block) -> Iterator[Part]:
    """Give an editor's title and introduction."""
    if block.title or block.text:
        yield Text(title=block.title, prose=prose(block.text))


def introduction(block: Block) -> Iterator[Part]:
    """Give an editor's introduction."""
    if block.text:
        yield Text(prose=prose(block.text))


WRITTEN: Mapping[str, Callable[[Any], Iterator[Part]]] = {
    "section": section,
    "paragraphs": paragraphs,
    "callout": callout,
    "facts": facts,
    "links": links,
}
