"""What is kept about consent: one row per decision, never changed afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attribution(models.TextChoices):
    """How a speaker may be named beside their words."""

    NONE = "none", _("Nothing about me")
    ROLE = "role", _("My role")
    ORGANISATION = "organisation", _("My role and organisation")
    NAME = "name", _("My name")


class Audience(models.TextChoices):
    """Who may see a person's words."""

    GROUP = "group", _("This group only")
    REPORT = "report", _("May be quoted in the report")


class Consent(models.Model):
    """What one person allowed at one moment. A change of mind is a new row replacing this one."""

    attribution = models.CharField(max_length=20, choices=Attribution, default=Attribution.NONE)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.GROUP)
    wording = models.CharField(
        max_length=40, default="2026-11", help_text="Which wording the person was shown."
    )
    given_at = models.DateTimeField(auto_now_add=True)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
