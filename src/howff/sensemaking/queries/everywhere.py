"""Themes of many collaborations side by side: by their consent, and never which are whose."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from howff.consent.models import Audience
from howff.evidence.models import Passage
from howff.evidence.queries import Quote, quotes
from howff.sense.rounds.across import ENOUGH
from howff.sense.series import alike
from howff.sensemaking.models import Gathering, SharedTheme, Study, ThemeState
from howff.sensemaking.queries.inside import inside
from howff.sensemaking.queries.members import Members
from howff.sensemaking.queries.series import MOST_PAIRS, as_seen
from howff.sensemaking.queries.sharing import (
    ENOUGH_PEOPLE,
    by_role,
    may_leave,
    rounded,
    standing,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A shared theme that may be shown now, with the keys of the people in it."""

    shared: SharedTheme
    people: frozenset[str]
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Line:
    """One theme as it stands everywhere: in how many collaborations, and how many people at least.

    `others` are its further names, where people joined themes; `common` is then their number.
    """

    name: str
    others: tuple[str, ...]
    collaborations: int
    people: int
    quote: Quote | None
    parts: tuple[int, ...]
    common: int | None

    @property
    def value(self) -> str:
        """The line as a form sends it."""
        return ",".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Alike:
    """Two lines that may be the same."""

    names: tuple[str, str]
    value: str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What may be seen. `waiting` have agreed, too, and are shown once enough came with them."""

    agreed: int
    waiting: int
    lines: tuple[Line, ...]
    suggested: tuple[Alike, ...]


def everywhere(gathering: Gathering, *, suggest: bool) -> Everywhere:
    """The themes that are shown, those of most people first; none where too few share."""
    parts, shares = parts_of(gathering), standing(gathering)
    return Everywhere(
        agreed=shares.count(),
        waiting=shares.filter(shown=False).count(),
        lines=_lines(parts),
        suggested=_suggested(parts) if suggest else (),
    )


def parts_of(gathering: Gathering) -> list[Part]:
    """The shared themes that may be shown by now."""
    shares = list(standing(gathering).filter(shown=True))
    if len(shares) < ENOUGH:
        return []
    rows = SharedTheme.objects.filter(share__in=shares)
    kept = _as_agreed(rows.select_related("theme__study", "share"))
    held = inside(one.theme_id for one in kept)
    people = {theme: frozenset(said.values()) for theme, said in held.items()}
    enough = [one for one in kept if len(people[one.theme_id]) >= ENOUGH_PEOPLE]
    words = _words(enough, held)
    return [Part(one, people[one.theme_id], words.get(one.pk)) for one in enough]


def shared_in(gathering: Gathering, numbers: Iterable[int]) -> list[SharedTheme]:
    """Shared themes that are shown now, by number; others are not found."""
    wanted = set(numbers)
    return [one.shared for one in parts_of(gathering) if one.shared.pk in wanted]


def _as_agreed(rows: Iterable[SharedTheme]) -> list[SharedTheme]:
    """Those that are still what somebody agreed to: a theme here, under the same name."""
    return [
        one
        for one in rows
        if one.theme.state == ThemeState.ACCEPTED
        and one.theme.merged_into_id is None
        and one.theme.name == one.name
        and may_leave(one.theme.study)
    ]


def _words(rows: Sequence[SharedTheme], held: Mapping[int, Mapping[int, str]]) -> dict[int, Quote]:
    """The quotes that may be shown, by shared theme: in it, for reports, unchanged since agreed."""
    agreed = {one.quote_id: one.share.agreed_at for one in rows if one.quote_id}
    changed = dict(Passage.objects.filter(pk__in=agreed).values_list("pk", "changed_at"))
    same = [pk for pk, at in changed.items() if at <= agreed[pk]]
    found = by_role(quotes(same, Audience.REPORT))
    return {
        one.pk: found[one.quote_id]
        for one in rows
        if one.quote_id in found
        and one.quote_id in held[one.theme_id]
        and not found[one.quote_id].withdrawn
    }


def _lines(parts: Iterable[Part]) -> tuple[Line, ...]:
    groups: dict[object, list[Part]] = defaultdict(list)
    for one in parts:
        common = one.shared.common_id
        groups[("common", common) if common else one.shared.pk].append(one)
    found = [_line(some) for some in groups.values()]
    return tuple(sorted(found, key=lambda one: (-one.people, one.name.casefold(), one.parts)))


def _line(some: Sequence[Part]) -> Line:
    """Under the name that most of them use: whose is the largest is not told."""
    counts = Counter(one.shared.name for one in some)
    names = sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))
    spoken = [one.quote for one in some if one.quote]
    return Line(
        name=names[0],
        others=tuple(names[1:]),
        collaborations=len({one.shared.share.collaboration_id for one in some}),
        people=rounded(len(frozenset().union(*(one.people for one in some)))),
        quote=min(spoken, key=lambda one: one.id) if spoken else None,
        parts=tuple(one.shared.pk for one in some),
        common=some[0].shared.common_id if len(some) > 1 else None,
    )


def _suggested(parts: Sequence[Part]) -> tuple[Alike, ...]:
    """The pairs of different collaborations that nobody joined yet, the most alike first."""
    shared = {one.shared.theme_id: one.shared for one in parts}
    themes = [one.theme for one in shared.values()]
    studies = Study.objects.filter(pk__in={one.study_id for one in themes})
    members = {one.pk: Members(one) for one in studies}
    rows = as_seen(themes, {one.pk: one.name for one in themes}, members)
    places = {theme: one.share.collaboration_id for theme, one in shared.items()}
    found = []
    for pair in alike(replace(one, place=places[_number(one.key)]) for one in rows):
        one, other = shared[_number(pair.one)], shared[_number(pair.other)]
        if one.common_id is None or one.common_id != other.common_id:
            found.append(Alike((one.name, other.name), f"{one.pk},{other.pk}"))
    return tuple(found[:MOST_PAIRS])


def _number(key: object) -> int:
    assert isinstance(key, int)
    return key
