"""What the machine does after a conversation."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.conversations.models import Conversation, FollowUpAddress


@task()
def send_follow_up(conversation_id: int) -> int:
    """Write once to everyone who left an address; returns how many were written to."""
    conversation = Conversation.objects.get(pk=conversation_id)
    waiting = list(conversation.follow_up_addresses.filter(sent_at=None))
    for address in waiting:
        _write(conversation, address)
    return len(waiting)


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
