"""What is kept of an answer to a round: nothing that tells who, and no times."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.assessments.models.rounds import Partner, Round, RoundPlace
from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage
from howff.people.models import Person


class Door(models.TextChoices):
    """How an answer came in."""

    LINK = "link", _("By link")
    PAPER = "paper", _("On paper")
    INTERVIEW = "interview", _("In an interview")
    RETURN = "return", _("Agreed inside an organisation")


class ResponseState(models.TextChoices):
    """Whether a response counts."""

    DRAFT = "draft", _("Begun")
    SENT = "sent", _("Sent")
    EMPTIED = "emptied", _("Ratings deleted")


class Response(models.Model):
    """One person's answers, or by return one organisation's.

    The number is random and no time is kept, so that their order tells nothing. The words stay
    here, seen by their author alone, until the round closes and they become passages.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    partner = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, null=True, related_name="responses"
    )
    place = models.ForeignKey(
        RoundPlace, on_delete=models.SET_NULL, null=True, related_name="responses"
    )
    door = models.CharField(max_length=10, choices=Door, default=Door.LINK)
    state = models.CharField(max_length=10, choices=ResponseState, default=ResponseState.DRAFT)
    revision = models.PositiveIntegerField(
        default=1, help_text="Rises with every save, so that two screens do not overwrite."
    )
    ratings = models.JSONField(default=dict, help_text="By item: a level, or DK, NA or NMP.")
    words = models.JSONField(default=dict, help_text="By item or question, until the round closes.")
    language = models.CharField(max_length=12, default="en-gb")
    attribution = models.CharField(max_length=20, choices=Attribution, default=Attribution.NONE)
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.GROUP)
    key_digest = models.CharField(
        max_length=64, blank=True, help_text="Of the key in the private link, if there is one."
    )
    card_digest = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Of the code on a return card."
    )
    entered_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who typed in paper or an interview.",
    )
    letters = models.PositiveSmallIntegerField(
        default=0, help_text="How often the private link was sent by e-mail, as it may be seldom."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "partner"],
                condition=Q(door="return"),
                name="an_organisation_returns_once_in_a_round",
            ),
            models.UniqueConstraint(
                fields=["key_digest"],
                condition=~Q(key_digest=""),
                name="a_private_link_opens_one_response",
            ),
            models.UniqueConstraint(
                fields=["round", "card_digest"],
                condition=~Q(card_digest=""),
                name="a_card_is_used_once_in_a_round",
            ),
        ]


class Said(models.Model):
    """Words of a closed round: the passage, and the item or question that they are about."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="said")
    response = models.ForeignKey(
        Response, on_delete=models.SET_NULL, null=True, related_name="said"
    )
    about = models.CharField(max_length=40, help_text="The item or question.")
    item = models.CharField(
        max_length=40, help_text="The item, for a question the one it is under."
    )
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["round", "item"], name="words_about_an_item")]


class TakenBack(models.Model):
    """Proof that answers were taken back: no words, no time, only which, so that they stay gone."""

    response = models.UUIDField()
    about = models.CharField(
        max_length=40, blank=True, help_text="The words that were taken back; empty for all of it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "about"], name="what_was_taken_back_is_proved_once"
            )
        ]
