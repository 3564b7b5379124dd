"""What a report is made of: a short list of typed blocks, kept as JSON.

A block holds the editors' own words and the numbers of what it shows (a conversation, a prompt,
passages), never the words that people said: those are read anew whenever the report is shown.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
MOST_ROWS = 200


class BlockError(ValueError):
    """A block that cannot be read; the message says what to mend."""


def new_id() -> str:
    """Make a short name that stays with a block while it is edited and moved."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Anything a report shows, with a title above it and an introduction, both optional."""

    kind: ClassVar[str]
    name: ClassVar[Any]
    id: str = field(default_factory=new_id)
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Block):
    """Begins a section; its title is in the table of contents."""

    kind = "section"
    name = gettext_lazy("Section heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs(Block):
    """The editors' own words, in Markdown."""

    kind = "paragraphs"
    name = gettext_lazy("Text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """The editors' own words, set apart."""

    kind = "callout"
    name = gettext_lazy("Text in a box")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Block):
    """A short list of terms and what they are: the presenter, the guests, the date."""

    kind = "facts"
    name = gettext_lazy("List of facts")
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links(Block):
    """Where to read more."""

    kind = "links"
    name = gettext_lazy("Links")
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Block):
    """How many came, from which kinds of organisation and in which roles."""

    kind = "attendance"
    name = gettext_lazy("Who came")
    conversation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud(Block):
    """The words people gave, larger when more people said them."""

    kind = "cloud"
    name = gettext_lazy("Word cloud")
    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Block):
    """What the panel said about a prompt: headlines and points."""

    kind = "panel"
    name = gettext_lazy("What the panel said")
    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Block):
    """What people said: chosen passages, in the order chosen."""

    kind = "said"
    name = gettext_lazy("You said")
    prompt: int
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """The result of a choice, a rating, a ranking or statements as a picture and a table."""

    kind = "chart"
    name = gettext_lazy("Chart")
    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions(Block):
    """Questions from the audience with their answers."""

    kind = "questions"
    name = gettext_lazy("Questions and answers")
    prompt: int
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Block):
    """How to take a quote back."""

    kind = "withdraw"
    name = gettext_lazy("How to take your words back")


KINDS: Mapping[str, type[Block]] = {
    cls.kind: cls
    for cls in (
        Section,
        Paragraphs,
        Callout,
        Facts,
        Links,
        Attendance,
        Cloud,
        Panel,
        Said,
        Chart,
        Questions,
        Withdraw,
    )
}
CITING = (Said, Questions)


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Give blocks as they are kept."""
    return [{"kind": block.kind} | asdict(block) for block in blocks]


def to_text(block: Block) -> str:
    """Give one block as a text, to be read by `read_block` again."""
    return json.dumps(to_json([block])[0])


def from_json(kept: object) -> tuple[Block, ...]:
    """Read blocks back, refusing what no block can hold."""
    if not isinstance(kept, list):
        raise BlockError(_("A report's blocks are a list."))
    blocks = tuple(_read(one, number) for number, one in enumerate(kept, 1))
    if len({block.id for block in blocks}) < len(blocks):
        raise BlockError(_("Two blocks have the same id."))
    return blocks


def _read(kept: object, number: int) -> Block:
    """Read one block, saying which one is wrong."""
    try:
        return read_block(kept)
    except BlockError as error:
        raise BlockError(
            _("Block %(number)s: %(error)s") % {"number": number, "error": error}
        ) from error


def read_block(kept: object) -> Block:
    """Read one block from its JSON."""
    if not isinstance(kept, Mapping):
        raise BlockError(_("A block is an object with a kind."))
    values = dict(kept)
    kind = KINDS.get(str(values.pop("kind", "")))
    if kind is None:
        raise BlockError(_("There is no such kind of block."))
    known = {each.name for each in fields(kind)}
    if unknown := sorted(set(map(str, values)) - known):
        raise BlockError(_("“%(name)s” is not part of this kind of block.") % {"name": unknown[0]})
    checked: dict[str, Any] = {name: _value(name, value) for name, value in values.items()}
    try:
        return kind(**checked)
    except TypeError as error:
        raise BlockError(_("It must say what it shows.")) from error


def read_choice(choice: str) -> Block:
    """Make an empty block from a kind and the number of what it shows: `cloud:12`."""
    kind, _colon, number = choice.partition(":")
    shows = "conversation" if kind == Attendance.kind else "prompt"
    return read_block({"kind": kind} | ({shows: int(number)} if number.isdecimal() else {}))


def _value(name: str, value: object) -> object:
    """Check one value of a block and give it in the type that the block keeps."""
    match name:
        case "conversation" | "prompt":
            return _number(value)
        case "passages":
            return tuple(map(_number, _list(value)))
        case "rows":
            return tuple(_row(row) for row in _list(value))
        case "id":
            return _text(value, 40)
        case "title":
            return _text(value, LONGEST_TITLE)
    return _text(value, LONGEST_TEXT)


def _number(value: object) -> int:
    """Give a number of something that is kept."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BlockError(_("Things are shown by their number."))
    return value


def _list(value: object) -> list[Any]:
    """Give a list that is not too long."""
    if not isinstance(value, list | tuple) or len(value) > MOST_ROWS:
        raise BlockError(_("A list here has at most %(most)s entries.") % {"most": MOST_ROWS})
    return list(value)


def _row(value: object) -> tuple[str, str]:
    """Give a pair of texts."""
    pair = _list(value)
    if len(pair) != 2:
        raise BlockError(_("Each line has two parts."))
    return _text(pair[0], 500), _text(pair[1], 2000)


def _text(value: object, longest: int) -> str:
    """Give a text that is not too long."""
    if not isinstance(value, str):
        raise BlockError(_("A text is expected here."))
    if len(value) > longest:
        raise BlockError(_("Please use at most %(longest)s characters.") % {"longest": longest})
    return value.replace("\x00", "")
