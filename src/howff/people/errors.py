"""What can go wrong with people and collaborations, said so that somebody knows what to do."""


class PeopleError(Exception):
    """The change was not made; the message tells what to do, the field says where."""

    code = "invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
