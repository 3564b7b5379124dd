"""Setting a closed round beside the one before it: the change is frozen with the figures."""

from collections.abc import Mapping
from dataclasses import replace

from howff.assessments.models import Published, Round, RoundState
from howff.assessments.queries.counting import ratings_of
from howff.assessments.queries.progress import progress_of
from howff.consent.models import Audience
from howff.instruments.models import InstrumentVersion
from howff.instruments.queries import definition_of
from howff.sense.rounds.figures import Figures, figures_from_json
from howff.sense.rounds.lines import ItemProgress, Line, Progress


def compared(round: Round, inside: Figures, outside: Figures) -> dict[Audience, Progress | None]:
    """The change since the round before, for each audience; None where there is none to show."""
    from howff.sense.rounds.progress import progress  # noqa: PLC0415  slow, and seldom wanted

    earlier = _figures_before(round)
    if round.previous is None or earlier is None:
        return {Audience.GROUP: None, Audience.REPORT: None}
    ratings, mapping = (ratings_of(round.previous), ratings_of(round)), earlier_ids(round)
    seen = progress(*ratings, earlier[Audience.GROUP], inside, mapping)
    seen = _kept(progress_of(round), seen)
    told = progress(*ratings, earlier[Audience.REPORT], outside, mapping, within=seen)
    return {Audience.GROUP: seen, Audience.REPORT: _kept(progress_of(round, Audience.REPORT), told)}


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
