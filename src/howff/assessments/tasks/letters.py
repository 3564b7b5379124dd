"""Letters about a round: the same words for everybody, whoever has answered."""

import logging
from collections.abc import Sequence
from enum import StrEnum
from itertools import batched
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.assessments.models import Round, RoundState
from howff.assessments.queries.rounds import link_to
from howff.people.actions.keeping import tidy

logger = logging.getLogger(__name__)

AT_ONCE = 50  # so that a worker that is killed writes twice to few people at most


class Letter(StrEnum):
    """What a letter is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"


def send_letters(round: Round, letter: Letter, addresses: Sequence[int]) -> None:
    """Write to these addresses in the background, in the transaction that says they are told."""
    for some in batched(addresses, AT_ONCE):
        write_letters.enqueue(round.pk, letter.value, list(some))


@task()
def write_letters(round_id: int, letter: str, addresses: list[int]) -> int:
    """Write one letter to each of these addresses while the round is open; gives how many went."""
    round = Round.objects.select_related("collaboration").filter(pk=round_id).first()
    if round is None or round.state != RoundState.OPEN:
        return 0
    subject, text = words_of(round, Letter(letter))
    emails = round.addresses.filter(pk__in=addresses).values_list("email", flat=True)
    return sum(_written(subject, text, email) for email in emails)


def words_of(round: Round, letter: Letter) -> tuple[str, str]:
    """The subject and the text of a letter, which say nothing about whom it goes to."""
    context = {"round": round, "link": settings.PUBLIC_ADDRESS + link_to(round)}
    with override(round.language):
        told = {
            Letter.INVITATION: _("How is it going in %(name)s? We would like to hear from you"),
            Letter.REMINDER: _("A reminder: taking stock in %(name)s"),
        }
        subject = tidy(told[letter] % {"name": round.collaboration.name})
        text = render_to_string(f"assessments/rounds/mail/{letter}.txt", context)
    return subject, text


def _written(subject: str, text: str, email: str) -> bool:
    """Write to one address; one that takes no mail does not keep the others from theirs."""
    try:
        EmailMessage(subject=subject, body=text, to=[email]).send()
    except (SMTPException, OSError) as error:
        logger.warning("A letter about a round could not be sent: %s", type(error).__name__)
        return False
    return True
