"""What is kept of an analysis across collaborations: who asked, and who agreed to share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from howff.assessments.models.rounds import Round
from howff.instruments.models import Instrument
from howff.people.models import Collaboration, Person


class Comparison(models.Model):
    """An analysis across collaborations, run by one that serves them, such as a national body."""

    host = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="comparisons")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what it is for"), blank=True, max_length=4000)
    key = models.CharField(max_length=16, unique=True, help_text="In the link that invites.")
    content = models.JSONField(null=True, help_text="The figures that may be shown.")
    shared = models.JSONField(
        default=list, help_text="The rounds whose figures are in the content."
    )
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Share(models.Model):
    """A collaboration's consent that the outside figures of a round are used in a comparison."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="shares")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="shares")
    needs = models.BooleanField(_("share our sector-level support needs, too"), default=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "round"], name="a_round_is_shared_once_in_a_comparison"
            )
        ]
