"""Findings: what people conclude, with what it rests on and the strongest voice against it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from howff.evidence.models import Passage
from howff.people.models import Collaboration, Person
from howff.sensemaking.models.analyses import Analysis
from howff.sensemaking.models.themes import Theme


class FindingState(models.TextChoices):
    """What became of a finding."""

    DRAFT = "draft", _("Draft")
    ACCEPTED = "accepted", _("Accepted")
    SET_ASIDE = "set_aside", _("Set aside")


class Confidence(models.TextChoices):
    """How sure the people who wrote a finding are."""

    TENTATIVE = "tentative", _("A first impression")
    FAIR = "fair", _("Fairly sure")
    FIRM = "firm", _("Sure")


class Finding(models.Model):
    """A statement in somebody's own words that rests on themes, figures and passages."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="findings"
    )
    statement = models.CharField(_("finding"), max_length=500)
    explanation = models.TextField(_("why we think so"), blank=True, max_length=4000)
    confidence = models.CharField(
        _("how sure"), max_length=10, choices=Confidence, default=Confidence.TENTATIVE
    )
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.DRAFT)
    no_counter_voice = models.BooleanField(
        _("we looked, and found nobody who says otherwise"), default=False
    )
    flagged = models.CharField(
        max_length=40, blank=True, help_text="Why it must be looked at again, e.g. taken back."
    )
    flagged_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    accepted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="an_accepted_finding_says_when",
            )
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """The page of this finding."""
        return reverse("sensemaking:finding", args=[self.pk])


class GroundsKind(models.TextChoices):
    """What a finding rests on."""

    THEME = "theme", _("Theme")
    PASSAGE = "passage", _("Quote")
    COUNTER = "counter", _("Voice against it")
    FIGURE = "figure", _("Figure")


class Grounds(models.Model):
    """One thing that a finding rests on: a theme, a quote, a figure, or a voice against it."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="grounds")
    kind = models.CharField(max_length=10, choices=GroundsKind)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, related_name="grounds")
    passage = models.ForeignKey(
        Passage, on_delete=models.CASCADE, null=True, related_name="finding_grounds"
    )
    analysis = models.ForeignKey(Analysis, on_delete=models.SET_NULL, null=True, related_name="+")
    figure = models.CharField(
        max_length=120, blank=True, help_text="E.g. votes:STUDY:STATEMENT or round:3:B1."
    )
    people = models.PositiveIntegerField(null=True, help_text="How many people it comes from.")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
