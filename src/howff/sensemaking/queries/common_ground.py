"""What votes say, with the words that this audience may read: statements without words are gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from howff.consent.models import Audience
from howff.conversations.queries.ballots import wording_of
from howff.evidence.queries import Quote
from howff.sense.votes import (
    UNPLACED,
    Divide,
    Ground,
    Group,
    Standing,
    Telling,
    View,
    VoteFindings,
)
from howff.sensemaking.pictures.vote_map import VoteMap, name_of, shape_of, vote_map
from howff.sensemaking.queries.votes import Reading

SMALL = 5
MOST = 10


@dataclass(frozen=True, slots=True)
class Part:
    """How one group voted on a statement; `standing` is None where fewer than five of it did."""

    name: str
    shape: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with how everybody voted, and how each group did.

    `at_least` is a share in per cent: of common ground, what agrees (or disagrees) even in the
    group that does so least; of what divides, how far apart people are.
    """

    item: int
    quote: Quote
    everyone: Standing
    at_least: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement that a part of people backs; `new` of them back none of those before it."""

    item: int
    quote: Quote
    backers: int
    new: int
    n: int


@dataclass(frozen=True, slots=True)
class Trait:
    """A statement that tells a group from all others; shares in per cent."""

    quote: Quote
    agrees: bool
    here: int
    elsewhere: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Described:
    """An opinion group: how many are in it, and what they say that others do not."""

    name: str
    shape: int
    people: int
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """What it means to stand far out on one side of the map."""

    side: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that was found, in words; `withheld` statements are not shown to this audience."""

    findings: VoteFindings
    ground: tuple[Line, ...]
    refusal: tuple[Line, ...]
    divisive: tuple[Line, ...]
    voices: tuple[Voice, ...]
    groups: tuple[Described, ...]
    too_few: tuple[Line, ...]
    ends: tuple[Ends, ...]
    map: VoteMap
    withheld: int

    @property
    def anything(self) -> bool:
        """Whether there is anything to agree or to differ about."""
        return bool(self.ground or self.refusal or self.divisive or self.voices)


def told_of(reading: Reading, audience: Audience = Audience.GROUP) -> Told | None:
    """What was found, for this audience; None where nobody had voted."""
    if reading.findings is None:
        return None
    words = wording_of(reading.statements, audience)
    shown = {item: quote for item, quote in words.items() if not quote.withdrawn}
    return _Telling(reading.findings, reading.statements, shown).told()


def told_in(findings: VoteFindings, statements: Sequence[int], shown: Mapping[int, Quote]) -> Told:
    """What was found in votes from a file, whose words are everybody's already."""
    return _Telling(findings, statements, shown).told()


class _Telling:
    """Findings beside the numbers of their statements and the words that may be shown."""

    def __init__(
        self, findings: VoteFindings, statements: Sequence[int], shown: Mapping[int, Quote]
    ) -> None:
        self.findings, self.statements, self.shown = findings, statements, shown

    def told(self) -> Told:
        found = self.findings
        return Told(
            findings=found,
            ground=self._lines(found.common_ground),
            refusal=self._lines(found.common_refusal),
            divisive=self._lines(found.divisive),
            voices=self._voices(found.minority),
            groups=self._groups(found.groups.groups if found.groups.shown else ()),
            too_few=self._few(found.too_few),
            ends=self._ends(),
            map=vote_map(found.picture, _members(found)),
            withheld=sum(item not in self.shown for item in self.statements),
        )

    def _lines(self, found: Iterable[Ground | Divide]) -> tuple[Line, ...]:
        seen = ((one, self.statements[one.statement]) for one in found)
        return tuple(self._line(one, item) for one, item in seen if item in self.shown)[:MOST]

    def _line(self, one: Ground | Divide, item: int) -> Line:
        share = one.lower if isinstance(one, Ground) else one.apart
        many = one.standings if self.findings.groups.shown else ()
        parts = _parts(many)
        everyone = self.findings.statements[one.statement]
        return Line(item, self.shown[item], everyone, int(100 * share), parts)

    def _voices(self, found: Iterable[View]) -> tuple[Voice, ...]:
        seen = ((one, self.statements[one.statement]) for one in found)
        return tuple(
            Voice(item, self.shown[item], one.backers, one.new, one.n)
            for one, item in seen
            if item in self.shown
        )

    def _groups(self, found: Iterable[Group]) -> tuple[Described, ...]:
        return tuple(
            Described(name_of(number), shape_of(number), one.people, self._traits(one.telling))
            for number, one in enumerate(found)
        )

    def _traits(self, found: Iterable[Telling]) -> tuple[Trait, ...]:
        seen = ((one, self.statements[one.statement]) for one in found)
        return tuple(
            Trait(
                self.shown[item],
                one.agrees,
                round(100 * one.likely),
                round(100 * one.elsewhere),
                one.standing if one.standing.n >= SMALL else None,
            )
            for one, item in seen
            if item in self.shown
        )

    def _few(self, found: Iterable[int]) -> tuple[Line, ...]:
        return tuple(
            Line(item, self.shown[item], self.findings.statements[place], 0)
            for place, item in ((place, self.statements[place]) for place in found)
            if item in self.shown
        )

    def _ends(self) -> tuple[Ends, ...]:
        sides = {(0, False): "left", (0, True): "right", (1, True): "top", (1, False): "bottom"}
        return tuple(
            Ends(side, quotes)
            for (axis, right), side in sides.items()
            if (quotes := self._quotes_at(axis, right=right))
        )

    def _quotes_at(self, axis: int, *, right: bool) -> tuple[Quote, ...]:
        ends = (one for one in self.findings.picture.ends if (one.axis, one.right) == (axis, right))
        items = (self.statements[one.statement] for one in ends)
        return tuple(self.shown[item] for item in items if item in self.shown)


def _parts(standings: Sequence[Standing]) -> tuple[Part, ...]:
    """Each group's votes; where one is too few, the next smallest goes too, against subtraction."""
    hidden = {group for group, one in enumerate(standings) if one.n < SMALL}
    if len(hidden) == 1 and len(standings) > 1:
        others = [group for group in range(len(standings)) if group not in hidden]
        hidden.add(min(others, key=lambda group: standings[group].n))
    return tuple(
        Part(name_of(group), shape_of(group), None if group in hidden else one)
        for group, one in enumerate(standings)
    )


def _members(found: VoteFindings) -> Sequence[int]:
    """Everybody's group; where no groups are shown, nobody has one."""
    members: list[int] = found.groups.member.tolist()
    return members if found.groups.shown else [UNPLACED] * found.people
