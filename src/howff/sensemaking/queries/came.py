"""Who is in a theme, and who is hardly there: by kind of organisation and by role, never by few.

Groups under five are merged, and numbers are told in fives, so that nobody is found by taking one
theme from another, or the same theme before and after somebody moved an answer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Q
from django.utils.translation import gettext as _

from howff.conversations.models import Participant
from howff.people.models import OrganisationKind
from howff.sense.smallnumbers import merge_small

SMALL = 5

type Groups = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class About:
    """A group, and about how many people of it: a multiple of five."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Came:
    """Who is in a theme by kind and by role, and of which groups there are few or none.

    `known` is whether anybody knows; where fewer than five people are in it, nothing is told.
    """

    known: bool = False
    enough: bool = False
    kinds: tuple[About, ...] = ()
    roles: tuple[About, ...] = ()
    hardly: tuple[str, ...] = ()


def groups_of(sources: Sequence[str]) -> Groups:
    """The kind of organisation and the role of each person, by key; of conversations alone."""
    parts = [name.split(":") for name in sources]
    prompts = [int(part[1]) for part in parts if part[0] == "prompt"]
    talks = [int(part[1]) for part in parts if part[0] == "conversation"]
    if not prompts and not talks:
        return {}
    here = Q(conversation__prompts__in=prompts) | Q(conversation__in=talks)
    rows = Participant.objects.filter(here, removed_at=None).distinct()
    columns = ("pk", "speaker__organisation_kind", "speaker__role", "speaker__organisation_name")
    return {
        f"participant:{pk}": (_kind(kind, name), role.strip().capitalize() or _("Not said"))
        for pk, kind, role, name in rows.values_list(*columns)
    }


@dataclass(frozen=True, slots=True)
class Everyone:
    """All who answered, by kind and by role; counted once for all themes."""

    groups: Groups
    known: int
    counts: tuple[Mapping[str, int], Mapping[str, int]]

    @classmethod
    def of(cls, people: Collection[str], groups: Groups) -> Self:
        """Count these people."""
        known = [groups[one] for one in people if one in groups]
        counts = Counter(kind for kind, _role in known), Counter(role for _kind, role in known)
        return cls(groups, len(known), counts)


def came(people: Collection[str], everyone: Everyone) -> Came:
    """Who is in a theme, of all who answered."""
    if not everyone.groups:
        return Came()
    known = [everyone.groups[one] for one in people if one in everyone.groups]
    if len(known) < SMALL:
        return Came(known=True)
    kinds, roles = Counter(kind for kind, _role in known), Counter(role for _kind, role in known)
    share = len(known) / everyone.known
    return Came(
        known=True,
        enough=True,
        kinds=_told(kinds),
        roles=_told(roles),
        hardly=(
            *_hardly(kinds, everyone.counts[0], share),
            *_hardly(roles, everyone.counts[1], share),
        ),
    )


def _told(counts: Mapping[str, int]) -> tuple[About, ...]:
    merged = merge_small(counts, k=SMALL, other=_("Other"))
    alone = len(merged) == 1 and merged[0].name == _("Other")
    return () if alone else tuple(About(one.name, _in_fives(one.people)) for one in merged)


def _hardly(here: Mapping[str, int], there: Mapping[str, int], share: float) -> tuple[str, ...]:
    """The groups of which at least five would be here if all were alike, and fewer are."""
    unnamed = {_("Other"), _("Not said")}
    return tuple(
        name
        for name, n in sorted(there.items())
        if name not in unnamed and n * share >= SMALL and here.get(name, 0) < SMALL
    )


def _in_fives(people: int) -> int:
    return max(SMALL, SMALL * round(people / SMALL))


def _kind(kind: str, name: str) -> str:
    if kind:
        return str(OrganisationKind(kind).label)
    return _("Other") if name else _("Not said")
