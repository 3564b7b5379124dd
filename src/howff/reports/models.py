"""What is kept of a report: its draft, and every version that was published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Comparison, Round
from howff.conversations.models import Conversation
from howff.people.models import Collaboration, Person


class Visibility(models.TextChoices):
    """Who can open a published report."""

    PUBLIC = "public", _("Everyone, at a public address")
    LINK = "link", _("Everyone who has the link")
    MEMBERS = "members", _("Members of the collaboration")


class Report(models.Model):
    """A report as its editors see it.

    Blocks hold the editors' words only: what participants said is cited by number and read
    through the evidence door whenever the report is shown.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="reports"
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, related_name="reports")
    comparison = models.ForeignKey(
        Comparison, on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    title = models.CharField(_("title"), max_length=200)
    address = models.CharField(max_length=80, unique=True)
    visibility = models.CharField(
        _("who can open it"), max_length=10, choices=Visibility, default=Visibility.MEMBERS
    )
    blocks = models.JSONField(default=list)
    revision = models.PositiveIntegerField(
        default=1,
        help_text="Rises with every edit, so that editors do not overwrite each other.",
    )
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def read_outside(self) -> bool:
        """Whether people may read it who do not belong to the collaboration."""
        return self.visibility != Visibility.MEMBERS


class Version(models.Model):
    """A published state of a report. Readers get the newest."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="a_report_counts_its_versions_once"
            )
        ]
