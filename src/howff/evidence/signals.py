"""What evidence tells those above it, inside the transaction in which it happens."""

from django.dispatch import Signal

# Words were taken back, may be used less than before, or (reworded=True) were said differently.
# Arguments: passage_ids, erased (texts that must not be found any more).
passage_changed = Signal()
