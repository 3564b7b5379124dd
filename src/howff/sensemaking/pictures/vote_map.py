"""A flat map of people by their votes: whoever stands near each other voted alike.

People are put on a grid, so that a mark may stand for several, nobody's place is told more closely
than needed, and the table beside the map says exactly what the map shows.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from string import ascii_uppercase

from howff.sense.votes import UNPLACED, Picture

ACROSS, UP = 12, 8  # squares on each side of the middle
SQUARE = 10.0
SHAPES = 6
SHAPE_RADIUS = 8.0
FEWEST = 10  # people: with fewer, somebody who stands apart would be known
LARGEST, SMALLEST = 0.62, 0.34  # of a square


@dataclass(frozen=True, slots=True)
class Dot:
    """People of one group at one place; `across` and `up` count squares from the middle."""

    across: int
    up: int
    x: float
    y: float
    size: float
    people: int
    group: int

    @property
    def shape(self) -> int:
        """Which of the six shapes it has; 0 where people are in no group."""
        return 0 if self.group == UNPLACED else shape_of(self.group)

    @property
    def scale(self) -> float:
        """How much larger or smaller than usual its shape is."""
        return round(self.size / SHAPE_RADIUS, 3)

    @property
    def name(self) -> str:
        """Its group's name; empty where people are in no group."""
        return "" if self.group == UNPLACED else name_of(self.group)


@dataclass(frozen=True, slots=True)
class Label:
    """A group's name in the middle of its people."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class VoteMap:
    """A map in squares of ten units, with the people who are on it and those who are not."""

    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    people: int
    missing: int
    width: float = (2 * ACROSS + 3) * SQUARE
    height: float = (2 * UP + 3) * SQUARE
    across: int = ACROSS
    up: int = UP

    @property
    def is_drawn(self) -> bool:
        """Whether enough people are on it."""
        return self.people >= FEWEST

    @property
    def in_order(self) -> list[Dot]:
        """The marks as a table has them: by group, from left to right and from bottom to top."""
        return sorted(self.dots, key=lambda dot: (dot.group < 0, dot.group, dot.across, dot.up))

    @property
    def middle_x(self) -> float:
        """Where the line from top to bottom stands."""
        return self.width / 2

    @property
    def middle_y(self) -> float:
        """Where the line from side to side stands."""
        return self.height / 2


def vote_map(picture: Picture, member: Sequence[int]) -> VoteMap:
    """Lay people out; `member` is the group of each, -1 for none."""
    places = [
        (round(_within(float(x)) * ACROSS), round(_within(float(y)) * UP), int(group))
        for x, y, on, group in zip(picture.x, picture.y, picture.on, member, strict=True)
        if on
    ]
    counted = Counter(places)
    beside = defaultdict(list)
    for across, up, group in sorted(counted):
        beside[across, up].append(group)
    dots = [
        _dot(across, up, group, n, beside[across, up]) for (across, up, group), n in counted.items()
    ]
    dots.sort(key=lambda dot: (-dot.people, dot.group, dot.across, dot.up))
    return VoteMap(tuple(dots), _labels(places), len(places), len(picture.on) - len(places))


def name_of(group: int) -> str:
    """A group's name: A, B, C and so on."""
    turn, place = divmod(group, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def shape_of(group: int) -> int:
    """A group's shape, 1 to 6; each has its own colour."""
    return group % SHAPES + 1


def _within(place: float) -> float:
    return max(-1.0, min(1.0, place))


def _dot(across: int, up: int, group: int, people: int, here: list[int]) -> Dot:
    """One mark; groups at the same place stand side by side."""
    x, y = _at(across, up)
    aside = (here.index(group) - (len(here) - 1) / 2) * SQUARE / 2
    size = min(LARGEST, SMALLEST * sqrt(people)) * SQUARE
    return Dot(across, up, round(x + aside, 1), y, round(size / sqrt(len(here)), 2), people, group)


def _labels(places: list[tuple[int, int, int]]) -> tuple[Label, ...]:
    found = []
    for group in sorted({group for _across, _up, group in places if group != UNPLACED}):
        mine = [(across, up) for across, up, one in places if one == group]
        x, y = _at(sum(one for one, _ in mine) / len(mine), sum(one for _, one in mine) / len(mine))
        found.append(Label(round(x, 1), round(y, 1), name_of(group)))
    return tuple(found)


def _at(across: float, up: float) -> tuple[float, float]:
    return (across + ACROSS + 1.5) * SQUARE, (UP - up + 1.5) * SQUARE
