"""What can be wrong with an instrument, said so that somebody can mend it."""


class InstrumentError(ValueError):
    """An instrument that cannot be used; the message says what to mend, and where.

    `where` is the place, such as `category 2, principle 1 (P1)`, or is empty.
    """

    code = "invalid"

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = str(self)
        self.where = where
