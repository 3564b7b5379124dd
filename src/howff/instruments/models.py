"""What is kept of instruments: each version as a whole, frozen once a round uses it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from howff.people.models import Collaboration, Person


class Instrument(models.Model):
    """A question set: built in when it has no collaboration, otherwise somebody's own."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, null=True, related_name="instruments"
    )
    name = models.SlugField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "name"],
                name="an_instrument_is_named_once_in_a_collaboration",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(collaboration=None),
                name="a_built_in_instrument_is_named_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InstrumentVersion(models.Model):
    """One version of an instrument; `content` is its definition as JSON."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    revision = models.PositiveIntegerField(
        default=1, help_text="Rises with every edit, so that editors do not overwrite each other."
    )
    frozen_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is in use.")
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="an_instrument_counts_its_versions_once"
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=models.Q(frozen_at=None),
                name="an_instrument_has_one_draft",
            ),
        ]
