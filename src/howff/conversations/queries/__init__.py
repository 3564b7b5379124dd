"""What may be seen of conversations, and by whom."""
