"""What can go wrong, said so that somebody knows what to do."""


class Refused(Exception):
    """Something that cannot be done: the message tells what to do, the field says where."""

    def __init__(self, code: str, message: str, *, field: str | None = None, status: int = 422):
        super().__init__(message)
        self.code, self.message, self.field, self.status = code, message, field, status

    def as_json(self) -> dict[str, dict[str, str | None]]:
        """The error as every interface sends it."""
        return {"error": {"code": self.code, "message": self.message, "field": self.field}}


class PeopleError(Refused):
    """A change of people or collaborations that was not made."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__("invalid", message, field=field)
