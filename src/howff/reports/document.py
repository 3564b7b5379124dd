"""A report ready to be rendered: plain values, nothing left to look up.

Every renderer is a function of a `Document`; whoever makes one has asked consent already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from howff.formats.tables import Table


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


type Style = Literal["plain", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list."""

    runs: tuple[Run, ...]
    style: Style = "plain"


type Prose = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words, as the evidence door gave them out for this reader."""

    text: str
    attribution: str = ""
    language: str = ""
    withdrawn: bool = False


type Drawing = Literal[
    "bars",
    "columns",
    "shares",
    "votes",
    "cloud",
    "distribution",
    "dots",
    "heat",
    "radar",
    "multiples",
]
type Row = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to draw: counts per label and series, or means (None where they are hidden).

    `lows` and `highs` are the intervals of the means, `ends` those of the scale. A `note` stands
    where a label has nothing to draw. Small pictures have `columns`: a label's values stand series
    by series, column by column.
    """

    style: Drawing
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...] = ()
    series: tuple[str, ...] = ()
    values: tuple[Row, ...] = ()
    lows: tuple[Row, ...] = ()
    highs: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ends: tuple[float, float] = (1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Anything a document shows."""

    kind: ClassVar[str]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Part):
    """Begins a section."""

    kind = "heading"
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """Paragraphs, set apart when boxed."""

    kind = "text"
    prose: Prose = ()
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Part):
    """Terms and what they are."""

    kind = "terms"
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses(Part):
    """Links with their texts; the address is empty where it is not a safe one."""

    kind = "addresses"
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Part):
    """A picture, a sentence that says what it shows, and its table."""

    kind = "figure"
    sentence: str
    picture: Picture | None
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Part):
    """What one person on the panel said, under a headline: the title."""

    kind = "point"
    speaker: str = ""
    prose: Prose = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings(Part):
    """What people said."""

    kind = "sayings"
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Part):
    """A question from the audience and its answer."""

    kind = "exchange"
    question: Saying
    votes: int = 0
    label: str = ""
    reply: Prose = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report."""

    title: str
    collaboration: str
    language: str = "en-gb"
    subtitle: str = ""
    version: int | None = None
    date: datetime
    address: str = ""
    notices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(default=())

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The sections, for a table of contents."""
        return tuple(part for part in self.parts if isinstance(part, Heading))

    @property
    def outline(self) -> Iterator[tuple[int, Part]]:
        """Each part with the level of its title: 1 for a section, 2 within one."""
        within = False
        for part in self.parts:
            within = within or isinstance(part, Heading)
            yield (2 if within and not isinstance(part, Heading) else 1), part

    @property
    def sayings(self) -> Iterator[Saying]:
        """Everything in it that somebody said."""
        for part in self.parts:
            if isinstance(part, Sayings):
                yield from part.sayings
            elif isinstance(part, Exchange):
                yield part.question
