"""The doors to conversations: each gives what the person may see, or says that it is not there."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from howff.conversations.models import Answer, Conversation, Item, Note, Participant, Prompt
from howff.conversations.rules import may_edit, may_run, may_see
from howff.people.codes import tidy_code
from howff.people.models import Collaboration, Person


def conversations_in(collaboration: Collaboration) -> QuerySet[Conversation]:
    """A collaboration's conversations, newest first."""
    return Conversation.objects.filter(collaboration=collaboration)


def conversation_for(person: Person, pk: int) -> Conversation:
    """A conversation that this person may see."""
    rows = Conversation.objects.select_related("collaboration", "current")
    conversation = rows.filter(pk=pk).first()
    if conversation is None or not may_see(person, conversation):
        raise Http404
    return conversation


def running_for(person: Person, pk: int) -> Conversation:
    """A conversation that this person may run and moderate."""
    conversation = conversation_for(person, pk)
    if not may_run(person, conversation):
        raise PermissionDenied
    return conversation


def editable_for(person: Person, pk: int) -> Conversation:
    """A conversation that this person may prepare."""
    conversation = conversation_for(person, pk)
    if not may_edit(person, conversation):
        raise PermissionDenied
    return conversation


def prompt_for(person: Person, pk: int) -> Prompt:
    """A prompt of a conversation that this person may run."""
    rows = Prompt.objects.select_related("conversation__collaboration")
    prompt = rows.filter(pk=pk).first()
    if prompt is None or not may_see(person, prompt.conversation):
        raise Http404
    if not may_run(person, prompt.conversation):
        raise PermissionDenied
    return prompt


def editable_prompt_for(person: Person, pk: int) -> Prompt:
    """A prompt of a conversation that this person may prepare."""
    prompt = prompt_for(person, pk)
    if not may_edit(person, prompt.conversation):
        raise PermissionDenied
    return prompt


def prompt_in(conversation: Conversation, pk: int | None) -> Prompt:
    """One prompt of this conversation."""
    prompt = conversation.prompts.filter(pk=pk).first() if pk else None
    if prompt is None:
        raise Http404
    prompt.conversation = conversation
    return prompt


def item_for(person: Person, pk: int) -> Item:
    """A statement or question of a conversation that this person may moderate."""
    item = Item.objects.select_related("prompt__conversation__collaboration").filter(pk=pk).first()
    if item is None or not may_see(person, item.prompt.conversation):
        raise Http404
    if not may_run(person, item.prompt.conversation):
        raise PermissionDenied
    return item


def note_for(person: Person, pk: int) -> Note:
    """A note of a conversation that this person may run."""
    rows = Note.objects.select_related("prompt__conversation__collaboration", "passage")
    note = rows.filter(pk=pk).first()
    if note is None or not may_see(person, note.prompt.conversation):
        raise Http404
    if not may_run(person, note.prompt.conversation):
        raise PermissionDenied
    return note


def conversation_by_code(code: str) -> Conversation | None:
    """The conversation that a join code leads to, however it was typed."""
    rows = Conversation.objects.select_related("collaboration", "current")
    return rows.filter(code=tidy_code(code)).first()


def participant_by(pk: int) -> Participant | None:
    """A participant who was not removed."""
    rows = Participant.objects.select_related("conversation__collaboration", "speaker", "consent")
    return rows.filter(pk=pk, removed_at=None).first()


def present(pk: int) -> Participant | None:
    """The same with no more than their conversation, for what all phones ask at once."""
    rows = Participant.objects.select_related("conversation").order_by()
    return rows.filter(pk=pk, removed_at=None).first()


def answer_of(participant: Participant, pk: int) -> Answer:
    """One of a participant's own answers."""
    answer = participant.answers.select_related("prompt__conversation").filter(pk=pk).first()
    if answer is None:
        raise Http404
    return answer
