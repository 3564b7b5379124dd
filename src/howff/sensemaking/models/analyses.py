"""What is looked at, and each time that the machine looked at it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from howff.evidence.models import Passage
from howff.people.models import Collaboration, Person


class StudyKind(models.TextChoices):
    """What is looked for."""

    THEMES = "themes", _("Themes in what people wrote")
    VOTES = "votes", _("Common ground in how people voted")


class Study(models.Model):
    """Answers that are looked at together; what people decided about them stays with it."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="studies"
    )
    kind = models.CharField(max_length=10, choices=StudyKind, default=StudyKind.THEMES)
    title = models.CharField(_("title"), max_length=300)
    sources = models.JSONField(
        default=list, help_text="Where the words or votes come from, e.g. prompt:12 or round:3:B1."
    )
    key = models.CharField(
        max_length=120, help_text="The sources as one text, so that none is studied twice."
    )
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    level = models.PositiveSmallIntegerField(
        null=True, help_text="How many themes people chose to see, fewer to more; null: suggested."
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="Rises with each decision, so that two screens know of each other."
    )
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "kind", "key"],
                name="the_same_answers_are_studied_once_in_a_way",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this study."""
        return reverse(f"sensemaking:{self.kind}", args=[self.pk])


class Progress(models.TextChoices):
    """How far an analysis is."""

    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Did not work")
    CANCELLED = "cancelled", _("Stopped")


class Analysis(models.Model):
    """One time that the machine looked: what went in, how, and what it suggested.

    The same inputs give the same result. Nothing in `result` holds words that people said: themes
    and findings name passages by number, so that what is taken back is gone from here too.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="analyses")
    number = models.PositiveIntegerField(help_text="1 for the first of a study.")
    state = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    progress = models.FloatField(default=0, help_text="From 0 to 1.")
    expected_seconds = models.FloatField(default=0, help_text="Said before it begins.")
    seed = models.PositiveIntegerField(default=0)
    model = models.CharField(max_length=120, blank=True, help_text="What turned words to vectors.")
    model_digest = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=40, blank=True)
    inputs = models.JSONField(
        default=dict, help_text="Frozen: numbers of the passages, or of statements and people."
    )
    result = models.JSONField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "number"], name="analyses_of_a_study_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_analysis_of_a_study_at_a_time",
            ),
        ]


class Vector(models.Model):
    """A passage's words as numbers, made once by each model; deleted when the words change."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="vectors")
    model_digest = models.CharField(max_length=64)
    spans = models.JSONField(help_text="Where each piece begins and ends: pairs of positions.")
    data = models.BinaryField(help_text="float16, one row for each piece.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "model_digest"], name="a_model_embeds_a_passage_once"
            )
        ]
