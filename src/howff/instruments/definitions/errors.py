"""What can be wrong with an instrument, said so that somebody can mend it."""


class InstrumentError(ValueError):
    """An instrument that cannot be used or changed; the message says what to do, and where.

    `where` is the place, such as `category 2, principle 1 (P1)`, or is empty.
    """

    def __init__(
        self, message: str, *, where: str = "", code: str = "invalid", status: int = 422
    ) -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = str(self)
        self.where, self.code, self.status = where, code, status
