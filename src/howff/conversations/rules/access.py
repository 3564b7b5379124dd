"""Who may see, run and moderate a conversation."""

from howff.conversations.models import Conversation
from howff.people import rules
from howff.people.models import Person


def may_see(person: Person, conversation: Conversation) -> bool:
    """Members of the collaboration see its conversations."""
    return rules.may_see(person, conversation.collaboration)


def may_run(person: Person, conversation: Conversation) -> bool:
    """Facilitators and helpers open, close and reveal prompts."""
    return rules.may_help(person, conversation.collaboration)


def may_moderate(person: Person, conversation: Conversation) -> bool:
    """Facilitators and helpers decide what is shown."""
    return rules.may_help(person, conversation.collaboration)


def may_edit(person: Person, conversation: Conversation) -> bool:
    """Facilitators prepare conversations and their prompts."""
    return rules.may_facilitate(person, conversation.collaboration)
