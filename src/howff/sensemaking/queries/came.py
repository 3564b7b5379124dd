"""Who is in a theme, and who is hardly there: by kind of organisation and by role, never by few.

Groups under five are merged, and numbers are told in fives, so that nobody is found by taking one
theme from another, or the same theme before and after somebody moved an answer.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

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


def came(people: Collection[str], everyone: Collection[str], groups: Groups) -> Came:
    """Who is in a theme, of all who answered."""
    known = [groups[one] for one in people if one in groups]
    if not groups:
        return Came()
    if len(known) < SMALL:
        return Came(known=True)
    all_known = [groups[one] for one in everyone if one in groups]
    return Came(
        known=True,
        enough=True,
        kinds=_told(Counter(kind for kind, _role in known)),
        roles=_told(Counter(role for _kind, role in known)),
        hardly=(*_hardly(known, all_known, 0), *_hardly(known, all_known, 1)),
    )


def _told(counts: Mapping[str, int]) -> tuple[About, ...]:
    merged = merge_small(counts, k=SMALL, other=_("Other"))
    alone = len(merged) == 1 and merged[0].name == _("Other")
    return () if alone else tuple(About(one.name, _in_fives(one.people)) for one in merged)


def _hardly(
    known: Sequence[tuple[str, str]], everyone: Sequence[tuple[str, str]], at: int
) -> tuple[str, ...]:
    """The groups of which at least five would be here if all were alike, and fewer are."""
    here, there = Counter(one[at] for one in known), Counter(one[at] for one in everyone)
    unnamed = {_("Other"), _("Not said")}
    share = len(known) / len(everyone)
    return tuple(
        name
        for name, n in sorted(there.items())
        if name not in unnamed and n * share >= SMALL and here[name] < SMALL
    )


def _in_fives(people: int) -> int:
    return max(SMALL, SMALL * round(people / SMALL))


def _kind(kind: str, name: str) -> str:
    if kind:
        return str(OrganisationKind(kind).label)
    return _("Other") if name else _("Not said")
