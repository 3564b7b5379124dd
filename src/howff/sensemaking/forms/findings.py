"""What people send about findings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.sensemaking.models import Confidence, Finding, FindingState
from howff.sensemaking.queries.measured import Measured


class FindingForm(forms.ModelForm[Finding]):
    """What somebody concludes, why, and how sure they are."""

    saw = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Finding
        fields = ["statement", "explanation", "confidence"]
        help_texts = {
            "statement": _("One sentence that somebody could disagree with."),
            "explanation": _("What makes you think so, and what it does not say."),
        }
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 2}),
            "explanation": forms.Textarea(attrs={"rows": 5}),
            "confidence": forms.RadioSelect,
        }

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["confidence"].choices = Confidence.choices  # type: ignore[attr-defined]


class FindingsFilter(forms.Form):
    """Narrows the list of findings."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("All")),
            *FindingState.choices,
            ("flagged", _("To look at again")),
        ],
    )


class FigureForm(forms.Form):
    """Which figure a finding rests on."""

    figure = forms.ChoiceField(label=_("Figure"))

    def __init__(self, data: Any = None, *, offered: Iterable[Measured]) -> None:
        super().__init__(data)
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in offered:
            groups[one.place].append((one.name, f"{one.title}: {one.sentence}"[:200]))
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(groups.items())


class ThemeForm(forms.Form):
    """Which theme a finding rests on."""

    theme = forms.ChoiceField(label=_("Theme"))

    def __init__(
        self, data: Any = None, *, offered: Iterable[tuple[str, list[tuple[int, str]]]]
    ) -> None:
        super().__init__(data)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(offered)
