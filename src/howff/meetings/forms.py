"""What people send about actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.meetings.models import Action, Status
from howff.people.models import Collaboration, Person
from howff.people.queries import members_of, organisations_in


class ActionForm(forms.ModelForm[Action]):
    """What will be done, by whom, by when, and how we will know."""

    class Meta:
        model = Action
        fields = ["title", "organisation", "person", "person_name", "due_on", "how_known"]
        labels = {"organisation": _("Which organisation"), "person": _("Who"), "person_name": ""}
        help_texts = {
            "title": _("One thing that somebody can do, such as “Agree one referral form”."),
            "how_known": _("What will be different, and who would notice."),
        }
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, data: Any = None, *, collaboration: Collaboration, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("organisation", organisations_in(collaboration), _("No one organisation"))
        people = members_of(collaboration).values("person")
        self._offer("person", Person.objects.filter(pk__in=people), _("Not decided"))
        self.fields["person_name"].label = _("Or somebody without an account")
        self.fields["person_name"].required = False

    def _offer(self, name: str, choices: Any, empty: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label, field.required = choices, empty, False


class HowFarForm(forms.ModelForm[Action]):
    """How far it is, and what changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Action
        fields = ["status", "changed"]
        help_texts = {
            "changed": _("What is different now, for whom? “Nothing yet” is an answer, too.")
        }
        widgets = {"changed": forms.Textarea(attrs={"rows": 4})}


class FilterForm(forms.Form):
    """Narrows the list of actions."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    how_far = forms.ChoiceField(
        label=_("How far"),
        required=False,
        choices=[
            ("", _("All")),
            ("to_do", _("Still to do")),
            ("overdue", _("Past their day")),
            *Status.choices,
        ],
    )
    mine = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody's")), ("yes", _("Only mine"))]
    )
