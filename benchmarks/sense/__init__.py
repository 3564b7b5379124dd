"""What making sense of answers and votes costs, and how good it is, beside its peers."""
