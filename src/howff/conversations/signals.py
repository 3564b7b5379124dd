"""What conversations tell those above them, inside the transaction in which it happens."""

from django.dispatch import Signal

# A conversation was closed. Arguments: conversation, by.
conversation_closed = Signal()

# Choices, ratings or votes were taken back: numbers changed, no words. Arguments: conversation_id.
answers_taken_back = Signal()

# People voted on statements, or no more votes are taken. Arguments: prompts (their numbers).
votes_came = Signal()
