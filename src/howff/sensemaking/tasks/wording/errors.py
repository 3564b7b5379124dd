"""What can go wrong when a model is asked."""


class WordingError(Exception):
    """No proposal came of it; the message says why, to people who asked for it."""
