"""What facilitators send when they prepare and run a conversation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.conversations.models import Conversation, Kind, Part, Prompt, Results

ABOUT_KINDS: Mapping[Kind, Promise] = {
    Kind.WORDS: _("Everyone sends a word or a short phrase; together they make a cloud."),
    Kind.TEXT: _("Everyone answers in their own words."),
    Kind.CHOICE: _("Everyone picks one of your options."),
    Kind.CHOICES: _("Everyone picks as many of your options as they like."),
    Kind.RATING: _("Everyone picks a point on a scale whose ends you name."),
    Kind.RANKING: _("Everyone puts your options in order."),
    Kind.STATEMENTS: _("People agree, disagree or pass, and may add statements of their own."),
    Kind.QUESTIONS: _("People ask the panel, and support each other's questions."),
}
SETTINGS = {
    "several": {Kind.WORDS, Kind.TEXT},
    "moderated": {Kind.WORDS, Kind.TEXT, Kind.STATEMENTS, Kind.QUESTIONS},
    "additions": {Kind.STATEMENTS},
    "statements": {Kind.STATEMENTS},
    "options": {Kind.CHOICE, Kind.CHOICES, Kind.RATING, Kind.RANKING},
}
KINDS = [(kind.value, kind.label, about) for kind, about in ABOUT_KINDS.items()]
LANGUAGES = [
    ("en-gb", "English"),
    ("ar", "العربية"),
    ("cy", "Cymraeg"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("gd", "Gàidhlig"),
    ("pl", "Polski"),
]


class LinesField(forms.CharField):
    """Several short texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read lines as a list, without the empty ones."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        """Only whether there must be one."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class NewConversationForm(forms.Form):
    """A title, and the recipe to begin from; a recipe's own names may be replaced."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("People see this when they join, such as “What does a good welcome take?”."),
    )
    recipe = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class ConversationForm(forms.ModelForm[Conversation]):
    """What a conversation says about itself."""

    starts_at = forms.DateTimeField(
        label=_("Starts"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    language = forms.ChoiceField(
        label=_("Language people speak"),
        choices=LANGUAGES,
        help_text=_("So that the word cloud knows which small words to leave out."),
    )

    class Meta:
        model = Conversation
        fields = [
            "title",
            "purpose",
            "starts_at",
            "presenter",
            "guests",
            "welcome",
            "promise",
            "thanks",
            "next_steps",
            "language",
        ]
        help_texts = {
            "purpose": _("What you want to find out or change. It opens the report."),
            "presenter": _("Who hosts; people see this first."),
            "guests": _("One on each line, such as “Sam Example, Lantern Trust”."),
            "welcome": _("On the first screen of every phone."),
            "promise": _("On the first screen too: where words go, who reads them, until when."),
            "thanks": _("Shown when the conversation has closed."),
            "next_steps": _("What happens after this; it ends the report."),
        }
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("purpose", "guests", "welcome", "promise", "thanks", "next_steps")
        }


class PromptForm(forms.ModelForm[Prompt]):
    """A prompt; only the settings that its kind has."""

    options = LinesField(label=_("Options"), help_text=_("One on each line."))
    results = forms.ChoiceField(
        label=_("When do people see the results?"), choices=Results, widget=forms.RadioSelect
    )
    statements = LinesField(
        label=_("Statements to begin with"),
        required=False,
        help_text=_("One on each line; each says one thing that people can agree with or not."),
    )
    place = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Prompt
        fields = ["text", "help", "options", "results", "several", "moderated", "additions", "part"]
        widgets = {"text": forms.Textarea({"rows": 2}), "part": forms.Select}
        labels = {"help": _("A line of help")}
        help_texts = {
            "moderated": _("Nothing is shown before one of you has looked at it."),
            "part": _("The report is built along these."),
        }

    def __init__(self, data: Any = None, *, kind: str, **more: Any) -> None:
        super().__init__(data, **more)
        self.kind = Kind(kind)
        for name, kinds in SETTINGS.items():
            if self.kind not in kinds:
                del self.fields[name]
        if self.kind == Kind.RATING:
            self.fields["options"].label = _("The scale")
            self.fields["options"].required = False
            self.fields["options"].help_text = _(
                "Two lines name the ends of a scale from 1 to 5; more lines name every point."
            )

    @classmethod
    def of(cls, prompt: Prompt, data: Any = None) -> "PromptForm":
        """The form that changes a prompt."""
        fields = {name: getattr(prompt, name) for name in cls.Meta.fields}
        return cls(data, kind=prompt.kind, initial=fields, prefix=f"p{prompt.pk}")

    @classmethod
    def new(cls, kind: str, data: Any = None) -> "PromptForm":
        """The form that adds a prompt, with the settings most people want for its kind."""
        if kind not in Kind.values:
            raise Http404
        asks = kind == Kind.QUESTIONS
        return cls(
            data,
            kind=kind,
            initial={
                "results": Results.LIVE if asks else Results.HIDDEN,
                "part": Part.QUESTIONS if asks else Part.CORE,
                "additions": True,
            },
        )


class NoteForm(forms.Form):
    """What somebody on the panel said."""

    headline = forms.CharField(
        label=_("Headline"), max_length=200, help_text=_("The one thing to remember.")
    )
    points = forms.CharField(
        label=_("Points"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line."),
    )
    speaker = forms.CharField(label=_("Who said it"), required=False, max_length=200)


class MessageForm(forms.Form):
    """A message to everyone."""

    message = forms.CharField(
        label=_("Message to everyone"),
        required=False,
        max_length=280,
        widget=forms.Textarea({"rows": 2}),
    )


class StatementForm(forms.Form):
    """A statement of the facilitator's own."""

    text = forms.CharField(
        label=_("Add a statement of your own"),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )


class FollowUpForm(forms.Form):
    """How long the follow-up survey stays open."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=60, initial=7)


class ReplyForm(forms.Form):
    """A written answer to a question."""

    reply = forms.CharField(
        label=_("Your written answer"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )


class LabelForm(forms.Form):
    """A short label on a statement or a question."""

    label = forms.CharField(label=_("Label"), required=False, max_length=40)
