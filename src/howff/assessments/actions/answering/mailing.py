"""Sends somebody their own link or card, and forgets the address."""

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from howff.assessments.models import Round
from howff.people.errors import Refused


def mail_link(*, round: Round, link: str, email: str, card: str = "") -> None:
    """Send a private link, and a card if there is one, to an address that is not kept."""
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("invalid", _("This is not an e-mail address."), field="email") from None
    text = render_to_string(
        "assessments/answering/letter.txt", {"round": round, "link": link, "card": card}
    )
    subject = _("Your private link: %(title)s") % {"title": " ".join(round.title.split())}
    EmailMessage(subject, text, to=[address]).send()
