"""Pure readers and writers of open formats: bytes to plain values and back."""
