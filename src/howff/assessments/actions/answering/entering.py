"""Helpers type in what came on paper, was said in an interview, or stands in a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.actions.answering.keeping import Beginning, Kept, record_responses
from howff.assessments.actions.answering.saying import (
    Given,
    begin,
    long_enough,
    row_of,
    save,
    something,
)
from howff.assessments.actions.answering.taking_back import take_back
from howff.assessments.models import Door, Response, ResponseState, Round, RoundState
from howff.assessments.queries.access import key_digest
from howff.assessments.queries.answering import About
from howff.assessments.rules import must_be
from howff.formats.ratings import ResponseRow, Responses
from howff.people.actions import remember
from howff.people.errors import Refused
from howff.people.models import Person


def enter(
    *, round: Round, about: About, by: Person, ratings: Given, words: Given, key: str = ""
) -> Kept:
    """Keep a response that came on paper; the same with the same key is kept once."""
    return begin(
        round=round,
        about=about,
        key=_closed_key("paper", by.pk, key, about, ratings, words) if key else "",
        door=Door.PAPER,
        ratings=ratings,
        words=words,
        send=True,
        entered_by=by,
    )


def begin_interview(*, round: Round, about: About, by: Person) -> Kept:
    """Begin to take notes of an interview; only whoever leads it sees them until the end."""
    return begin(round=round, about=about, door=Door.INTERVIEW, entered_by=by)


def correct(*, response: Response, about: About, ratings: Given, words: Given) -> Kept:
    """Put right what was typed in wrongly."""
    return save(
        response=response,
        revision=response.revision,
        ratings=ratings,
        words=words,
        whole=True,
        about=about,
    )


def remove_entered(*, response: Response) -> None:
    """Erase a response that was typed in, while the round is open."""
    must_be(response.round, RoundState.OPEN)
    take_back(response=response)


def finish_interview(*, response: Response, revision: int, key: str) -> None:
    """Let an interview count; `key` is in the link that is handed to whoever was asked."""
    if response.state == ResponseState.SENT:
        raise Refused("sent", _("This interview is finished already."), status=409)
    save(
        response=response,
        revision=revision,
        ratings={},
        words={},
        send=True,
        key_digest=key_digest(long_enough(key)),
    )


@transaction.atomic
def import_responses(
    *,
    round: Round,
    responses: Responses,
    organisations: Mapping[str, int | None],
    places: Mapping[str, int | None],
    by: Person,
    key: str,
) -> int:
    """Keep the answers of a spreadsheet, all of them or none; how many there were.

    `organisations` and `places` say which partner and which place of the round each name means.
    With the same `key` they are kept once.
    """
    digests = [key_digest(_closed_key("rows", key, at)) for at, _row in enumerate(responses.rows)]
    Round.objects.select_for_update().get(pk=round.pk)
    if Response.objects.filter(key_digest__in=digests[:1]).exists():
        raise Refused("kept", _("These answers are kept already; nothing was added."), status=409)
    jobs = [
        Beginning(round.pk, _row(round, row, organisations, places, by) | {"key_digest": digest})
        for row, digest in zip(responses.rows, digests, strict=True)
    ]
    for outcome in record_responses(jobs):
        if isinstance(outcome, Refused):
            raise outcome
    remember(
        collaboration=round.collaboration,
        by=by,
        verb="brought in answers",
        subject=round.title,
        details={"round": round.pk, "answers": len(jobs)},
    )
    return len(jobs)


def _closed_key(*parts: object) -> str:
    """A key that tells one sending from another, and opens no page, as no address can hold it."""
    return "/".join(map(str, parts))


def _row(
    round: Round,
    row: ResponseRow,
    organisations: Mapping[str, int | None],
    places: Mapping[str, int | None],
    by: Person,
) -> dict[str, Any]:
    about = About(
        partner=organisations.get(row.organisation) if row.organisation else None,
        place=places.get(row.place) if row.place else None,
    )
    fields = row_of(round, about, row.ratings, row.words, door=Door.PAPER, entered_by=by)
    if not (row.ratings or row.words):
        message = _("A row names %(name)s and answers nothing: take it out of the file, please.")
        raise Refused("empty", message % {"name": row.organisation or row.place})
    return {**fields, "state": something(fields)}
