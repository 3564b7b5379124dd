"""Themes: the machine's suggestions and placings, and, in rows of their own, people's decisions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.evidence.models import Passage
from howff.people.models import Person
from howff.sensemaking.models.analyses import Analysis, Study


class ThemeState(models.TextChoices):
    """What people decided about a theme."""

    SUGGESTED = "suggested", _("Suggested")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Theme(models.Model):
    """A theme as people see and name it; until somebody decides, as the machine suggests it.

    A theme that nobody decided on goes when its analysis is made anew; a decided one stays.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text="Empty until a person named it."
    )
    description = models.TextField(_("description"), blank=True, max_length=2000)
    state = models.CharField(max_length=10, choices=ThemeState, default=ThemeState.SUGGESTED)
    locked = models.BooleanField(
        _("locked"), default=False, help_text="The machine puts nothing more into it."
    )
    position = models.PositiveIntegerField(default=0)
    principle = models.CharField(
        max_length=120, blank=True, help_text="An instrument's item that it belongs to: KEY:ITEM."
    )
    quote = models.ForeignKey(
        Passage,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The passage that a person chose to stand for it.",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="merged"
    )
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="a_theme_is_not_merged_into_itself"
            )
        ]


class Suggestion(models.Model):
    """What an analysis says of a theme: words that stand out, and how sure it is of it."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="suggestions")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="suggestions")
    phrases = models.JSONField(
        default=list, help_text="At most eight words or phrases that several people used."
    )
    quote = models.ForeignKey(Passage, on_delete=models.SET_NULL, null=True, related_name="+")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    stability = models.FloatField(null=True, help_text="From 0 to 1 (Hennig 2007).")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "theme"], name="an_analysis_describes_a_theme_once"
            )
        ]


class Placing(models.Model):
    """Where an analysis puts a piece of a passage, and how sure it is."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="placings")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="placings")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="placings")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    confidence = models.FloatField()
    unsure = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["theme", "confidence"], name="placings_of_a_theme")]


class Decision(models.Model):
    """What a person decided: these words are about this theme, or they are not."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="decisions")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="theme_decisions")
    belongs = models.BooleanField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "passage"], name="a_passage_is_decided_once_for_a_theme"
            )
        ]


class Step(models.Model):
    """One change to a study's themes, with what it takes to undo it; holds nobody's words."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="steps")
    revision = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "revision"], name="steps_of_a_study_have_rising_numbers"
            )
        ]
