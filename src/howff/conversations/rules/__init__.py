"""Who may do what in a conversation, and which answers a prompt takes."""

from howff.conversations.rules.access import may_edit, may_moderate, may_run, may_see
from howff.conversations.rules.values import Given, highest_rating, read_value
from howff.people.errors import Refused

__all__ = [
    "Given",
    "Refused",
    "highest_rating",
    "may_edit",
    "may_moderate",
    "may_run",
    "may_see",
    "read_value",
]
