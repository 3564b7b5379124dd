"""Passkeys are another way in beside the code by e-mail, never a second lock on the door."""

import time
from collections.abc import Sequence

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from howff.people.models import Person

FRESH = 5 * 60


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """Lets somebody who has lost a device sign in with a code, and put another in its place."""

    def is_mfa_enabled(self, user: Person, types: Sequence[str] | None = None) -> bool:
        """A passkey is asked for only to change passkeys, and not just after signing in."""
        changing = list(types or []) == [Authenticator.Type.WEBAUTHN]
        return changing and not just_signed_in(user) and super().is_mfa_enabled(user, types=types)

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002, ARG002
        """The name that a new passkey has until its owner chooses another."""
        return _("My device")


def just_signed_in(user: Person) -> bool:
    """Whether this person showed in the last minutes, in any way, who they are."""
    shown = get_authentication_records(context.request, user)
    return bool(shown) and time.time() - shown[-1]["at"] < FRESH
