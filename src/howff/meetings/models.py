"""What is kept of what was agreed to be done."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from howff.evidence.models import Passage
from howff.people.models import Collaboration, Organisation, Person


class Status(models.TextChoices):
    """How far an action is."""

    PLANNED = "planned", _("Agreed")
    DOING = "doing", _("Begun")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer planned")


class Action(models.Model):
    """Something that somebody will do, why, and how we will know that it helped.

    `about` names what it came from (for example `round:3:B1`), so that any page can show the
    actions that belong to it.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="actions"
    )
    title = models.CharField(_("what will be done"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    person_name = models.CharField(_("who"), max_length=200, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    how_known = models.CharField(_("how we will know"), max_length=500, blank=True)
    status = models.CharField(_("how far"), max_length=10, choices=Status, default=Status.PLANNED)
    changed = models.TextField(_("what changed"), blank=True, max_length=4000)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    about_title = models.CharField(max_length=300, blank=True)
    about_url = models.CharField(max_length=300, blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this action."""
        return reverse("meetings:action", args=[self.pk])
