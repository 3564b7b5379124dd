"""What people send about themselves and their collaborations."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from howff.people import queries
from howff.people.errors import Refused
from howff.people.models import Collaboration, Organisation, Person, Place, Role
from howff.people.rules import ROLES


def sent(form: forms.BaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Act on what the form holds; where that cannot be done the form says why."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


class CollaborationForm(forms.ModelForm[Collaboration]):
    """What a collaboration is called, and what it is for."""

    class Meta:
        model = Collaboration
        fields = ["name", "purpose"]
        help_texts = {
            "name": _("What people call it, such as “Harbour Together”."),
            "purpose": _("What you want to be different, and for whom. You can change it later."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}


class OrganisationForm(forms.ModelForm[Organisation]):
    """A partner."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "number"]


class PlaceForm(forms.ModelForm[Place]):
    """The name of a place in the collaboration."""

    class Meta:
        model = Place
        fields = ["name"]


class BelongingForm(forms.Form):
    """What somebody may do here, for which organisation, and in which place."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(each.role.value, each.role.label) for each in ROLES],
        initial=Role.MEMBER,
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None: here as a person"),
    )
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )

    def __init__(self, data: Any = None, *, collaboration: Collaboration, **more: Any) -> None:
        super().__init__(data, **more)
        self._offer("organisation", queries.organisations_in(collaboration))
        self._offer("place", queries.places_in(collaboration))

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices


class InvitationForm(BelongingForm):
    """Whom to invite by e-mail."""

    email = forms.EmailField(label=_("E-mail address"))
    field_order = ["email", "role", "organisation", "place"]


class LinkForm(BelongingForm):
    """Whom a link that can be shared lets in, and for how long."""

    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(1, _("1 day")), (14, _("14 days")), (90, _("90 days"))],
        initial=14,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in (Role.MEMBER, Role.HELPER)
        ]


class MembersFilter(BelongingForm):
    """Narrows a list of members."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    field_order = ["q", "organisation", "place"]

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["role"]
        self.fields["organisation"].empty_label = _("Every organisation")  # type: ignore[attr-defined]
        self.fields["place"].empty_label = _("Every place")  # type: ignore[attr-defined]


class PersonForm(forms.ModelForm[Person]):
    """One's own name and language."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ["name", "language"]
        help_texts = {"name": _("How others see you here. Leave it empty to show your address.")}


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("Such as “spreadsheet at work”.")
    )
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        initial=90,
    )
