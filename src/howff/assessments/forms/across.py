"""What people send about analyses across collaborations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Comparison, Round


class ComparisonForm(forms.ModelForm[Comparison]):
    """What is asked of other collaborations, and why."""

    class Meta:
        model = Comparison
        fields = ["title", "instrument", "purpose"]
        help_texts = {
            "purpose": _("Others read this before they agree: say what you will do with it."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: Any = None, *, instruments: Any, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = instruments, None
        field.label = _("Rounds with which instrument")


class RoundField(forms.ModelChoiceField[Round]):
    """One of somebody's rounds, named with its collaboration."""

    def label_from_instance(self, obj: Any) -> str:
        """Name a round so that nobody takes one for another."""
        return f"{obj.collaboration}: {obj.title}"


class ShareForm(forms.Form):
    """Which round is shared, and whether needs are, too."""

    round = RoundField(label=_("Which round"), queryset=Round.objects.none())
    needs = forms.BooleanField(
        label=_("Also share what we said the sector should do (the words, not who said them)"),
        required=False,
        initial=True,
    )

    def __init__(self, data: Any = None, *, rounds: Any, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["round"]
        assert isinstance(field, RoundField)
        field.queryset = rounds
