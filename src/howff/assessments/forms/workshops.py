"""What people send when they prepare a workshop, hold it and sign its record off."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from howff.assessments.queries.workshops.agenda import Suggestion
from howff.assessments.queries.workshops.needs import LEVELS
from howff.assessments.queries.workshops.room import Here
from howff.consent.models import Attribution, Audience

DIFFER = "differ"
MOST_PEOPLE = 2000
ROOM_FOR_OTHERS = 3


class WorkshopForm(forms.Form):
    """What a workshop is called, and when it is."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("Such as “Looking at our ratings together”."),
    )
    held_on = forms.DateField(
        label=_("When is it?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class NewWorkshopForm(WorkshopForm):
    """The same, with what to talk about."""

    items = forms.MultipleChoiceField(
        required=False,
        label=_("What to talk about"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, offered: Sequence[Suggestion], **more: Any) -> None:
        chosen = [one.item for one in offered if one.chosen]
        super().__init__(data, initial={"items": chosen} | more.pop("initial", {}), **more)
        items = self.fields["items"]
        assert isinstance(items, forms.MultipleChoiceField)
        items.choices = [(one.item, one.title) for one in offered]


class AddTopicForm(forms.Form):
    """A principle to put on the agenda."""

    item = forms.CharField(max_length=40)


class MinutesForm(forms.Form):
    """How long the room talks about a topic."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240)


class PreparedForm(forms.Form):
    """The conversation that was prepared, as it was signed."""

    prepared = forms.CharField(max_length=4000)
    items = forms.CharField(max_length=2000)


class OutcomeForm(forms.Form):
    """What the room says about a principle; `counts` come from phones, `hand_1` … from hands."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    counts = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    proposed = forms.TypedChoiceField(
        label=_("A rating to begin from"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Somebody proposes a rating; the others say what they would need to join."),
    )
    outcome = forms.ChoiceField(label=_("Do you agree?"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why: the reason, or where you differ"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: Any = None, *, here: Here) -> None:
        topic = here.topic
        super().__init__(data, initial=_kept(here), prefix=f"t{topic.pk}")
        worded = [(str(n), f"{n} · {text}") for n, text in enumerate(here.told.levels, start=1)]
        self._offer("proposed", [("", _now("None yet")), *worded])
        agreed = [
            (value, _now("We agree: %(rating)s") % {"rating": text}) for value, text in worded
        ]
        not_yet, differ = _now("Not settled yet"), _now("We do not agree, and say where")
        self._offer("outcome", [("", not_yet), *agreed, (DIFFER, differ)])
        for n, text in enumerate(here.told.levels, start=1):
            self.fields[f"hand_{n}"] = forms.IntegerField(
                label=f"{n} · {text}", required=False, min_value=0, max_value=MOST_PEOPLE
            )
        self.levels = len(here.told.levels)

    def add_prefix(self, field_name: str) -> str:
        """Phones send their counts, whichever topic they are about, under one name."""
        return field_name if field_name == "counts" else super().add_prefix(field_name)

    @property
    def hand_fields(self) -> list[forms.BoundField]:
        """How many people show their hands at each level."""
        return [self[f"hand_{n}"] for n in range(1, self.levels + 1)]

    @property
    def hands(self) -> list[int]:
        """The people at each level: from phones where they have rated, else as typed in."""
        numbers = [one for one in self.cleaned_data["counts"].split(",") if one.isdecimal()]
        if len(numbers) == self.levels:
            return [min(int(one), MOST_PEOPLE) for one in numbers]
        return [self.cleaned_data[f"hand_{n}"] or 0 for n in range(1, self.levels + 1)]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class DissentForm(forms.Form):
    """That somebody sees it otherwise, in their words, and what they allow."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("How they see it, in their own words"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
    attribution = forms.ChoiceField(
        label=_("What may stand beside it"), choices=Attribution, initial=Attribution.NONE
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    role = forms.CharField(label=_("Role"), required=False, max_length=80)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience, initial=Audience.GROUP
    )


class NeedForm(forms.Form):
    """What would help, and whom."""

    text = forms.CharField(
        label=_("What would help"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    level = forms.ChoiceField(label=_("Who needs it"), choices=LEVELS, initial="collective")


class CameForm(forms.Form):
    """Who is in the room: a number for each partner, and for whoever else came."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, data: Any = None, *, names: Sequence[str], came: dict[str, int], **more: Any
    ):
        super().__init__(data, prefix="came", auto_id="%s", **more)
        self.names = list(names)
        others = [name for name in came if name not in names]
        for place, name in enumerate(names):
            self.fields[f"people_{place}"] = self._people(name, came.get(name))
        self.others = range(max(len(others), 0) + ROOM_FOR_OTHERS)
        for place in self.others:
            known = others[place] if place < len(others) else ""
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Others"), required=False, max_length=200, initial=known
            )
            self.fields[f"other_{place}"] = self._people(_now("People"), came.get(known))

    @property
    def partner_fields(self) -> list[forms.BoundField]:
        """A number for each partner."""
        return [self[f"people_{place}"] for place in range(len(self.names))]

    @property
    def other_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """A name and a number for each other group."""
        return [(self[f"name_{place}"], self[f"other_{place}"]) for place in self.others]

    @property
    def people(self) -> list[tuple[str, int]]:
        """Who came, by name; a name that stands there twice counts once, with both numbers."""
        sent, found = self.cleaned_data, dict[str, int]()
        rows = [(name, sent[f"people_{place}"]) for place, name in enumerate(self.names)]
        rows += [(sent[f"name_{place}"].strip(), sent[f"other_{place}"]) for place in self.others]
        for name, number in rows:
            if name and number:
                found[name] = found.get(name, 0) + number
        return list(found.items())

    def _people(self, label: str, initial: int | None) -> forms.IntegerField:
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=MOST_PEOPLE, initial=initial
        )


class SignOffForm(forms.Form):
    """Who signs the record off."""

    names = forms.CharField(
        label=_("Signed off by"),
        max_length=300,
        help_text=_("The names of those who agree that this is what was said."),
    )


class NeedsFilter(forms.Form):
    """Narrows the list of what would help."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    level = forms.ChoiceField(
        label=_("Who needs it"), required=False, choices=[("", _("Everybody")), *LEVELS]
    )
    round = forms.IntegerField(required=False, min_value=1)


def _kept(here: Here) -> dict[str, Any]:
    topic = here.topic
    hands = {f"hand_{n}": one or None for n, one in enumerate(topic.hands or [], start=1)}
    outcome = DIFFER if topic.differ else str(topic.agreed or "")
    words = {"proposed": topic.proposed, "outcome": outcome, "reason": topic.reason}
    return {"revision": topic.revision, **words, **hands}
