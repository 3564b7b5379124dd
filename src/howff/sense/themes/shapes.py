"""What goes into the search for themes, and what comes out."""

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to a question; the same person key is the same person."""

    person: Hashable
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of an answer that is placed by itself: characters `start` to `end` of its text."""

    answer: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A theme as people decided it, which every later search keeps to.

    `examples` are pieces that a person confirmed: they are always in it. `refused` are pieces of
    which a person said that they are not in it: they never are. Into a `locked` theme the machine
    suggests nothing more. An `unwanted` theme is one that a person refused as a whole: nothing is
    placed in it, and no suggested theme may be made mostly of its `examples`.
    """

    key: int
    name: str
    examples: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    locked: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """Pieces that say much the same, most typical first.

    `key` is that of the decided theme it goes on, or None for one that the machine suggests.
    `label` is the decided name, or the first phrase. `quote` is the most typical piece, word for
    word. `confidences` run beside `pieces`, 0 to 1; 1 is what a person confirmed. `people` counts
    people, not answers. `stability` is the mean overlap (Jaccard, 0 to 1) with the theme nearest to
    it when a part of the answers is left out, or None where there are too few to tell.
    """

    key: int | None
    label: str
    phrases: tuple[str, ...]
    quote: int
    pieces: tuple[int, ...]
    confidences: tuple[float, ...]
    people: int
    stability: float | None


@dataclass(frozen=True, slots=True)
class Level:
    """One of the ways from fewer to more themes; decided themes first, then most people first.

    `unsure` are the pieces of which the machine is least sure, least sure first; each of them is
    in its best theme as well.
    """

    themes: tuple[Theme, ...]
    unsure: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """All that was found: levels from fewer to more themes, and the one to begin with."""

    pieces: tuple[Piece, ...]
    levels: tuple[Level, ...]
    suggested: int
    embedder: str
    digest: str
    seed: int

    @property
    def best(self) -> Level:
        """The level to begin with."""
        return self.levels[self.suggested]

    def answers(self, theme: Theme) -> tuple[int, ...]:
        """Give the answers that a theme has a piece of, in the order in which they came."""
        return tuple(sorted({self.pieces[piece].answer for piece in theme.pieces}))

    def to_json(self) -> dict[str, Any]:
        """Give everything as what JSON can hold; the same themes give the same."""
        pieces = [[piece.answer, piece.start, piece.end] for piece in self.pieces]
        return asdict(self) | {"pieces": pieces}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Bring back what `to_json` gave, perhaps through a file or a database."""
        return cls(
            pieces=tuple(Piece(*piece) for piece in found["pieces"]),
            levels=tuple(map(_level, found["levels"])),
            suggested=found["suggested"],
            embedder=found["embedder"],
            digest=found["digest"],
            seed=found["seed"],
        )


def _level(found: Mapping[str, Any]) -> Level:
    return Level(tuple(map(_theme, found["themes"])), tuple(found["unsure"]))


def _theme(found: Mapping[str, Any]) -> Theme:
    lists = {name: tuple(found[name]) for name in ("phrases", "pieces", "confidences")}
    return Theme(**{**found, **lists})
