"""What is kept of a workshop on a round: what was agreed, why, and who saw it otherwise."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.assessments.models.rounds import Round
from howff.evidence.models import Passage
from howff.people.models import Collaboration, Organisation, Person


class WorkshopState(models.TextChoices):
    """Where a workshop is in its life."""

    DRAFT = "draft", _("Being prepared")
    RUNNING = "running", _("Going on")
    ENDED = "ended", _("Ended")


class Workshop(models.Model):
    """A meeting that turns private ratings into an agreed picture."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField(_("title"), max_length=200)
    held_on = models.DateField(_("date"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=WorkshopState, default=WorkshopState.DRAFT)
    conversation = models.PositiveBigIntegerField(
        null=True, help_text="The number of the conversation on whose stage it is held."
    )
    notes = models.TextField(_("notes"), blank=True, max_length=10_000)
    signed_off_by = models.CharField(_("signed off by"), max_length=300, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """A principle on the workshop's agenda, and what was agreed about it."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="topics")
    item = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)
    why_here = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    prompt = models.PositiveBigIntegerField(
        null=True, help_text="The number of the prompt with which phones rate it again."
    )
    hands = models.JSONField(
        null=True, help_text="People at each level, from phones or typed in from a show of hands."
    )
    proposed = models.PositiveSmallIntegerField(_("proposed shared rating"), null=True, blank=True)
    agreed = models.PositiveSmallIntegerField(_("agreed rating"), null=True, blank=True)
    differ = models.BooleanField(
        _("we do not agree"), default=False, help_text="Said after talking: an outcome of its own."
    )
    reason = models.TextField(_("the reason"), blank=True, max_length=4000)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "item"], name="a_workshop_takes_a_principle_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed=None) | ~Q(reason=""),
                name="an_agreed_rating_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(differ=False) | (Q(agreed=None) & ~Q(reason="")),
                name="not_agreeing_has_its_reason_and_no_rating",
            ),
        ]


class Dissent(models.Model):
    """Somebody saw it otherwise, and said so: kept as a passage."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="dissents")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]


class Presence(models.Model):
    """How many people of an organisation were in the room."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="presences")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("organisation or group"), max_length=200)
    people = models.PositiveIntegerField(_("people"), default=1)

    class Meta:
        ordering = ["name", "pk"]


class Level(models.TextChoices):
    """Who a support need is for."""

    INDIVIDUAL = "individual", _("One person or one organisation")
    COLLECTIVE = "collective", _("This collaboration together")
    SECTOR = "sector", _("The whole sector or system")


class SupportNeed(models.Model):
    """What would help, and at which level."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="support_needs"
    )
    round = models.ForeignKey(
        Round, on_delete=models.SET_NULL, null=True, related_name="support_needs"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.SET_NULL, null=True, related_name="support_needs"
    )
    item = models.CharField(max_length=40, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.COLLECTIVE)
    text = models.CharField(_("what would help"), max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["level", "pk"]
