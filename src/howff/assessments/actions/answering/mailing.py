"""Sends somebody their own link or card, and forgets the address."""

from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from howff.assessments.actions.answering.cards import tidy_card, written
from howff.assessments.models import Response
from howff.assessments.queries.access import card_digest
from howff.people.errors import Refused

MOST_LETTERS = 3


def mail_link(*, response: Response, link: str, email: str, card: str = "") -> None:
    """Send a private link, and its own card if that is at hand, to an address that is not kept.

    Nothing that anybody typed is in the letter, and there are few: it must not serve to write to
    strangers.
    """
    address, own = _address(email), _own_card(response, card)
    text = render_to_string(
        "assessments/answering/letter.txt", {"round": response.round, "link": link, "card": own}
    )
    subject = _("Your private link: %(title)s") % {"title": " ".join(response.round.title.split())}
    rows = Response.objects.filter(pk=response.pk)
    if not rows.filter(letters__lt=MOST_LETTERS).update(letters=F("letters") + 1):
        message = _("This link was sent %(count)s times already. Please copy it from this page.")
        raise Refused("enough", message % {"count": MOST_LETTERS}, field="email", status=409)
    try:
        EmailMessage(subject, text, to=[address]).send()
    except (SMTPException, OSError) as error:
        rows.update(letters=F("letters") - 1)
        message = _("The letter could not be sent just now. Please write down what you need.")
        raise Refused("not_sent", message, field="email", status=503) from error


def _address(email: str) -> str:
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("invalid", _("This is not an e-mail address."), field="email") from None
    return address


def _own_card(response: Response, card: str) -> str:
    """The card as it was given, or nothing; refuses any but the one that belongs to these answers.

    Only its digest is kept, so that the page on which it was shown has to send it along.
    """
    signs = tidy_card(card)
    if signs and card_digest(response.round.collaboration, signs) != response.card_digest:
        message = _("This is not the card of these answers.")
        raise Refused("invalid", message, field="card")
    return written(signs)
