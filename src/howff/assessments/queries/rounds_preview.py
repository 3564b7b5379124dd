"""What will be showable, said before anything is sent: from the numbers of people expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np

from howff.assessments.models import Round
from howff.assessments.queries.counting import counted_at, counted_on
from howff.sense.disclosure.cuts import Prefer, all_of, most_shown, without_small_cuts

TURNOUTS = (100, 75, 50)
type Key = tuple[str, int] | None  # None stands for everybody together


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation, and how many of its people are expected by place (None: not known)."""

    pk: int
    name: str
    people: Mapping[int | None, int]
    returns: bool = False

    @property
    def expected(self) -> int:
        """How many people are expected in all."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class GroupPreview:
    """To whom a group's ratings will be shown, for each turnout: `outside`, `inside` or `hidden`.

    `outside` includes inside: whatever everybody may see, members may see.
    """

    pk: int
    name: str
    expected: int
    shown: tuple[str, ...]
    returns: bool = False

    @property
    def alone(self) -> bool:
        """Whether a single person would speak for the whole group."""
        return self.expected == 1

    def small(self, k: int) -> bool:
        """Whether it is itself too small to be shown when three in four answer."""
        return answering(self.expected, TURNOUTS[1]) < k


@dataclass(frozen=True, slots=True)
class Preview:
    """What will be showable of a round with these numbers."""

    people: int
    threshold: int
    threshold_outside: int
    attributed: bool
    everyone: tuple[str, ...]
    organisations: tuple[GroupPreview, ...]
    places: tuple[GroupPreview, ...]

    @property
    def too_few(self) -> bool:
        """Whether no number at all can be shown, even if everybody answers."""
        return self.everyone[0] == "hidden"

    @property
    def only_inside(self) -> bool:
        """Whether nobody outside the collaboration can be shown anything."""
        return self.everyone[0] == "inside"

    @property
    def comparable(self) -> int:
        """How many organisations can be compared inside when three in four answer."""
        return sum(one.shown[1] != "hidden" for one in self.organisations)

    @property
    def places_comparable(self) -> int:
        """How many places can be compared inside when three in four answer."""
        return sum(one.shown[1] != "hidden" for one in self.places)

    @property
    def unsure(self) -> list[GroupPreview]:
        """Organisations too small to be sure of, that give no answer of their own yet."""
        return [
            one
            for one in self.organisations
            if one.expected and not one.returns and one.small(self.threshold)
        ]

    @property
    def both(self) -> list[GroupPreview]:
        """Small organisations that answer together, whose few private answers hide others."""
        return [
            one
            for one in self.organisations
            if one.expected and one.returns and one.small(self.threshold) and self.beside
        ]

    @property
    def beside(self) -> list[GroupPreview]:
        """Organisations large enough, but hidden so that a smaller one is not given away."""
        return [
            one
            for one in self.organisations
            if one.shown[1] == "hidden" and not one.small(self.threshold)
        ]


def preview_of(round: Round) -> Preview:
    """What will be showable with the numbers that were kept."""
    return preview(round, asked_in(round))


def asked_in(round: Round) -> list[Asked]:
    """The partners of a round with the people expected of them, by the number of their place."""
    rows = round.partners.prefetch_related("expectations__place")
    return [
        Asked(
            one.organisation_id or -one.pk,
            one.name,
            _by_place(
                counted_on(one), {e.place.place_id: counted_at(e) for e in one.expectations.all()}
            ),
            one.returns,
        )
        for one in rows
    ]


def preview(round: Round, asked: Sequence[Asked]) -> Preview:
    """What will be showable with these numbers, if everybody, three in four or half answer."""
    rows = [one for one in asked if one.expected or one.returns]
    places = {one.place_id or -one.pk: one.name for one in round.places.all()}
    limits = (round.threshold, round.threshold_outside)
    shown = [_shown(round, rows, places, turnout) for turnout in TURNOUTS]
    per_place = {pk: sum(one.people.get(pk, 0) for one in rows) for pk in places}
    return Preview(
        people=sum(one.expected for one in rows),
        threshold=limits[0],
        threshold_outside=limits[1],
        attributed=round.attributed,
        everyone=tuple(one[None] for one in shown),
        organisations=tuple(
            GroupPreview(
                one.pk,
                one.name,
                one.expected,
                tuple(each["organisation", one.pk] for each in shown),
                one.returns,
            )
            for one in rows
        ),
        places=tuple(
            GroupPreview(pk, name, per_place[pk], tuple(each["place", pk] for each in shown))
            for pk, name in places.items()
            if per_place[pk]
        ),
    )


def _by_place(total: int, known: dict[int | None, int]) -> dict[int | None, int]:
    rest = total - sum(known.values())
    return known | ({None: known.get(None, 0) + rest} if rest > 0 else {})


def _shown(
    round: Round, asked: Sequence[Asked], places: Mapping[int, str], turnout: int
) -> dict[Key, str]:
    """Who sees which group at a turnout; the key None is everybody together."""

    columns = list(places)
    table = np.zeros((len(asked) + 1, len(columns) + 1), dtype=np.int64)
    for row, one in enumerate(asked):
        for place, people in _answering(one.people, turnout).items():
            column = -1 if place is None or place not in places else columns.index(place)
            table[row, column] += people
    rows = [row for row in range(len(asked)) if round.attributed and table[row].any()]
    kept = frozenset(("row", row) for row in rows)
    prefer = cast("Prefer", round.compares)
    start, told = all_of(table), dict[Key, str]()
    for audience, k in (("inside", round.threshold), ("outside", round.threshold_outside)):
        if table.sum() < k and not (kept and table.sum()):
            break
        rule = partial(without_small_cuts, table, table, k, kept=kept)
        start = rule(start) if kept else most_shown(start, rule, prefer)
        told[None] = audience
        for row in np.flatnonzero(start.rows & table.any(axis=1)).tolist():
            told["organisation", asked[row].pk] = audience
        for column in np.flatnonzero(start.columns & table.any(axis=0)).tolist():
            told["place", columns[column]] = audience
    groups: list[Key] = [
        None,
        *(("organisation", one.pk) for one in asked),
        *(("place", c) for c in columns),
    ]
    return {one: told.get(one, "hidden") for one in groups}


def answering(people: int, turnout: int) -> int:
    """How many of so many answer at a turnout; a half person stays away."""
    return (people * turnout + 49) // 100


def _answering(people: Mapping[int | None, int], turnout: int) -> dict[int | None, int]:
    """How many of an organisation's people answer at a turnout, spread evenly over its places."""
    target = answering(sum(people.values()), turnout)
    whole = {place: n * turnout // 100 for place, n in people.items()}
    by_rest = sorted(people, key=lambda place: -(people[place] * turnout % 100))
    for place in by_rest[: target - sum(whole.values())]:
        whole[place] += 1
    return whole
