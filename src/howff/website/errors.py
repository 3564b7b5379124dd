"""What the command `howff` says no to."""


class Refused(Exception):
    """What was asked cannot be done; the text tells what to do instead."""
