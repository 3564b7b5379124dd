"""What editors send."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from howff.reports.blocks import LONGEST_TEXT, LONGEST_TITLE, Block, Facts, Links, Section
from howff.reports.models import Visibility

BETWEEN = {"facts": ":", "links": "|"}


class BlockForm(forms.Form):
    """The words of a block: its title, its text, or its rows."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "An empty line begins a new paragraph. Begin lines with “- ” for a list; "
            "write **bold**, *italic*, or [text](https://address)."
        ),
    )
    rows = forms.CharField(
        label=_("Rows"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea
    )
    saw = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, block: Block, saw: str) -> None:
        self.block = block
        rows = getattr(block, "rows", ())
        self.between = BETWEEN.get(block.kind, "")
        written = "\n".join(f"{first}{self.between} {second}" for first, second in rows)
        initial = {"title": block.title, "text": block.text, "rows": written, "saw": saw}
        super().__init__(data, initial=initial)
        del self.fields["text" if isinstance(block, Facts | Links) else "rows"]
        if isinstance(block, Section):
            self.fields["title"].required = True
        elif isinstance(block, Facts):
            self.fields["rows"].help_text = _("One on each line. For example: Presenter: Ana")
        elif isinstance(block, Links):
            self.fields["rows"].help_text = _(
                "One on each line: the text, a bar, the address. "
                "For example: Our plan | https://example.org"
            )

    def changed(self) -> Block:
        """The block as the editor changed it."""
        data = dict(self.cleaned_data)
        data.pop("saw")
        if "rows" in data:
            data["rows"] = tuple(
                self._row(line) for line in data["rows"].splitlines() if line.strip()
            )
        if "text" in data:
            data["text"] = data["text"].replace("\r\n", "\n")
        return replace(self.block, **data)

    def _row(self, line: str) -> tuple[str, str]:
        first, _between, second = line.partition(self.between)
        return first.strip(), second.strip()


class TitleForm(forms.Form):
    """What the report is called."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)


class PublishForm(forms.Form):
    """Who can open the report, and what is new in it."""

    visibility = forms.ChoiceField(
        label=_("Who can open it"), choices=Visibility, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What is new"),
        max_length=200,
        required=False,
        help_text=_("Stands in the list of versions."),
    )
