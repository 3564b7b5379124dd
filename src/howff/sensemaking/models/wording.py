"""Names that a model proposes: who allowed it, what was sent where, and what came back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.people.models import Collaboration, Person
from howff.sensemaking.models.themes import Theme


class WordingPermission(models.Model):
    """A collaboration lets this one server propose names; without such a row none may."""

    collaboration = models.OneToOneField(
        Collaboration, on_delete=models.CASCADE, related_name="wording_permission"
    )
    host = models.CharField(max_length=255, help_text="Another server needs another permission.")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Being asked for")
    READY = "ready", _("Waits for a person")
    TAKEN = "taken", _("Taken")
    LEFT = "left", _("Left")
    REFUSED = "refused", _("Did not work")
    GONE = "gone", _("Gone, because words were taken back")


class Proposal(models.Model):
    """A name that a model proposes for a theme, and the passages that were sent for it.

    What was sent stays told for good, also when the theme is no more; the proposal's own words go
    once somebody decides.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="wording_proposals"
    )
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, related_name="proposals")
    state = models.CharField(
        max_length=10, choices=ProposalState, default=ProposalState.WAITING, db_index=True
    )
    host = models.CharField(max_length=255)
    model = models.CharField(max_length=120)
    sent = models.JSONField(default=list, help_text="The numbers of the passages, in order.")
    sent_at = models.DateTimeField(null=True)
    cited = models.JSONField(default=list, help_text="Those of them that the proposal names.")
    name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True, max_length=2000)
    trouble = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme"],
                condition=Q(state="waiting"),
                name="one_name_is_asked_for_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="ready") | Q(name="", description="", cited=[]),
                name="only_a_proposal_that_waits_for_a_person_has_words",
            ),
        ]
