"""Keeps what a person allows; nothing is ever overwritten."""

from howff.consent.models import Attribution, Audience, Consent


def give(
    *, attribution: Attribution, audience: Audience, replaces: Consent | None = None
) -> Consent:
    """Keep what a person allows now."""
    return Consent.objects.create(attribution=attribution, audience=audience, replaces=replaces)
