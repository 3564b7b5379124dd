"""The one error of conversations: what was wrong, and what to do."""


class Refused(Exception):
    """Something that cannot be done, with a message that a person can act on."""

    def __init__(self, code: str, message: str, *, field: str | None = None, status: int = 422):
        super().__init__(message)
        self.code, self.message, self.field, self.status = code, message, field, status

    def as_json(self) -> dict[str, dict[str, str | None]]:
        """The error as every interface sends it."""
        return {"error": {"code": self.code, "message": self.message, "field": self.field}}
