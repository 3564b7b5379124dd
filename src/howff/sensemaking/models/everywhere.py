"""Themes of many collaborations: who gathers them, who agreed to share which, what is the same."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.evidence.models import Passage
from howff.people.models import Collaboration, Person
from howff.sensemaking.models.themes import Theme


class Gathering(models.Model):
    """Themes put together by a collaboration that serves others, such as a national body."""

    host = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="gatherings")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what it is for"), blank=True, max_length=4000)
    key = models.CharField(max_length=16, unique=True, help_text="In the link that invites.")
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ThemeShare(models.Model):
    """A collaboration's consent that chosen themes are shown; it stays told after it was ended."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="shares")
    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="theme_shares"
    )
    shown = models.BooleanField(
        default=False, help_text="It came with so many others that nobody can tell whose it is."
    )
    agreed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "collaboration"],
                condition=Q(withdrawn_at=None),
                name="a_collaboration_shares_themes_once_in_a_gathering",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(shown=False),
                name="themes_that_are_shared_no_longer_are_not_shown",
            ),
        ]


class CommonTheme(models.Model):
    """Shared themes that a person of the host says are the same.

    It has no name of its own: a name that one collaboration gave must go when that one stops.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="common")
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)


class SharedTheme(models.Model):
    """A theme as somebody saw it when they agreed: under this name, and with this quote or none."""

    share = models.ForeignKey(ThemeShare, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="shared")
    name = models.CharField(max_length=200)
    quote = models.ForeignKey(Passage, on_delete=models.SET_NULL, null=True, related_name="+")
    common = models.ForeignKey(
        CommonTheme, on_delete=models.SET_NULL, null=True, related_name="themes"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "theme"], name="a_theme_is_shared_once_in_a_share"
            )
        ]
