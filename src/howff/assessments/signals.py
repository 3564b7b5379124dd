"""What rounds tell those above them, inside the transaction in which it happens."""

from django.dispatch import Signal

# A round was closed and its figures were made. Arguments: round, by.
round_closed = Signal()
