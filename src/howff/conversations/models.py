"""What is kept of a conversation: its prompts, who joined, and what they answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from howff.consent.models import Consent
from howff.evidence.models import Passage, Speaker
from howff.people.models import Collaboration, Person


class ConversationState(models.TextChoices):
    """Where a conversation is in its life."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Conversation(models.Model):
    """A facilitated event in which people answer prompts from their phones."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="conversations"
    )
    title = models.CharField(_("title"), max_length=200)
    code = models.CharField(max_length=8, unique=True)
    recipe = models.CharField(max_length=60, blank=True)
    purpose = models.TextField(_("purpose"), blank=True, max_length=4000)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    presenter = models.CharField(_("presenter"), max_length=200, blank=True)
    guests = models.TextField(_("guests, one on each line"), blank=True, max_length=2000)
    welcome = models.TextField(_("welcome"), blank=True, max_length=2000)
    promise = models.TextField(
        _("what will be done with people's words"), blank=True, max_length=2000
    )
    thanks = models.TextField(_("thank-you text"), blank=True, max_length=2000)
    next_steps = models.TextField(_("next steps"), blank=True, max_length=4000)
    message = models.CharField(_("message to everyone"), max_length=280, blank=True)
    message_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    state = models.CharField(
        max_length=10, choices=ConversationState, default=ConversationState.DRAFT
    )
    structure = models.PositiveIntegerField(
        default=1, help_text="Rises when prompts change, so that open pages fetch them anew."
    )
    current = models.ForeignKey(
        "Prompt", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    follow_up_until = models.DateTimeField(_("follow-up open until"), null=True, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Kind(models.TextChoices):
    """The kinds of prompt."""

    WORDS = "words", _("Word or short phrase")
    TEXT = "text", _("Open text")
    CHOICE = "choice", _("Single choice")
    CHOICES = "choices", _("Multiple choice")
    RATING = "rating", _("Rating scale")
    RANKING = "ranking", _("Ranking")
    STATEMENTS = "statements", _("Statements to vote on")
    QUESTIONS = "questions", _("Audience questions")


class Results(models.TextChoices):
    """When people see a prompt's results."""

    HIDDEN = "hidden", _("Hidden until revealed")
    LIVE = "live", _("Live")
    AFTER = "after", _("After you answered")


class PromptState(models.TextChoices):
    """Whether a prompt takes answers."""

    WAITING = "waiting", _("Waiting")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Part(models.TextChoices):
    """Which part of a conversation a prompt belongs to; the report is built along these."""

    OPENING = "opening", _("Opening")
    CORE = "core", _("Core question")
    QUESTIONS = "questions", _("Questions from the audience")
    FOLLOW_UP = "follow_up", _("Follow-up survey")


class Prompt(models.Model):
    """One thing that people are asked."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="prompts")
    position = models.PositiveIntegerField(default=0)
    part = models.CharField(_("part"), max_length=12, choices=Part, default=Part.CORE)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("prompt"), max_length=500)
    help = models.CharField(_("help"), max_length=500, blank=True)
    options = models.JSONField(
        _("options"), default=list, help_text="Texts: the choices, or the ends of a rating scale."
    )
    results = models.CharField(_("results"), max_length=10, choices=Results, default=Results.HIDDEN)
    several = models.BooleanField(_("several answers each"), default=False)
    moderated = models.BooleanField(_("review before showing"), default=False)
    additions = models.BooleanField(_("people may add statements"), default=True)
    state = models.CharField(max_length=10, choices=PromptState, default=PromptState.WAITING)
    revealed = models.BooleanField(default=False)
    ends_at = models.DateTimeField(null=True, blank=True, help_text="When the timer rings.")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Participant(models.Model):
    """Someone who joined a conversation; no account is needed."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    speaker = models.OneToOneField(Speaker, on_delete=models.CASCADE, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(
        max_length=64, help_text="Chosen by the phone, so that joining twice makes one participant."
    )
    joined_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "key"], name="a_phone_joins_a_conversation_once"
            )
        ]


class Answer(models.Model):
    """What one participant did with one prompt: an answer, a vote on an item, or a text.

    `slot` makes it one row: empty where one answer is allowed, the phone's key where several are,
    `vote:ITEM` for a vote on an item. Sending the same again changes nothing.
    """

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="answers")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="answers")
    slot = models.CharField(max_length=64, blank=True)
    value = models.JSONField(
        null=True, help_text="An option, options, a rating, an order or a vote; null for texts."
    )
    skipped = models.BooleanField(default=False, help_text="Preferred not to say.")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, null=True, related_name="+")
    item = models.ForeignKey("Item", on_delete=models.CASCADE, null=True, related_name="votes")
    answered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "participant", "slot"],
                name="a_participant_answers_once_in_each_slot",
            )
        ]
        indexes = [models.Index(fields=["item", "value"], name="votes_of_an_item")]


class Item(models.Model):
    """A statement to vote on or a question to upvote; its words and its state are its passage's."""

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="items")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("label"), max_length=40, blank=True)
    pinned = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(_("written answer"), blank=True, max_length=4000)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="an_item_is_not_merged_into_itself"
            )
        ]


class Note(models.Model):
    """What somebody on the panel said about a prompt: a headline and points, kept as a passage."""

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="notes")
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class FollowUpAddress(models.Model):
    """An e-mail address left for the follow-up alone; not tied to anyone's answers."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="follow_up_addresses"
    )
    email = models.EmailField()
    left_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "email"], name="an_address_is_left_once_for_a_follow_up"
            )
        ]
