"""Setting a closed round beside the one before it: the change is frozen with the figures."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Q

from howff.assessments.models import Published, Round, RoundState
from howff.assessments.queries.counting import ratings_of
from howff.assessments.queries.progress import progress_of
from howff.consent.models import Audience
from howff.instruments.models import InstrumentVersion
from howff.instruments.queries import definition_of
from howff.sense.rounds.apart import Apart, apart
from howff.sense.rounds.figures import Figures, Ratings, figures_from_json
from howff.sense.rounds.lines import ItemProgress, Line, Progress


def compared(round: Round, inside: Figures, outside: Figures) -> dict[Audience, Progress | None]:
    """The change since the round before, for each audience; None where there is none to show."""
    from howff.sense.rounds.progress import progress  # noqa: PLC0415  slow, and seldom wanted

    earlier = _figures_before(round)
    if round.previous is None or earlier is None:
        return {Audience.GROUP: None, Audience.REPORT: None}
    known = _Known()
    ratings, mapping = (known.of(round.previous), known.of(round)), earlier_ids(round)
    made: dict[Audience, Progress | None] = {}
    for audience, figures in ((Audience.GROUP, inside), (Audience.REPORT, outside)):
        change = progress(
            *ratings,
            earlier[audience],
            figures,
            mapping,
            within=made.get(Audience.GROUP),
            beside=_beside(round, audience, known),
        )
        made[audience] = _kept(progress_of(round, audience), change)
    return made


class _Known:
    """The ratings of rounds, each read once."""

    def __init__(self) -> None:
        self._read: dict[int, Ratings] = {}

    def of(self, round: Round) -> Ratings:
        if round.pk not in self._read:
            self._read[round.pk] = ratings_of(round)
        return self._read[round.pk]


def _beside(round: Round, audience: Audience, known: _Known) -> tuple[list[Apart], list[Apart]]:
    """Whom other comparisons show apart already: of the round before, and of this one.

    Rounds that follow the same one are counted one at a time, so that each sees the other.
    """
    assert round.previous
    Round.objects.select_for_update().get(pk=round.previous.pk)
    beside: tuple[list[Apart], list[Apart]] = ([], [])
    for side, one in enumerate((round.previous, round)):
        for later in Round.objects.filter(Q(pk=one.pk) | Q(previous=one)).exclude(pk=round.pk):
            made = progress_of(later, audience)
            if made is not None:
                first = known.of(later.previous) if later.previous else None
                sides = apart(first, known.of(later), made)
                beside[side].append(sides[later.pk == one.pk])
    return beside


def shows_same_people(round: Round) -> bool:
    """Whether people of a round are shown apart: beside them, new figures could tell of few."""
    rounds = Round.objects.filter(Q(pk=round.pk) | Q(previous=round))
    changes = (progress_of(one, audience) for one in rounds for audience in Audience)
    return any(one.lines[1].before for change in changes if change for one in change.items)


def earlier_ids(round: Round) -> Mapping[str, str]:
    """The ids that items had in the round before, through all versions in between."""
    assert round.previous
    then, now = round.previous.version, round.version
    ids = {one.id: one.id for one in definition_of(now).items()}
    for version in _versions_between(then, now):
        came_from = {new: old for old, new in definition_of(version).mapping.items()}
        ids = {pk: came_from.get(old, old) for pk, old in ids.items()}
    return ids


def _versions_between(then: InstrumentVersion, now: InstrumentVersion) -> list[InstrumentVersion]:
    """The versions that came after the earlier round's, the last first."""
    if then.pk == now.pk:
        return []
    if then.instrument_id != now.instrument_id:
        return [now]
    rows = InstrumentVersion.objects.filter(instrument=now.instrument_id)
    return list(rows.filter(number__gt=then.number, number__lte=now.number).order_by("-number"))


def _figures_before(round: Round) -> dict[Audience, Figures] | None:
    rows = Published.objects.filter(round=round.previous_id, round__state=RoundState.CLOSED)
    found = {Audience(row.audience): figures_from_json(row.content) for row in rows}
    return found if len(found) == len(Audience) else None


def _kept(before: Progress | None, now: Progress) -> Progress:
    """When figures are made again: the same people are shown only where nobody left them.

    Whoever kept the old numbers could otherwise work out the ratings of who took theirs back.
    """
    if before is None:
        return now
    old = {one.item.id: one.lines[1] for one in before.items}
    items = tuple(_one_kept(one, old.get(one.item.id)) for one in now.items)
    return replace(now, items=items, linked=now.linked if now.linked == before.linked else None)


def _one_kept(now: ItemProgress, before: Line | None) -> ItemProgress:
    everyone, people, organisations = now.lines
    same = before is not None and _sizes(before) == _sizes(people)
    return replace(now, lines=(everyone, people if same else Line(people.who), organisations))


def _sizes(line: Line) -> tuple[int, int] | None:
    return (line.before.n, line.after.n) if line.before and line.after else None
