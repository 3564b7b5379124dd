"""What people send about their journey."""

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Milestone, Stage
from howff.assessments.queries.journey import PRESET


class StageForm(forms.ModelForm[Stage]):
    """A stage, in the collaboration's own words."""

    suits = forms.ChoiceField(
        label=_("Most like"),
        required=False,
        choices=[("", _("None of these")), *((one, name) for one, name, _about in PRESET)],
        help_text=_("Principles that suit such a stage are then suggested first."),
    )

    class Meta:
        model = Stage
        fields = ["name", "summary", "suits", "entered_on"]
        widgets = {"entered_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class MilestoneForm(forms.ModelForm[Milestone]):
    """Something reached or hoped for, and what shows it."""

    class Meta:
        model = Milestone
        fields = ["title", "planned_on", "reached_on", "evidence", "link"]
        help_texts = {
            "evidence": _("What somebody outside could look at, or who would tell them."),
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("planned_on", "reached_on")
        }
