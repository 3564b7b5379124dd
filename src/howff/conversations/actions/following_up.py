"""After the conversation: a survey that stays open for days, for those who asked to be told."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.conversations.actions.preparing import record, restructured
from howff.conversations.models import (
    Conversation,
    FollowUpAddress,
    Part,
    PromptState,
)
from howff.conversations.rules import Refused
from howff.conversations.tasks import close_survey, end_survey, send_follow_up
from howff.people.models import Person

FEW = 20


@transaction.atomic
def leave_address(*, conversation: Conversation, email: str) -> None:
    """Keep an address for the follow-up alone; it is not tied to anybody's answers."""
    tidy = email.strip().lower()
    try:
        validate_email(tidy)
    except ValidationError:
        message = _("This does not look like an e-mail address. Please check it.")
        raise Refused("invalid", message, field="email") from None
    addresses = FollowUpAddress.objects.filter(conversation=conversation)
    if addresses.count() >= max(FEW, conversation.participants.count()):
        message = _("More addresses were left than people came. Please write to the facilitator.")
        raise Refused("too_many", message, field="email", status=429)
    FollowUpAddress.objects.get_or_create(conversation=conversation, email=tidy)
    if conversation.follow_up_until and conversation.follow_up_until > timezone.now():
        send_follow_up.enqueue(conversation.pk)


@transaction.atomic
def start_follow_up(*, conversation: Conversation, days: int, by: Person) -> Conversation:
    """Open the survey's prompts for some days, and write to those who left an address."""
    survey = conversation.prompts.filter(part=Part.FOLLOW_UP)
    if not survey.exists():
        message = _("Add at least one prompt to the follow-up part first.")
        raise Refused("invalid", message, status=409)
    if not 1 <= days <= 60:
        raise Refused("invalid", _("Please choose 1 to 60 days."), field="days")
    now = timezone.now()
    survey.update(state=PromptState.OPEN, opened_at=now, closed_at=None)
    conversation.follow_up_until = now + timedelta(days=days)
    conversation.save(update_fields=["follow_up_until"])
    record(conversation, by, "started the follow-up", days=days)
    restructured(conversation)
    send_follow_up.enqueue(conversation.pk)
    end_survey.using(run_after=conversation.follow_up_until).enqueue(conversation.pk)
    return conversation


@transaction.atomic
def end_follow_up(*, conversation: Conversation, by: Person | None) -> Conversation:
    """Close the survey and delete the addresses that were left for it."""
    close_survey(conversation)
    record(conversation, by, "ended the follow-up")
    return conversation
