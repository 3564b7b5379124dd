"""Keeps a row only when it is right, and says what is wrong with it otherwise."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from howff.people.errors import PeopleError


def tidy(text: str) -> str:
    """One line of text: no control characters, no broken ones, no spaces to spare."""
    whole = text.encode("utf-8", "ignore").decode()
    return " ".join("".join(" " if ord(c) < 32 else c for c in whole).split())


def tidy_lines(text: str) -> str:
    """Text of several lines, without the characters that a database refuses."""
    whole = text.encode("utf-8", "ignore").decode().replace("\r\n", "\n")
    return "".join(c for c in whole if c == "\n" or unicodedata.category(c) != "Cc").strip()


def keep(row: models.Model, *fields: str) -> None:
    """Save the row, or only these fields of it, after checking it."""
    try:
        row.full_clean(validate_unique=True)
        with transaction.atomic():
            row.save(update_fields=fields or None)
    except ValidationError as error:
        raise refused(error) from error
    except IntegrityError as error:
        raise PeopleError(_("Somebody else just added this. Please look again.")) from error


def refused(error: ValidationError) -> PeopleError:
    """The first thing that is wrong, in words, with the field that it is about."""
    field, messages = next(iter(error.message_dict.items()))
    return PeopleError(messages[0], field="name" if field == "__all__" else field)
