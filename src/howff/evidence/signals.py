"""What evidence tells those above it, inside the transaction in which it happens."""

from django.dispatch import Signal

# Words were taken back or may be used less than before. Arguments: passage_ids, erased (old texts).
passage_changed = Signal()
