"""What people say about themselves before they answer a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Partner, Round, RoundPlace
from howff.assessments.queries.answering import About, partners_of, places_of
from howff.consent.models import Attribution, Audience
from howff.people.errors import Refused

BIGGEST = 5_000_000
AUDIENCES = [
    (Audience.GROUP, _("This collaboration only")),
    (Audience.REPORT, _("This collaboration, and they may be quoted in reports")),
]
ATTRIBUTIONS = [
    (Attribution.NONE, _("Nothing about me")),
    (Attribution.ROLE, _("My place in the collaboration")),
    (Attribution.ORGANISATION, _("My organisation")),
]


class AboutForm(forms.Form):
    """Where somebody stands, and what may be done with their words."""

    partner = forms.ModelChoiceField(
        label=_("Your organisation or group"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("I’d rather not say"),
    )
    place = forms.ModelChoiceField(
        label=_("Your place in the collaboration"),
        queryset=RoundPlace.objects.none(),
        required=False,
        empty_label=_("I’d rather not say"),
    )
    audience = forms.ChoiceField(
        label=_("Who may read your words?"),
        choices=AUDIENCES,
        initial=Audience.GROUP,
        widget=forms.RadioSelect,
    )
    attribution = forms.ChoiceField(
        label=_("What may stand beside them?"),
        choices=ATTRIBUTIONS,
        initial=Attribution.NONE,
        widget=forms.RadioSelect,
        help_text=_("Only where the group is large enough, so that nobody can tell it was you."),
    )
    card = forms.CharField(
        label=_("Code on your return card"),
        required=False,
        max_length=20,
        help_text=_("If you kept one last time. It joins your answers over time, not to you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, data: Any = None, *, round: Round, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("partner", partners_of(round))
        self._offer("place", places_of(round))
        if not round.cards:
            del self.fields["card"]

    def about(self) -> About:
        """What was said, for the actions."""
        said = dict(self.cleaned_data)
        numbers = {name: one.pk if (one := said[name]) else None for name in ("partner", "place")}
        return About(
            **numbers,
            attribution=said["attribution"],
            audience=said["audience"],
            card=said.get("card", ""),
        )

    def wrong(self, refused: Refused) -> None:
        """Say where what was sent was refused."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices


class TheirForm(AboutForm):
    """The same of somebody else, as a helper types it in."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("partner", "place"):
            self.fields[name].empty_label = _("Not said")  # type: ignore[attr-defined]
        labels = {
            "partner": _("Their organisation or group"),
            "place": _("Their place in the collaboration"),
            "audience": _("Who may read their words?"),
            "card": _("Code on their return card"),
        }
        for name, label in labels.items():
            if name in self.fields:
                self.fields[name].label = label


class InterviewForm(TheirForm):
    """Whom an interviewer speaks with, and what they agreed to."""

    agreed = forms.BooleanField(
        label=_("I read this page aloud, and they agreed."),
        error_messages={"required": _("Please read it aloud and ask first.")},
    )
    field_order = ["partner", "place", "audience", "attribution", "card", "agreed"]


class TableForm(forms.Form):
    """A spreadsheet with answers."""

    file = forms.FileField(label=_("Your file (CSV or XLSX)"))

    def clean_file(self) -> Any:
        """Refuse a file that is too large, before it is read."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(_("This file is too large: at most 5 MB. Please split it."))
        return file


class MeaningForm(forms.Form):
    """Which partner or place of the round each name in a spreadsheet means."""

    def __init__(
        self, data: Any = None, *, round: Round, organisations: list[str], places: list[str]
    ) -> None:
        super().__init__(data)
        self.names = {"organisations": organisations, "places": places}
        offers: dict[str, Any] = {"organisations": partners_of(round), "places": places_of(round)}
        for kind, names in self.names.items():
            known = {one.name.casefold(): one for one in offers[kind]}
            for number, name in enumerate(names):
                self.fields[f"{kind}-{number}"] = forms.ModelChoiceField(
                    label=name,
                    queryset=offers[kind],
                    required=False,
                    empty_label=_("Leave it unsaid"),
                    initial=known.get(name.casefold()),
                )

    def meaning(self, kind: str) -> dict[str, int | None]:
        """The number of what each name means."""
        chosen = (
            self.cleaned_data[f"{kind}-{number}"] for number, _one in enumerate(self.names[kind])
        )
        return {
            name: one.pk if one else None
            for name, one in zip(self.names[kind], chosen, strict=True)
        }
