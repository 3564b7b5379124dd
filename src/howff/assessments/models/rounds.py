"""What is kept of a round: who is asked, under which rules, and the figures that may be shown."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from howff.consent.models import Audience
from howff.instruments.models import InstrumentVersion
from howff.people.models import Collaboration, Organisation, Person, Place
from howff.sense.rounds.figures import INSIDE, OUTSIDE


class RoundState(models.TextChoices):
    """Where a round is in its life."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Being counted")
    CLOSED = "closed", _("Closed")


class Weighting(models.TextChoices):
    """Which mean leads; the others are always shown beside it."""

    POOLED = "pooled", _("Each person counts the same")
    EQUAL = "equal", _("Each organisation counts the same")
    CAPPED = "capped", _("Each person counts the same, but no organisation as more than five")


class Compares(models.TextChoices):
    """Which groups are shown where not all can be."""

    EITHER = "either", _("Whichever shows more")
    ORGANISATIONS = "organisations", _("Organisations first")
    PLACES = "places", _("Places in the collaboration first, such as front line and leadership")


class Round(models.Model):
    """One time that a collaboration takes stock."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="rounds"
    )
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="rounds")
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following"
    )
    stage = models.ForeignKey(
        "Stage", on_delete=models.SET_NULL, null=True, blank=True, related_name="rounds"
    )
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("what it is for"), blank=True, max_length=4000)
    welcome = models.TextField(_("welcome"), blank=True, max_length=2000)
    reader = models.CharField(
        _("who reads the words first"),
        max_length=200,
        blank=True,
        help_text=_("People are told who reads their words before anybody else does."),
    )
    code = models.CharField(max_length=8, unique=True)
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    attributed = models.BooleanField(
        _("answers are shown with the organisation's name"), default=False
    )
    threshold = models.PositiveSmallIntegerField(_("fewest people, inside"), default=INSIDE)
    threshold_outside = models.PositiveSmallIntegerField(
        _("fewest people, outside"), default=OUTSIDE
    )
    weighting = models.CharField(
        _("the mean that leads"), max_length=10, choices=Weighting, default=Weighting.POOLED
    )
    compares = models.CharField(
        _("what is compared"), max_length=14, choices=Compares, default=Compares.EITHER
    )
    cards = models.BooleanField(_("offer return cards"), default=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    keep_until = models.DateField(_("answers are deleted on"), null=True, blank=True)
    taken_back = models.PositiveIntegerField(
        default=0, help_text="Responses taken back since the figures were made."
    )
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__gte=INSIDE),
                name="a_round_hides_groups_of_fewer_than_five",
            ),
            models.CheckConstraint(
                condition=Q(threshold_outside__gte=OUTSIDE)
                & Q(threshold_outside__gte=F("threshold")),
                name="a_round_shows_less_outside_than_inside",
            ),
            models.CheckConstraint(
                condition=~Q(previous=F("pk")), name="a_round_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """An organisation in a round, and how it takes part."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=200, help_text="Its name when the round was opened.")
    expected = models.PositiveIntegerField(_("people expected"), default=0)
    expected_first = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How many were expected when it was first asked: later ones never tell more.",
    )
    returns = models.BooleanField(
        _("gives one answer that it agreed inside"),
        default=False,
        help_text=_("An organisational return: shown with the organisation's name."),
    )
    key = models.CharField(
        max_length=16, unique=True, help_text="In the link on which this partner's return is given."
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="an_organisation_is_asked_once_in_a_round"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoundPlace(models.Model):
    """A place in the collaboration that people can say they have, in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Expected(models.Model):
    """How many people of a partner are expected from a place in the collaboration."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="expectations")
    place = models.ForeignKey(RoundPlace, on_delete=models.CASCADE, related_name="expectations")
    people = models.PositiveIntegerField(default=0)
    people_first = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How many were expected when the round opened: later ones never tell more.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "place"], name="a_partner_expects_once_for_a_place"
            )
        ]


class Address(models.Model):
    """An address that is told of the round; nothing joins it to an answer. Deleted on closing."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="addresses")
    email = models.EmailField()
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "email"], name="an_address_is_told_once_of_a_round"
            )
        ]


class Reminder(models.Model):
    """A day on which everybody on the list is reminded, whoever has answered."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField(_("remind on"))
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["round", "on"], name="a_round_reminds_once_a_day")
        ]


class Published(models.Model):
    """The figures of a round that one audience may see: made once, shown everywhere."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="published")
    audience = models.CharField(max_length=20, choices=Audience)
    content = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "audience"], name="a_round_has_one_set_of_figures_for_an_audience"
            )
        ]
