"""Everything that may be found in votes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from howff.sense.votes.cast import Floats, Ints, Mask

UNPLACED = -1


class Verdict(StrEnum):
    """What people's votes look like as a whole."""

    GROUPS = "groups"
    ONE_GROUP = "one group"
    SPECTRUM = "spectrum"
    PROVISIONAL = "provisional"


class Why(StrEnum):
    """Why the verdict is what it is."""

    FEW_PEOPLE = "few people"
    NO_GAIN = "no gain"
    SMALL_GROUPS = "small groups"
    UNSTEADY = "unsteady"
    LINE_IS_BETTER = "line is better"
    GROUPS_ARE_BETTER = "groups are better"
    NOT_CHOSEN = "not chosen"
    ASKED_FOR = "asked for"


class Badge(StrEnum):
    """How far groups stay the same when one vote in twenty is left out."""

    STEADY = "steady"
    MOSTLY_STEADY = "mostly steady"
    SHAKY = "shaky"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """How some people voted on one statement; `n` of them were shown it and answered."""

    agree: int
    disagree: int
    passed: int

    @property
    def n(self) -> int:
        """How many people that is."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement that tells a group from everyone else.

    `likely` is the chance that somebody in it agrees, `elsewhere` that of all others; `standing`
    are the votes of those who are placed in it, `n` how many they are.
    """

    statement: int
    agrees: bool
    likely: float
    elsewhere: float
    standing: Standing

    @property
    def n(self) -> int:
        """How many people of the group voted on it."""
        return self.standing.n


@dataclass(frozen=True, slots=True)
class Group:
    """People who vote alike; `people` are placed in it, `expected` counts part-memberships too."""

    people: int
    expected: float
    telling: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The opinion groups, largest first, and how sure we are.

    `member` is each person's group, or -1 where they are not clearly in one or voted too little;
    `probabilities` (people by groups) add up to 1 in each row. `stability` is the adjusted Rand
    index when one vote in twenty is left out, None where it was not measured. `sure` is the share
    of searches, each without a few votes, that came to the same verdict. `losses` are the log
    losses of hidden votes for 1, 2, ... groups, `line_loss` that of one line.
    """

    verdict: Verdict
    why: Why
    groups: tuple[Group, ...]
    member: Ints
    probabilities: Floats
    stability: float | None = None
    badge: Badge = Badge.UNKNOWN
    sure: float | None = None
    losses: tuple[float, ...] = ()
    line_loss: float | None = None

    @property
    def shown(self) -> bool:
        """Whether there are groups to show."""
        return len(self.groups) > 1

    @property
    def unplaced(self) -> int:
        """How many people are in no group."""
        return int((self.member == UNPLACED).sum())


@dataclass(frozen=True, slots=True)
class End:
    """A statement on which people at one end of an axis agree more than those at the other."""

    axis: int
    right: bool
    statement: int


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A flat map: people near each other voted alike.

    `x` and `y` run from about -1 to 1, 0 for a person of whom too little is known (`on` is False).
    `share` is how much of the differences each axis shows, 0 to 1; `ends` tell what axes mean.
    """

    x: Floats
    y: Floats
    on: Mask
    share: tuple[float, float]
    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement on which every group is of one mind, at least as far as `lower` says.

    `lower` is the worst group's 5 % lower bound of the share that agrees (or, of a refusal,
    disagrees); everyone together counts as a group too. `n` is how many people voted on it,
    `standings` are the votes of each group, or along a spectrum of each half.
    """

    statement: int
    lower: float
    n: int
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """A statement that divides people.

    `apart` is, with groups, how far apart two of them are at the least; without, the smaller
    side's share at the least. `n` and `standings` are as those of `Ground`.
    """

    statement: int
    apart: float
    n: int
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A statement chosen so that people who are few are heard too.

    `backers` agree with it, of `n` who voted on it; `new` of them back none of those before it.
    """

    statement: int
    backers: int
    new: int
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class VoteFindings:
    """All that was found in votes.

    `statements` are everyone's votes on each. `common_ground` is what every group agrees with,
    `common_refusal` what every group disagrees with, `divisive` what divides, `minority` a list in
    which every part of people that is large enough has a statement it backs; `unbacked` is how
    many back none of it. `too_few` have too few votes to say. `log_loss` is that of hidden votes
    under what is shown, `plain_loss` without any groups; None where nothing was hidden.
    """

    people: int
    votes: int
    statements: tuple[Standing, ...]
    ranked: Mask
    groups: Groups
    picture: Picture
    common_ground: tuple[Ground, ...]
    common_refusal: tuple[Ground, ...]
    divisive: tuple[Divide, ...]
    minority: tuple[View, ...]
    unbacked: int
    too_few: tuple[int, ...]
    log_loss: float | None
    plain_loss: float | None
    seed: int = 0

    def to_json(self, people: Iterable[int] = (), statements: Iterable[int] = ()) -> dict[str, Any]:
        """Plain values; `people` and `statements` are their real numbers, in order of place."""
        from howff.sense.votes.exchange import to_json  # noqa: PLC0415  (it reads these shapes)

        return to_json(self, tuple(people), tuple(statements))

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "VoteFindings":
        """Read back what `to_json` gave; people and statements are in the order it has them."""
        from howff.sense.votes.exchange import from_json  # noqa: PLC0415

        return from_json(values)
