"""Keys that let a program act as a person."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.people.actions.history import remember
from howff.people.actions.keeping import keep, tidy
from howff.people.models import Person, Token
from howff.people.queries import digest_of, token_for


@transaction.atomic
def make_token(*, person: Person, name: str, days: int | None = None) -> str:
    """Make a key and return it; it cannot be shown again, because only its digest is kept."""
    raw = f"howff_{secrets.token_urlsafe(32)}"
    expires_at = timezone.now() + timedelta(days=days) if days else None
    token = Token(
        person=person, name=tidy(name) or _("Key"), digest=digest_of(raw), expires_at=expires_at
    )
    keep(token)
    remember(collaboration=None, by=person, verb="made the key", subject=token.name)
    return raw


def person_using(raw: str) -> Person | None:
    """The person whom a program with this key acts for; notes, once an hour, that it is used."""
    token = token_for(raw)
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(hours=1):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.person


@transaction.atomic
def revoke_token(*, token: Token, by: Person) -> None:
    """Make a key useless at once."""
    remember(collaboration=None, by=by, verb="revoked the key", subject=token.name)
    token.delete()
