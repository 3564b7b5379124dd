"""The blocks that show what a collaboration found when it took stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy

from howff.reports.blocks.kinds import Block

type By = Literal["organisation", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRound(Block):
    """Anything that shows a round; only what its figures hold for the readers is shown."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout(OfRound):
    """How many answered, and who is missing."""

    kind: ClassVar[str] = "turnout"
    name = gettext_lazy("Who answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences(OfRound):
    """Every principle with how people rated it, the most divided first."""

    kind: ClassVar[str] = "differences"
    name = gettext_lazy("Where people differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(OfRound):
    """One principle: how it was rated, by whom, and what people said about it."""

    kind: ClassVar[str] = "principle"
    name = gettext_lazy("A principle")
    item: str
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles(OfRound):
    """Two profiles: what is in the partners' own hands, and the conditions around them."""

    kind: ClassVar[str] = "profiles"
    name = gettext_lazy("Ours, and the conditions around us")


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(OfRound):
    """Principles by organisation or by place, where that may be shown."""

    kind: ClassVar[str] = "groups"
    name = gettext_lazy("Groups side by side")
    by: By = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar(OfRound):
    """The means of all principles as a radar, for those who are used to one."""

    kind: ClassVar[str] = "radar"
    name = gettext_lazy("Radar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(OfRound):
    """What a workshop agreed, why, and who saw it otherwise."""

    kind: ClassVar[str] = "agreed"
    name = gettext_lazy("The picture we agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs(OfRound):
    """What would help, at three levels."""

    kind: ClassVar[str] = "needs"
    name = gettext_lazy("What would help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises(OfRound):
    """What was agreed to be done, by whom and by when."""

    kind: ClassVar[str] = "promises"
    name = gettext_lazy("What we agreed to do")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(OfRound):
    """What changed since the round before."""

    kind: ClassVar[str] = "change"
    name = gettext_lazy("What changed since last time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(OfRound):
    """How the figures were made, and why some are hidden."""

    kind: ClassVar[str] = "method"
    name = gettext_lazy("How to read the figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Across(Block):
    """What several collaborations found, each of which agreed to share it."""

    kind: ClassVar[str] = "across"
    name = gettext_lazy("Across collaborations")
    comparison: int


OF_ROUNDS: tuple[type[OfRound], ...] = (
    Turnout,
    Differences,
    Principle,
    Profiles,
    Groups,
    Radar,
    Agreed,
    Needs,
    Promises,
    Change,
    Method,
)
