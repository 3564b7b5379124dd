"""What is kept of a collaboration's journey: its stages, in its own words, and milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from howff.people.models import Collaboration


class Stage(models.Model):
    """A stage in a collaboration's life."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="stages"
    )
    name = models.CharField(_("name"), max_length=80)
    summary = models.CharField(_("what it is like"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0)
    suits = models.CharField(
        max_length=40, blank=True, help_text="The stage of an instrument that it corresponds to."
    )
    entered_on = models.DateField(_("entered on"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """Something reached, or hoped for, on the way, and what shows it."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    planned_on = models.DateField(_("hoped for by"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)
    link = models.URLField(_("link"), blank=True, max_length=300)

    class Meta:
        ordering = ["planned_on", "pk"]
