"""What people send when they write an instrument: each form holds one part of it."""

from dataclasses import replace
from hashlib import blake2s
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.instruments.definitions import (
    Category,
    Condition,
    Definition,
    Principle,
    Question,
    Scale,
    Source,
    Term,
)
from howff.instruments.definitions.editing import Part, changed, part_of

WHOSE = [("ours", _("Ours")), ("conditions", _("Conditions around us"))]
TERM_AND_MEANING = ":"


class Lines(forms.CharField):
    """Several texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """The texts as people edit them."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The texts, without empty lines."""
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        return tuple(line for line in lines if line)


def lines(label: Any, help_text: Any = "") -> Lines:
    """A field for several texts that may stay empty."""
    return Lines(label=label, required=False, help_text=help_text)


def words(label: Any, rows: int = 2, help_text: Any = "", **more: Any) -> forms.CharField:
    """A field for a longer text that may stay empty."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=area, help_text=help_text, **({"required": False} | more)
    )


class PartForm(forms.Form):
    """One part of an instrument; `saw` tells which state of it was being changed."""

    saw = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, definition: Definition, pk: str) -> None:
        self.definition, self.pk = definition, pk
        known = self.known()
        self.state = blake2s(repr(known).encode(), digest_size=8).hexdigest()
        super().__init__(data, initial=known | {"saw": self.state}, auto_id=f"{pk}-%s")
        first = next(name for name in self.fields if name != "saw")
        self.fields[first].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what somebody else changed meanwhile; what was typed stays."""
        if self.cleaned_data.pop("saw", "") != self.state:
            self.data = {**self.data.dict(), "saw": self.state}  # type: ignore[attr-defined]
            told = _("Somebody else changed this part meanwhile. Your words are kept below.")
            raise forms.ValidationError(told, code="changed")
        return self.cleaned_data

    @property
    def part(self) -> Part:
        """The part that is changed."""
        part = part_of(self.definition, self.pk)
        assert part is not None
        return part

    def known(self) -> dict[str, Any]:
        """What the part says now."""
        return {name: getattr(self.part, name, None) for name in self.base_fields}

    def changed(self) -> Definition:
        """The instrument with this part as it was sent."""
        return changed(self.definition, self.pk, **self.cleaned_data)


class AboutForm(PartForm):
    """What the whole instrument is called, and where it comes from."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = words(_("What it is for"), 3)
    minutes = forms.IntegerField(label=_("Minutes that it takes"), min_value=1, max_value=600)
    credit = words(
        _("Where it comes from"), help_text=_("Name whoever thought of it, if it was not you.")
    )
    address = forms.CharField(label=_("Web address of that"), max_length=300, required=False)
    licence = words(_("Who may use it, and how"))

    def known(self) -> dict[str, Any]:
        """What is said of the whole now."""
        here = self.definition
        source = {"credit": here.source.credit, "address": here.source.address}
        return {name: getattr(here, name, None) for name in self.base_fields} | source

    def changed(self) -> Definition:
        """The instrument, called as it was sent."""
        data = dict(self.cleaned_data)
        source = Source(credit=data.pop("credit"), address=data.pop("address"))
        return replace(self.definition, source=source, **data)


class ScaleForm(PartForm):
    """The levels on which everything is rated that has no scale of its own."""

    levels = Lines(
        label=_("Levels"), help_text=_("One on each line, the lowest first. 2 to 11 of them.")
    )
    easy = lines(_("The same in easy words"), _("As many lines as there are levels."))
    low = forms.CharField(label=_("The low end in a word"), max_length=100, required=False)
    high = forms.CharField(label=_("The high end in a word"), max_length=100, required=False)

    def known(self) -> dict[str, Any]:
        """What the scale says now."""
        return {name: getattr(self.definition.scale, name, None) for name in self.base_fields}

    def changed(self) -> Definition:
        """The instrument with the scale as it was sent."""
        return replace(self.definition, scale=Scale(**self.cleaned_data))


class GlossaryForm(PartForm):
    """The words that need explaining."""

    words = lines(_("Words"), _("One on each line: the word, a colon, what it means."))

    def known(self) -> dict[str, Any]:
        """The words that are explained now."""
        here = self.definition.glossary
        return {"words": [f"{one.term}{TERM_AND_MEANING} {one.meaning}" for one in here]}

    def clean_words(self) -> tuple[Term, ...]:
        """Each word with what it means."""
        terms = []
        for number, line in enumerate(self.cleaned_data["words"], 1):
            term, _colon, meaning = line.partition(TERM_AND_MEANING)
            if not term.strip() or not meaning.strip():
                told = _("Line %(number)s: write the word, a colon, and what it means.")
                raise forms.ValidationError(told % {"number": number})
            terms.append(Term(term=term.strip(), meaning=meaning.strip()))
        return tuple(terms)

    def changed(self) -> Definition:
        """The instrument with the glossary as it was sent."""
        return replace(self.definition, glossary=self.cleaned_data["words"])


class CategoryForm(PartForm):
    """A category, and its prompts for looking closely."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = words(_("What it is about"))
    good = lines(_("What good can look like"), _("One on each line."))
    watch = lines(_("What to watch for"), _("One on each line."))


class PrincipleForm(PartForm):
    """What is rated."""

    title = forms.CharField(label=_("Short title"), max_length=200)
    statement = words(
        _("The statement that is rated"),
        required=True,
        max_length=500,
        help_text=_("Say one thing, so that somebody can agree with it more or less."),
    )
    easy = words(_("The same in easy words"), max_length=500)
    help = words(_("Help"), max_length=1000)
    locus = forms.ChoiceField(
        label=_("Whose is it?"),
        choices=WHOSE,
        help_text=_("Conditions around you are shown apart, so that nobody blames you for them."),
    )
    best = forms.ChoiceField(
        label=_("Which end is best?"),
        choices=[
            ("high", _("The highest level")),
            ("middle", _("The middle")),
            ("depends", _("It depends")),
        ],
    )
    levels = lines(_("A scale of its own"), _("One level on each line, the lowest first."))
    easy_levels = lines(_("That scale in easy words"))

    def known(self) -> dict[str, Any]:
        """What the principle says now."""
        scale = getattr(self.part, "scale", None)
        own = {"levels": scale.levels, "easy_levels": scale.easy} if scale else {}
        return super().known() | own

    def changed(self) -> Definition:
        """The instrument with this principle as it was sent."""
        assert isinstance(self.part, Principle)
        data = dict(self.cleaned_data)
        levels, easy = data.pop("levels"), data.pop("easy_levels")
        before = self.part.scale or Scale(levels=())
        scale = replace(before, levels=levels, easy=easy) if levels or easy else None
        return changed(self.definition, self.pk, scale=scale, **data)


class QuestionForm(PartForm):
    """A prompt under a principle."""

    text = words(_("The question"), required=True, max_length=500)
    easy = words(_("The same in easy words"), max_length=500)
    help = words(_("Help"), max_length=1000)
    sort = forms.ChoiceField(
        label=_("What sort of question"),
        choices=[
            ("rated", _("How far something is so")),
            ("explored", _("To explore")),
            ("described", _("To describe")),
            ("middle", _("Best in the middle")),
            ("conditional", _("Only after a low rating")),
        ],
    )
    locus = forms.ChoiceField(label=_("Whose is it?"), choices=[*WHOSE, ("both", _("Both"))])
    at_most = forms.IntegerField(
        label=_("Ask it after a rating of at most"),
        required=False,
        min_value=1,
        max_value=10,
        help_text=_("Only for a question that is asked after a low rating."),
    )
    per = lines(_("Ask it for each of these"), _("One on each line."))

    def known(self) -> dict[str, Any]:
        """What the question says now."""
        condition = getattr(self.part, "only_if", None)
        sort = getattr(self.part, "form", None)
        return super().known() | {"sort": sort, "at_most": condition and condition.at_most}

    def changed(self) -> Definition:
        """The instrument with this question as it was sent."""
        assert isinstance(self.part, Question)
        data = dict(self.cleaned_data)
        only_if = self._condition(data.pop("at_most"))
        return changed(self.definition, self.pk, only_if=only_if, form=data.pop("sort"), **data)

    def _condition(self, at_most: int | None) -> Condition | None:
        """On which rating it depends: that of its own principle, unless it named another."""
        if self.cleaned_data["sort"] != "conditional":
            return None
        before = getattr(self.part, "only_if", None)
        owner = next(
            one.id
            for one in self.definition.principles
            if any(each.id == self.pk for each in one.questions)
        )
        return Condition(before.principle if before else owner, at_most or 2)


WHOLE: dict[str, type[PartForm]] = {
    "about": AboutForm,
    "scale": ScaleForm,
    "glossary": GlossaryForm,
}
"""Forms of what there is once, by a name that no part can have as its id."""


def form_for(definition: Definition, pk: str) -> type[PartForm] | None:
    """The form in which a part is changed."""
    fitting: dict[type, type[PartForm]] = {
        Category: CategoryForm,
        Principle: PrincipleForm,
        Question: QuestionForm,
    }
    return WHOLE.get(pk) or fitting.get(type(part_of(definition, pk)))


class TitleForm(forms.Form):
    """What a new instrument is called."""

    title = forms.CharField(label=_("Title"), max_length=200)


class FileForm(forms.Form):
    """An instrument in a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "TOML, an Excel workbook (.xlsx) as exported from Howff, or an XLSForm (.xlsx)."
        ),
    )
