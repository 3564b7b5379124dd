"""What is shown of the change between rounds: frozen with the figures, never carried forward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from howff.assessments.models import Published, Round, RoundState
from howff.assessments.pictures import rows
from howff.assessments.pictures.multiples import Multiple, Past, multiple
from howff.assessments.pictures.rows import Rows
from howff.assessments.queries import results_words as words
from howff.assessments.queries.figures import published_of
from howff.consent.models import Audience
from howff.sense.rounds.figures import Figures
from howff.sense.rounds.lines import ItemProgress, Line, Progress, progress_from_json

MOST_ROUNDS = 12
LINES = ("everyone", "same_people", "same_organisations")


@dataclass(frozen=True, slots=True)
class Moved:
    """An item's change as people read it: its picture, and each line in a sentence."""

    progress: ItemProgress
    picture: Rows
    lines: tuple[tuple[str, Line, str], ...]


def progress_of(round: Round, audience: Audience = Audience.GROUP) -> Progress | None:
    """The change since the round before, as it was frozen; None where there is none to show."""
    return progress_in(published_of(round, audience))


def progress_in(published: Published | None) -> Progress | None:
    """The change that was frozen beside the figures."""
    content = published.content.get("progress") if published else None
    return progress_from_json(content) if content else None


def told(progress: Progress) -> list[Moved]:
    """The change in words and pictures, item by item in the order of the instrument."""
    names = {line: words.line_name(line) for line in LINES}
    return [_moved(one, names, progress.k) for one in progress.items]


def _moved(one: ItemProgress, names: Mapping[str, str], k: int) -> Moved:
    lines = (
        (names[line.who], line, words.changed(line, middle=one.item.middle, k=k))
        for line in one.lines
    )
    picture = rows.of_change(one, names, _("before"), _("after"))
    return Moved(one, picture, tuple(lines))


def chain_of(round: Round, audience: Audience) -> list[Published]:
    """What was frozen of a round and of those before it, the first round first."""
    rows = Published.objects.filter(
        round__collaboration=round.collaboration_id,
        round__state=RoundState.CLOSED,
        audience=audience,
    )
    by_round = {row.round_id: row for row in rows.select_related("round")}
    chain: list[Published] = []
    pk: int | None = round.pk
    while pk in by_round and len(chain) < MOST_ROUNDS and by_round[pk] not in chain:
        chain.append(by_round[pk])
        pk = by_round[pk].round.previous_id
    return chain[::-1]


def over_rounds(figures: Figures, chain: Sequence[Published]) -> list[Multiple]:
    """A small picture of each item over the rounds; none where there was one round only."""
    if len(chain) < 2:
        return []
    return [
        multiple(one.item.id, one.item.title, one.item.levels, _past(one.item.id, chain))
        for one in figures.items
    ]


def _past(pk: str, chain: Sequence[Published]) -> list[Past]:
    """An item's means from the last round back, under the ids that it had before."""
    found: list[Past] = []
    name: str | None = pk
    for published in reversed(chain):
        shown = _everyone(published.content, name) or {}
        found.append(Past(published.round.title, shown.get("mean"), shown.get("n")))
        name = _earlier(published.content, name)
    return found[::-1]


def _everyone(content: Mapping[str, Any], pk: str | None) -> dict[str, Any] | None:
    return next((one["everyone"] for one in content["items"] if one["item"]["id"] == pk), None)


def _earlier(content: Mapping[str, Any], pk: str | None) -> str | None:
    lines = (content.get("progress") or {}).get("items", ())
    return next((one["earlier"] for one in lines if one["item"]["id"] == pk), None)
