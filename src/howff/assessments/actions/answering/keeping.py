"""Keeps answers: all that arrive together share one transaction, and each is kept once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from howff.assessments.models import Door, Response, ResponseState, Round, RoundState
from howff.assessments.queries.answering.room import room_by_link
from howff.people.errors import Refused

type Rating = int | str | None
READ = ("pk", "round_id", "revision", "state", "ratings", "words")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A response to begin, or to send at once where `state` says so.

    `fields` are those of the row; a `key_digest` in it makes sending it again harmless.
    """

    round: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saving:
    """Answers to change: a rating of None and empty words take the former ones away.

    `whole` says that whatever is not named goes, too. `fields` are other fields of the row.
    """

    response: UUID
    revision: int
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    send: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept now; `card_used` says that the card had answered this round before.

    It is told of sent answers alone: nobody shall try a card only to learn whether its owner came.
    """

    id: UUID
    revision: int
    state: str
    card_used: bool = False


type Job = Beginning | Saving


def record_responses(jobs: Sequence[Job]) -> list[Kept | Refused]:
    """Keep answers inside the running transaction: what is kept of each, or why it was refused."""
    savings = [one.response for one in jobs if isinstance(one, Saving)]
    rows = {row.pk: row for row in Response.objects.filter(pk__in=savings).only(*READ)}
    begun = {one.round for one in jobs if isinstance(one, Beginning)}
    states = _states(begun | {row.round_id for row in rows.values()})
    coming = (one.round for one in jobs if isinstance(one, Beginning) and _by_link(one))
    room = room_by_link(Counter(coming))
    return [
        _begin(one, states, room) if isinstance(one, Beginning) else _save(one, rows, states)
        for one in jobs
    ]


def _states(rounds: set[int]) -> dict[int, str]:
    """Whether the rounds are open; none of them closes before this transaction ends."""
    found = Round.objects.select_for_update().filter(pk__in=rounds)
    return dict(found.order_by("pk").values_list("pk", "state"))


def _closed(state: str | None) -> Refused | None:
    if state == RoundState.OPEN:
        return None
    if state is None or state == RoundState.DRAFT:
        return Refused("not_found", _("There is no such round."), status=404)
    message = _(
        "This round is closed, so answers can no longer be changed. Thank you all the same."
    )
    return Refused("closed", message, status=409)


def _by_link(one: Beginning) -> bool:
    return bool(one.fields.get("door", Door.LINK) == Door.LINK)


def _full() -> Refused:
    message = _(
        "Many more answers came in by this link than people were asked, so it takes no new ones "
        "for now. Please tell whoever sent it to you: they can open it again."
    )
    return Refused("full", message, status=409)


def _begin(one: Beginning, states: Mapping[int, str], room: dict[int, int]) -> Kept | Refused:
    if refused := _closed(states.get(one.round)):
        return refused
    if before := _before(one):
        return before
    if _by_link(one):
        if room[one.round] <= 0:
            return _full()
        room[one.round] -= 1
    card = one.fields.get("card_digest", "")
    used = bool(card) and Response.objects.filter(round=one.round, card_digest=card).exists()
    fields = {**one.fields, "card_digest": ""} if used else one.fields
    made = Response.objects.create(round_id=one.round, **fields)
    return Kept(made.pk, made.revision, made.state, used and made.state == ResponseState.SENT)


def _before(one: Beginning) -> Kept | Refused | None:
    """The same response, sent before, or why there can be no other."""
    door, digest = one.fields.get("door", Door.LINK), one.fields.get("key_digest")
    rows = Response.objects.only("round", "door", "revision", "state")
    found = rows.filter(key_digest=digest).first() if digest else None
    if found is None:
        return _begun(one) if door == Door.RETURN else None
    if (found.round_id, found.door) == (one.round, door):
        return Kept(found.pk, found.revision, found.state)
    message = _("This key opens other answers already. Please choose a new one for these.")
    return Refused("key_taken", message, field="key", status=409)


def _begun(one: Beginning) -> Refused | None:
    rows = Response.objects.filter(round=one.round, door=Door.RETURN)
    if not rows.filter(partner=one.fields["partner_id"]).exists():
        return None
    message = _("This answer is begun already. Whoever began it has the private link to it.")
    return Refused("begun", message, status=409)


def _save(one: Saving, rows: Mapping[UUID, Response], states: Mapping[int, str]) -> Kept | Refused:
    row = rows.get(one.response)
    if row is None:
        return Refused("not_found", _("These answers were taken back."), status=404)
    if refused := _closed(states.get(row.round_id)):
        return refused
    ratings = _merged({} if one.whole else row.ratings, one.ratings)
    words = _merged({} if one.whole else row.words, one.words)
    state = ResponseState.SENT if one.send else row.state
    if one.revision != row.revision:
        same = (ratings, words, state) == (row.ratings, row.words, row.state)
        return Kept(row.pk, row.revision, row.state) if same and not one.fields else _conflict()
    if one.send and not (ratings or words):
        return Refused("empty", _("There is nothing to send yet: please answer something first."))
    return _update(row, {"ratings": ratings, "words": words, "state": state, **one.fields})


def _update(row: Response, fields: Mapping[str, Any]) -> Kept | Refused:
    rows = Response.objects.filter(pk=row.pk, revision=row.revision)
    if not rows.update(revision=row.revision + 1, **fields):
        return _conflict()
    row.revision += 1
    row.ratings, row.words, row.state = fields["ratings"], fields["words"], fields["state"]
    return Kept(row.pk, row.revision, row.state)


def _merged[Value](old: Mapping[str, Value], new: Mapping[str, Any]) -> dict[str, Value]:
    return {name: one for name, one in {**old, **new}.items() if one not in {None, ""}}


def _conflict() -> Refused:
    message = _(
        "These answers were changed on another screen in the meantime. "
        "Look at both, and choose which to keep."
    )
    return Refused("conflict", message, field="revision", status=409)
