"""Return cards: a random code that joins a person's rounds, and says nothing else of them."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.models import Response, ResponseState, RoundState
from howff.assessments.queries.access import card_digest
from howff.assessments.rules import must_be
from howff.people.codes import tidy_code
from howff.people.errors import Refused

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM = 7


def new_card() -> str:
    """A code such as K7QF-2M9D: seven random signs, and one that tells a slip of the pen."""
    signs = "".join(secrets.choice(LETTERS) for _number in range(RANDOM))
    return written(signs + _check(signs))


def written(signs: str) -> str:
    """A tidy code as people write it down."""
    return f"{signs[:4]}-{signs[4:]}" if signs else ""


def tidy_card(typed: str) -> str:
    """A code however it was typed, or nothing where nothing was; refuses one with a slip in it."""
    signs = tidy_code(typed)
    if not signs:
        return ""
    fits = len(signs) == RANDOM + 1 and set(signs) <= set(LETTERS)
    if not fits or _check(signs[:-1]) != signs[-1]:
        message = _("This is not one of our codes. Look at your card again, or leave this empty.")
        raise Refused("invalid", message, field="card")
    return signs


@transaction.atomic
def give_card(*, response: Response) -> str:
    """A new return card for somebody who has sent their answers; only its digest is kept."""
    must_be(response.round, RoundState.OPEN)
    card = new_card()
    digest = card_digest(response.round.collaboration, card)
    rows = Response.objects.filter(pk=response.pk, state=ResponseState.SENT, card_digest="")
    if not (response.round.cards and rows.update(card_digest=digest)):
        message = _("There is no card to give: these answers have one, or were not sent yet.")
        raise Refused("no_card", message, status=409)
    return card


def _check(signs: str) -> str:
    """The weighted sum of the signs, which changes with one wrong sign and with two swapped."""
    places = (LETTERS.index(sign) * weight for weight, sign in enumerate(signs, 2))
    return LETTERS[sum(places) % len(LETTERS)]
