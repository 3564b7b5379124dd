"""Blocks as they are kept, and back: nothing is read that no block can hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from howff.reports.blocks import kinds, rounds, sense
from howff.reports.blocks.kinds import Attendance, Block

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
MOST_ROWS = 200
LONGEST = {"id": 40, "item": 40, "title": LONGEST_TITLE}
NUMBERS = {"conversation", "prompt", "round", "comparison", "finding"}
ALL: tuple[type[Block], ...] = (
    kinds.Section,
    kinds.Paragraphs,
    kinds.Callout,
    kinds.Facts,
    kinds.Links,
    kinds.Attendance,
    kinds.Cloud,
    kinds.Panel,
    kinds.Said,
    kinds.Chart,
    kinds.Questions,
    *rounds.OF_ROUNDS,
    rounds.Across,
    sense.Finding,
    sense.Theme,
    kinds.Withdraw,
)
KINDS: Mapping[str, type[Block]] = {cls.kind: cls for cls in ALL}
SHOWS: Mapping[str, str] = {
    Attendance.kind: "conversation",
    rounds.Across.kind: "comparison",
    sense.Finding.kind: "finding",
    **{cls.kind: "round" for cls in rounds.OF_ROUNDS},
}


class BlockError(ValueError):
    """A block that cannot be read; the message says what to mend."""


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
    """Make an empty block from a kind and what it shows: `cloud:12`, `principle:3:B1`."""
    kind, _colon, shown = choice.partition(":")
    number, _colon, detail = shown.partition(":")
    values: dict[str, Any] = {"kind": kind}
    if number.isdecimal() and kind == sense.Theme.kind:
        values["themes"] = [int(number)]
    elif number.isdecimal():
        values[SHOWS.get(kind, "prompt")] = int(number)
    if detail:
        values["item" if kind == rounds.Principle.kind else "by"] = detail
    return read_block(values)


def _value(name: str, value: object) -> object:
    """Check one value of a block and give it in the type that the block keeps."""
    if name in NUMBERS:
        return _number(value)
    match name:
        case "passages" | "against" | "themes":
            return tuple(map(_number, _list(value)))
        case "rows":
            return tuple(_row(row) for row in _list(value))
        case "by":
            return _by(value)
    return _text(value, LONGEST.get(name, LONGEST_TEXT))


def _by(value: object) -> str:
    """Give how groups are formed."""
    if value not in {"organisation", "place"}:
        raise BlockError(_("Groups are organisations or places."))
    return str(value)


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
