"""What is kept of what people said. Only `evidence.queries` gives out the words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.consent.models import Consent
from howff.people.models import Collaboration, Organisation, OrganisationKind


class Speaker(models.Model):
    """Who said it, as far as they told: every part is optional."""

    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind, blank=True)


class PassageState(models.TextChoices):
    """Whether a passage may be shown at all, whatever its consent."""

    REVIEW = "review", _("Needs review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Taken back")


class Passage(models.Model):
    """A piece of text that someone said, under the consent they gave."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="passages"
    )
    source = models.CharField(
        max_length=120,
        unique=True,
        help_text="Where it came from, e.g. answer:PROMPT:PARTICIPANT:SLOT.",
    )
    text = models.TextField()
    language = models.CharField(max_length=12, default="en-gb")
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="passages"
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="passages")
    state = models.CharField(
        max_length=20, choices=PassageState, default=PassageState.PUBLISHED, db_index=True
    )
    said_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(text=""),
                name="a_passage_taken_back_has_no_words",
            )
        ]


class Use(models.Model):
    """A place that cites a passage, such as a version of a report."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="uses")
    used_by = models.CharField(max_length=120, help_text="For example report:12:3.")
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "used_by"], name="a_place_cites_a_passage_once"
            )
        ]


class Withdrawal(models.Model):
    """Proof that words were taken back: no words, only which passage and when."""

    passage_number = models.BigIntegerField()
    source = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
