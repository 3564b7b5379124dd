"""A round's form, and a response to it, as programs read them."""

from typing import Any

from howff.assessments.models import Response, Round
from howff.assessments.queries.answering.asking import Asked, asking_of
from howff.assessments.queries.answering.filling import unrated_labels
from howff.assessments.queries.answering.finding import partners_of, places_of, said_by
from howff.assessments.queries.answering.promise import promises


def asked_json(round: Round, *, language: str = "", easy: bool = False) -> dict[str, Any]:
    """What a round asks, of whom, and what is promised."""
    asking = asking_of(round, language=language, easy=easy)
    return {
        "title": round.title,
        "collaboration": round.collaboration.name,
        "state": round.state,
        "closes_on": round.closes_on,
        "instrument": asking.title,
        "credit": asking.credit,
        "language": asking.language,
        "languages": list(asking.languages),
        "easy": asking.easy,
        "promises": [{"title": one.title, "text": one.text} for one in promises(round)],
        "partners": list(partners_of(round).values("id", "name")),
        "places": list(places_of(round).values("id", "name")),
        "unrated": unrated_labels(asking),
        "parts": [
            {"title": part.title, "items": [_item(one) for one in part.asked]}
            for part in asking.parts
        ],
    }


def said_json(response: Response) -> dict[str, Any]:
    """A response for whoever gave it; after closing its words are those not taken back."""
    return {
        "state": response.state,
        "revision": response.revision,
        "round": response.round.state,
        "ratings": response.ratings,
        "words": response.words or {one.about: one.quote.text for one in said_by(response)},
        "partner": response.partner_id,
        "place": response.place_id,
        "attribution": response.attribution,
        "audience": response.audience,
    }


def _item(one: Asked) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "statement": one.statement,
        "help": one.help,
        "levels": list(one.levels),
        "questions": [
            {"id": each.name, "text": each.text, "only_if": _condition(each.only_if, each.at_most)}
            for each in one.prompts
        ],
    }


def _condition(title: str, at_most: int) -> dict[str, Any] | None:
    return {"rated": title, "at_most": at_most} if title else None
