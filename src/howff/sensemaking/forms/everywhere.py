"""What people send about themes of many collaborations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.sensemaking.models import Gathering


class GatheringForm(forms.ModelForm[Gathering]):
    """What is asked of other collaborations, and why."""

    class Meta:
        model = Gathering
        fields = ["title", "purpose"]
        help_texts = {
            "purpose": _("Others read this before they agree: say what you will do with it."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
