"""Somebody answers by link: begins, saves as they go, and sends."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from howff.assessments.actions.answering.cards import tidy_card
from howff.assessments.actions.answering.keeping import Beginning, Kept, Saving
from howff.assessments.models import Door, Partner, Response, ResponseState, Round, RoundPlace
from howff.assessments.queries.access import card_digest, key_digest
from howff.assessments.queries.answering import About, homes, levels, partners_of
from howff.assessments.rules import known, read_ratings
from howff.consent.models import Attribution
from howff.instruments.queries import definition_of
from howff.live.keeping import kept
from howff.people.errors import Refused

LONGEST = 10_000
SHORTEST_KEY = 16
type Given = Mapping[str, Any]


def begin(
    *,
    round: Round,
    about: About,
    key: str = "",
    door: Door = Door.LINK,
    ratings: Given | None = None,
    words: Given | None = None,
    send: bool = False,
    **more: Any,
) -> Kept:
    """Begin a response, or send it whole at once; with a key, sending it again is harmless."""
    digest = key_digest(long_enough(key)) if key else ""
    fields = row_of(round, about, ratings or {}, words or {}, door=door, key_digest=digest, **more)
    if send:
        fields["state"] = something(fields)
    return _one(kept("response", Beginning(round.pk, fields)))


def row_of(round: Round, about: About, ratings: Given, words: Given, **more: Any) -> dict[str, Any]:
    """The fields of a response, read and checked."""
    said = _said(round, ratings, words)
    spoken = {name: text for name, text in said["words"].items() if text}
    return {**_about(round, about), **said, "words": spoken, "language": round.language, **more}


def something(fields: Given) -> ResponseState:
    """The state of a response that is sent; refuses one that says nothing."""
    if not fields["ratings"] and not fields["words"]:
        message = _("There is nothing to send yet: please answer something first.")
        raise Refused("empty", message)
    return ResponseState.SENT


def begin_return(*, partner: Partner, key: str) -> Kept:
    """Begin the one answer that an organisation agreed inside; only `key` opens it from then on.

    Whoever runs the round knows the partner's link, and shall not read the answer by it.
    """
    fields = {
        "partner_id": partner.pk,
        "door": Door.RETURN,
        "key_digest": key_digest(long_enough(key)),
        "attribution": Attribution.ORGANISATION,
        "language": partner.round.language,
    }
    return _one(kept("response", Beginning(partner.round_id, fields)))


def long_enough(key: str) -> str:
    """The key of a private link, if nobody can guess it."""
    if len(key) < SHORTEST_KEY:
        message = _("Please choose a longer key: at least %(count)s letters, chosen at random.")
        raise Refused("invalid", message % {"count": SHORTEST_KEY}, field="key")
    return key


def save(
    *,
    response: Response,
    revision: int,
    ratings: Given,
    words: Given,
    whole: bool = False,
    send: bool = False,
    about: About | None = None,
    **more: Any,
) -> Kept:
    """Keep answers as they are now, and with `send` let them count.

    Raises Refused: 409 where another screen saved in between, or the round has closed.
    """
    taken = {name: None for name, one in ratings.items() if one in {None, ""}}
    given = {name: one for name, one in ratings.items() if name not in taken}
    known(levels(definition_of(response.round.version)), list(taken))
    said = _said(response.round, given, words)
    fields = {**more, **(_about(response.round, about) if about else {})}
    job = Saving(
        response.pk, revision, {**said["ratings"], **taken}, said["words"], whole, send, fields
    )
    return _one(kept("response", job))


def _one(outcome: Kept | Refused) -> Kept:
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def _about(round: Round, about: About) -> dict[str, Any]:
    _belongs(partners_of(round), about.partner, "partner")
    _belongs(RoundPlace.objects.filter(round=round), about.place, "place")
    card = tidy_card(about.card)
    return {
        "partner_id": about.partner,
        "place_id": about.place,
        "attribution": about.attribution,
        "audience": about.audience,
        "card_digest": card_digest(round.collaboration, card) if card and round.cards else "",
    }


def _belongs(rows: Any, pk: int | None, field: str) -> None:
    if pk is not None and not rows.filter(pk=pk).exists():
        message = _("Please choose one of those that are offered.")
        raise Refused("invalid", message, field=field)


def _said(round: Round, ratings: Given, words: Given) -> dict[str, Any]:
    definition = definition_of(round.version)
    names = homes(definition)
    known(names, words)
    spoken = {name: str(text or "").strip() for name, text in words.items()}
    for name, text in spoken.items():
        if len(text) > LONGEST:
            message = _("Please write less here: at most %(count)s letters.")
            raise Refused("invalid", message % {"count": LONGEST}, field=name)
    return {"ratings": read_ratings(ratings, levels(definition)), "words": spoken}
