"""The blocks that editors write, and those that show a conversation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy


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
