"""Who is in which group by role or kind of organisation, as far as nobody can be recognised."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from howff.conversations.queries.ballots import sides_of
from howff.sense.votes import Groups
from howff.sense.votes.breakdown import OTHER, by_label
from howff.sensemaking.pictures.vote_map import name_of, shape_of
from howff.sensemaking.queries.votes import Reading


@dataclass(frozen=True, slots=True)
class InGroup:
    """A group, and how many of each label are in it; None where the number is hidden."""

    name: str
    shape: int
    people: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups by what people said of themselves."""

    title: str
    labels: tuple[str, ...]
    groups: tuple[InGroup, ...]


def breakdowns_of(reading: Reading) -> list[Breakdown]:
    """By role and by kind of organisation, where there are groups and any number may be shown."""
    if reading.findings is None or not reading.findings.groups.shown:
        return []
    sides = sides_of(reading.prompt.conversation)
    titles = {"role": _("By role"), "kind": _("By kind of organisation")}
    made = (
        _breakdown(title, reading.findings.groups, reading.people, sides[side])
        for side, title in titles.items()
    )
    return [one for one in made if one]


def _breakdown(
    title: str, groups: Groups, people: tuple[int, ...], said: Mapping[int, str]
) -> Breakdown | None:
    counted = by_label(groups, [said.get(person) for person in people])
    shown = any(share.people is not None for group in counted for share in group)
    if not counted or not shown:
        return None
    labels = tuple(_("Other") if one.label == OTHER else one.label for one in counted[0])
    rows = (
        InGroup(name_of(number), shape_of(number), tuple(share.people for share in group))
        for number, group in enumerate(counted)
    )
    return Breakdown(title, labels, tuple(rows))
