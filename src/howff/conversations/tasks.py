"""What the machine does after a conversation."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.conversations.models import (
    Conversation,
    FollowUpAddress,
    Part,
    PromptState,
)
from howff.live.announce import announce

logger = logging.getLogger(__name__)


@task()
def send_follow_up(conversation_id: int) -> int:
    """Write once to everyone who left an address; returns how many were written to."""
    conversation = Conversation.objects.get(pk=conversation_id)
    waiting = conversation.follow_up_addresses.filter(sent_at=None)
    return sum(_written(conversation, address) for address in waiting)


@task()
def end_survey(conversation_id: int) -> None:
    """End a follow-up whose time is up, unless it was ended or prolonged meanwhile."""
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    until = conversation and conversation.follow_up_until
    if conversation and until and until <= timezone.now():
        close_survey(conversation)


@transaction.atomic
def close_survey(conversation: Conversation) -> None:
    """Close the survey's prompts and delete the addresses that were left for it."""
    conversation.prompts.filter(part=Part.FOLLOW_UP, state=PromptState.OPEN).update(
        state=PromptState.CLOSED, closed_at=timezone.now()
    )
    conversation.follow_up_until = None
    conversation.structure = F("structure") + 1
    conversation.save(update_fields=["follow_up_until", "structure"])
    conversation.refresh_from_db(fields=["structure"])
    conversation.follow_up_addresses.all().delete()
    announce(f"room:{conversation.pk}", f"console:{conversation.pk}")


def _written(conversation: Conversation, address: FollowUpAddress) -> bool:
    """Write to one address; one that takes no mail does not keep the others from theirs."""
    try:
        _write(conversation, address)
    except (SMTPException, OSError) as error:
        logger.warning("A letter about the follow-up could not be sent: %s", type(error).__name__)
        return False
    return True


def _write(conversation: Conversation, address: FollowUpAddress) -> None:
    link = settings.PUBLIC_ADDRESS + reverse("conversations:join", args=[conversation.code])
    with override(conversation.language):
        text = render_to_string(
            "conversations/follow_up.txt",
            {"conversation": conversation, "link": link, "until": conversation.follow_up_until},
        )
        subject = _("Two minutes more about “%(title)s”") % {"title": conversation.title}
    EmailMessage(subject=subject, body=text, to=[address.email]).send()
    address.sent_at = timezone.now()
    address.save(update_fields=["sent_at"])
