"""What facilitators send about a round: what it is, who is asked, under which rules."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Compares, Round, RoundPlace, RoundState, Stage, Weighting
from howff.people.models import Organisation, OrganisationKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NUMBER = {"inputmode": "numeric", "size": "3", "autocomplete": "off"}
PRIVATE, OPEN = "private", "open"
PRIVATE_OR_OPEN = [
    (PRIVATE, _("Private: nobody sees who said what. Only groups large enough are shown.")),
    (OPEN, _("Open: every organisation's answers are shown with its name.")),
]


class RoundForm(forms.Form):
    """What a round is: which questions, under which title, and who reads the words first."""

    version = forms.TypedChoiceField(
        label=_("Which questions?"), coerce=int, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("People see this, such as “How are we doing? Spring”."),
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you will do with the results, and by when."),
    )
    welcome = forms.CharField(
        label=_("A word of welcome"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("People read this on the first page, before they begin."),
    )
    language = forms.ChoiceField(
        label=_("Language of the form"),
        required=False,
        help_text=_(
            "People can change to another one that the questions are written in. "
            "What is not translated is shown as it was written."
        ),
    )
    reader = forms.CharField(
        label=_("Who reads the words first?"),
        required=False,
        max_length=200,
        help_text=_("A name or a role. People are told before they write anything."),
    )
    attributed = forms.TypedChoiceField(
        label=_("Private or open?"),
        coerce=lambda chosen: chosen == OPEN,
        choices=PRIVATE_OR_OPEN,
        initial=PRIVATE,
        widget=forms.RadioSelect,
        help_text=_("Once the round is open this cannot be changed, in either direction."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[Any],
        languages: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["version"].choices = [(one.pk, str(one.instrument)) for one in versions]  # type: ignore[attr-defined]

    def clean_language(self) -> str:
        """Without a choice, the language that was there before."""
        chosen: str = self.cleaned_data["language"] or self["language"].initial
        return chosen


class PartnersForm(forms.Form):
    """How many people are expected, of each organisation and from each place."""

    def __init__(
        self,
        data: Any = None,
        *,
        organisations: Iterable[Organisation],
        places: Iterable[RoundPlace],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.organisations, self.places = list(organisations), list(places)
        for one in self.organisations:
            for place in (*self.places, None):
                self.fields[_cell(one, place)] = _number(one, place)
            self.fields[f"returns-{one.pk}"] = forms.BooleanField(
                required=False, label=_now("%(name)s gives one agreed answer") % {"name": one}
            )

    def rows(self) -> list[tuple[Organisation, list[tuple[str, Any]], Any, bool]]:
        """Each organisation with its fields and their places, and whether a place is filled in."""
        unknown = _now("Place not known") if self.places else _now("People")
        names = [*((place.name, place) for place in self.places), (unknown, None)]
        return [
            (one, cells, self[f"returns-{one.pk}"], any(map(_filled, cells[:-1])))
            for one in self.organisations
            for cells in [[(name, self[_cell(one, place)]) for name, place in names]]
        ]

    @property
    def has_numbers(self) -> bool:
        """Whether the table begins with any number, or any was typed."""
        fields = (self[name] for name in self.fields if name.startswith("people-"))
        return any(one.value() for one in fields)

    def numbers(self) -> list[tuple[Organisation, dict[int | None, int], bool]]:
        """What was given, as far as it is right; nothing typed means nobody."""
        given = getattr(self, "cleaned_data", {})
        return [
            (
                one,
                {
                    place.place_id if place else None: people
                    for place in (*self.places, None)
                    if (people := given.get(_cell(one, place)))
                },
                bool(given.get(f"returns-{one.pk}")),
            )
            for one in self.organisations
        ]


class AddPartnerForm(forms.Form):
    """An organisation that is missing in the table."""

    name = forms.CharField(label=_("Organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)


class DaysField(forms.CharField):
    """Several days, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show days as lines."""
        return "\n".join(one.isoformat() for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read lines as days."""
        lines = [line.strip() for line in (value or "").replace(",", "\n").splitlines()]
        return [_day(line) for line in lines if line]


class RulesForm(forms.Form):
    """When a round closes and reminds, what is hidden, and how long answers are kept."""

    closes_on = forms.DateField(
        label=_("Closes on"),
        required=False,
        widget=DAY,
        help_text=_("People can answer until the end of this day. Two to three weeks suit many."),
    )
    reminders = DaysField(
        label=_("Remind on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One day on each line, such as 2026-05-14. Everybody on the list gets the same words, "
            "at nine in the morning, whoever has answered."
        ),
    )
    threshold = forms.IntegerField(
        label=_("Hide groups of fewer than"),
        help_text=_(
            "Inside this collaboration. At least 5; you can raise it, and never lower it once the "
            "round is open."
        ),
    )
    threshold_outside = forms.IntegerField(
        label=_("Hide from everybody else groups of fewer than"),
        help_text=_("For whatever is shown outside. At least 10."),
    )
    weighting = forms.ChoiceField(
        label=_("Which mean leads?"),
        choices=Weighting.choices,
        help_text=_("The others stand beside it. Fixed once the round is open."),
    )
    compares = forms.ChoiceField(
        label=_("What do you want to compare?"),
        choices=Compares.choices,
        help_text=_(
            "In most collaborations not all groups can be shown without giving somebody away. "
            "Choose what matters more; the page “Whom we ask” shows what it does."
        ),
    )
    cards = forms.BooleanField(
        label=_("Offer return cards"),
        required=False,
        help_text=_(
            "A random code on a card joins a person's answers in two rounds without saying who it "
            "is, so that change can be seen."
        ),
    )
    keep_until = forms.DateField(
        label=_("Delete the answers on"),
        required=False,
        widget=DAY,
        help_text=_(
            "The figures stay. Left empty: two years after the day on which the round closes. "
            "Once the round is open, the day can only come earlier."
        ),
    )
    stage = forms.ModelChoiceField(
        label=_("Where is the collaboration on its journey?"),
        queryset=Stage.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )

    def __init__(self, data: Any = None, *, round: Round, **more: Any) -> None:
        super().__init__(data, **more)
        stages = Stage.objects.filter(collaboration=round.collaboration)
        self.fields["stage"].queryset = stages  # type: ignore[attr-defined]
        if not stages:
            del self.fields["stage"]
        self._keep_promises(round)

    def _keep_promises(self, round: Round) -> None:
        """Show what is fixed without a way to change it; of a closed round only the last day."""
        if round.state == RoundState.OPEN:
            for name in ("weighting", "compares", "cards"):
                self.fields[name].disabled = True
        if round.state in {RoundState.CLOSING, RoundState.CLOSED}:
            last = self.fields["keep_until"]
            last.required, last.help_text = True, _("The figures stay.")
            self.fields = {"keep_until": last}


class AddressesForm(forms.Form):
    """Addresses, pasted as they come."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line, or with commas between. Names beside them are left out."),
    )


class ExtendForm(forms.Form):
    """A later day."""

    closes_on = forms.DateField(label=_("Closes on"), widget=DAY)


def _cell(organisation: Organisation, place: RoundPlace | None) -> str:
    return f"people-{organisation.pk}-{place.place_id if place else 0}"


def _filled(cell: tuple[str, Any]) -> bool:
    return bool(cell[1].value() or cell[1].errors)


def _number(organisation: Organisation, place: RoundPlace | None) -> forms.IntegerField:
    parts = {"organisation": organisation, "place": place or _now("place not known")}
    label = _now("%(organisation)s, %(place)s: people") % parts
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs=NUMBER | {"aria-label": label}),
    )


def _day(line: str) -> Any:
    try:
        day = parse_date(line)
    except ValueError:
        day = None
    if day is None:
        told = _now("“%(line)s” is no day. Please write it like %(example)s.")
        example = {"line": line[:40], "example": "2026-05-14"}
        raise forms.ValidationError(told % example, code="invalid")
    return day
