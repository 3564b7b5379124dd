"""What people do in a conversation."""
