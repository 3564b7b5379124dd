"""Short codes that people read from a screen and type: never with signs that look alike."""

import secrets
from typing import Any

from django.db.models import QuerySet

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def free_code(rows: QuerySet[Any], length: int) -> str:
    """A random code that none of these rows has."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _letter in range(length))
        if not rows.filter(code=code).exists():
            return code


def tidy_code(typed: str) -> str:
    """A code as it is kept: capitals, without spaces or dashes."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
