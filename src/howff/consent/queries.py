"""Answers whether a consent covers a use, and says in words what a person allowed."""

from django.utils.translation import gettext as _

from howff.consent.models import Attribution, Audience, Consent


def allows(consent: Consent, audience: Audience) -> bool:
    """Whether this audience may see these words: the group always, a report only if allowed."""
    return audience == Audience.GROUP or consent.audience == Audience.REPORT


def in_words(consent: Consent) -> str:
    """One sentence that tells the person what they allowed."""
    named = {
        Attribution.NONE: _("without saying anything about you"),
        Attribution.ROLE: _("with your role"),
        Attribution.ORGANISATION: _("with your role and organisation"),
        Attribution.NAME: _("with your name"),
    }[Attribution(consent.attribution)]
    if consent.audience == Audience.REPORT:
        return _("May be quoted in the report, %(named)s.") % {"named": named}
    return _("Stays in this group, %(named)s.") % {"named": named}
