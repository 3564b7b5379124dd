"""`howff token`: a key for a program."""

from argparse import Namespace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from howff.people.actions import create_person, make_token
from howff.website import installation
from howff.website.errors import Refused


def run(options: Namespace) -> int:
    """Print a new key, and nothing else, so that scripts can keep it."""
    try:
        validate_email(options.email)
    except ValidationError:
        raise Refused(f"{options.email!r} is not an e-mail address.") from None
    installation.migrate()
    print(make_token(person=create_person(email=options.email), name="howff token"))
    return 0
