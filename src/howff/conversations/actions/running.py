"""A facilitator runs a conversation: opens, closes, reveals, and speaks to everyone."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.conversations.actions.answering import topics_of
from howff.conversations.actions.preparing import record, restructured
from howff.conversations.models import (
    Answer,
    Conversation,
    ConversationState,
    Part,
    Prompt,
    PromptState,
)
from howff.conversations.rules import Refused
from howff.conversations.signals import answers_taken_back, conversation_closed, votes_came
from howff.evidence.actions import take_back
from howff.live.announce import announce
from howff.people.models import Person


@transaction.atomic
def open_conversation(*, conversation: Conversation, by: Person | None) -> Conversation:
    """Let people join, also again after it was closed."""
    if conversation.state != ConversationState.OPEN:
        conversation.state = ConversationState.OPEN
        conversation.opened_at = conversation.opened_at or timezone.now()
        conversation.closed_at = None
        conversation.save(update_fields=["state", "opened_at", "closed_at"])
        _remember(conversation, by, "opened the conversation")
    return conversation


@transaction.atomic
def close_conversation(*, conversation: Conversation, by: Person | None) -> Conversation:
    """End the conversation: every prompt closes; people keep their own contributions."""
    if conversation.state != ConversationState.CLOSED:
        now = timezone.now()
        asked = conversation.prompts.filter(state=PromptState.OPEN)
        if _following_up(conversation):
            asked = asked.exclude(part=Part.FOLLOW_UP)
        asked.update(state=PromptState.CLOSED, closed_at=now, ends_at=None)
        conversation.state = ConversationState.CLOSED
        conversation.closed_at = now
        conversation.current = None
        conversation.save(update_fields=["state", "closed_at", "current"])
        _remember(conversation, by, "closed the conversation")
        conversation_closed.send(Conversation, conversation=conversation, by=by)
    return conversation


@transaction.atomic
def open_prompt(*, prompt: Prompt, by: Person | None, minutes: float | None = None) -> Prompt:
    """Let people answer a prompt, and show it to everyone; opens the conversation if need be."""
    now = timezone.now()
    conversation = prompt.conversation
    if conversation.state == ConversationState.DRAFT:
        open_conversation(conversation=conversation, by=by)
    if conversation.state == ConversationState.CLOSED and not _following_up(conversation):
        message = _("The conversation is closed. Open it again first.")
        raise Refused("closed", message, status=409)
    prompt.state = PromptState.OPEN
    prompt.opened_at = prompt.opened_at or now
    prompt.closed_at = None
    prompt.ends_at = now + timedelta(minutes=minutes) if minutes else None
    prompt.save(update_fields=["state", "opened_at", "closed_at", "ends_at"])
    conversation.current = prompt
    conversation.save(update_fields=["current"])
    _remember(conversation, by, "opened a prompt", prompt)
    return prompt


@transaction.atomic
def close_prompt(*, prompt: Prompt, by: Person | None) -> Prompt:
    """Take no more answers to a prompt."""
    if prompt.state == PromptState.OPEN:
        prompt.state = PromptState.CLOSED
        prompt.closed_at = timezone.now()
        prompt.ends_at = None
        prompt.save(update_fields=["state", "closed_at", "ends_at"])
        _remember(prompt.conversation, by, "closed a prompt", prompt)
        votes_came.send(Prompt, prompts=frozenset({prompt.pk}))
    return prompt


@transaction.atomic
def reveal_prompt(*, prompt: Prompt, by: Person | None, revealed: bool = True) -> Prompt:
    """Show a prompt's results to the room, or hide them again."""
    prompt.revealed = revealed
    prompt.save(update_fields=["revealed"])
    verb = "revealed results" if revealed else "hid results"
    _remember(prompt.conversation, by, verb, prompt)
    return prompt


@transaction.atomic
def show_prompt(*, prompt: Prompt, by: Person | None) -> Prompt:
    """Bring a prompt back to the stage without opening it."""
    conversation = prompt.conversation
    conversation.current = prompt
    conversation.save(update_fields=["current"])
    _remember(conversation, by, "showed a prompt", prompt)
    return prompt


@transaction.atomic
def reset_prompt(*, prompt: Prompt, by: Person) -> Prompt:
    """Start a prompt again: its answers go, and their words with them."""
    answers = Answer.objects.filter(prompt=prompt)
    take_back(passage_ids=answers.exclude(passage=None).values_list("passage", flat=True))
    gone = answers.count()
    prompt.items.filter(passage__source__startswith="answer:").delete()
    answers.delete()
    prompt.revealed = False
    prompt.save(update_fields=["revealed"])
    answers_taken_back.send(Answer, conversation_id=prompt.conversation_id)
    _remember(prompt.conversation, by, "reset a prompt", prompt, answers=gone)
    return prompt


@transaction.atomic
def set_timer(*, prompt: Prompt, minutes: float | None, by: Person) -> Prompt:
    """Count down on the stage; nothing closes by itself when the time is up."""
    prompt.ends_at = timezone.now() + timedelta(minutes=minutes) if minutes else None
    prompt.save(update_fields=["ends_at"])
    _remember(prompt.conversation, by, "set the timer", prompt)
    return prompt


@transaction.atomic
def tell_everyone(*, conversation: Conversation, message: str, by: Person) -> Conversation:
    """Show a message on every phone; an empty one takes it away."""
    if len(message) > 280:
        raise Refused("too_long", _("Please use at most 280 characters."), field="message")
    conversation.message = message.strip()
    conversation.message_at = timezone.now() if conversation.message else None
    conversation.save(update_fields=["message", "message_at"])
    _remember(conversation, by, "sent a message to everyone")
    return conversation


def _following_up(conversation: Conversation) -> bool:
    until = conversation.follow_up_until
    return until is not None and until > timezone.now()


def _remember(
    conversation: Conversation,
    by: Person | None,
    verb: str,
    prompt: Prompt | None = None,
    **details: object,
) -> None:
    told = {"prompt": prompt.text} if prompt else {}
    record(conversation, by, verb, **told, **details)
    restructured(conversation)
    if prompt:
        announce(*topics_of(prompt))
