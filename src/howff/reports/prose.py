"""The editors' Markdown as plain values: paragraphs, lists, bold, italics and links, nothing else.

Nothing here can become markup: whatever is not one of these stays the text it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from howff.reports.document import Paragraph, Prose, Run, Style

SAFE_LINKS = ("https://", "http://", "mailto:")
_markdown = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape", "entity"])


def prose(text: str) -> Prose:
    """Read Markdown."""
    return tuple(_paragraphs(_markdown.parse(text)))


def plain(text: str) -> Prose:
    """Give a text as it was typed, in paragraphs."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Paragraph((Run(block),)) for block in blocks if block)


def safe_link(address: str) -> str:
    """Give an address if it is one that a reader may follow, else nothing."""
    address = address.strip()
    return address if address.lower().startswith(SAFE_LINKS) else ""


def words(text: Prose) -> str:
    """Give prose as one plain text."""
    return "\n\n".join("".join(run.text for run in each.runs) for each in text)


def _paragraphs(tokens: Iterable[Token]) -> Iterator[Paragraph]:
    """Give each paragraph, in the style of the list that holds it."""
    lists: list[Style] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append("bullet" if token.type.startswith("bullet") else "number")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "inline":
            runs = tuple(_runs(token.children or []))
            yield Paragraph(runs, lists[-1] if lists else "plain")


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    """Give stretches of text, each in one style."""
    style = Run("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting == 1)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting == 1)
            case "link_open":
                style = replace(style, link=safe_link(str(token.attrs.get("href", ""))))
            case "link_close":
                style = replace(style, link="")
            case "softbreak" | "hardbreak":
                yield replace(style, text=" ")
            case _ if token.content:
                yield replace(style, text=token.content)
