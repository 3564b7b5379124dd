"""What several collaborations share, told together: never one of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.formats.tables import Cell, table
from howff.reports.document import Figure, Paragraph, Part, Picture, Run, Text
from howff.reports.prose import plain

type Found = Mapping[str, Any]


def across(content: Found, needs: Sequence[str]) -> Iterator[Part]:
    """Tell what was found, from `CrossFigures` as it is kept, and what would help the sector."""
    number = content["collaborations"]
    told = ngettext(
        "%(n)s collaboration agreed to share what it shows to others.",
        "%(n)s collaborations agreed to share what they show to others.",
        number,
    )
    few = _("Too few collaborations share their figures to show anything.")
    items: Sequence[Found] = content["items"]
    yield Text(prose=plain(told % {"n": number} if items else few))
    for title, sentence, found in _groups(items):
        if found:
            yield _figure(title, sentence, found)
    if needs:
        points = tuple(Paragraph((Run(text),), "bullet") for text in needs)
        yield Text(title=_("What would help the whole sector"), prose=points)


def _groups(items: Sequence[Found]) -> Iterator[tuple[str, str, list[Found]]]:
    """Give what collaborations have in common, apart from the conditions around them."""
    ours = [one for one in items if one["item"]["locus"] == "ours" and not one["item"]["middle"]]
    titles = {
        "strength": (
            _("Common strengths"),
            _("In two thirds of the collaborations or more, people rate these highly."),
        ),
        "difficulty": (
            _("Common difficulties"),
            _("In two thirds of the collaborations or more, people do not rate these highly."),
        ),
        "mixed": (_("Different from place to place"), _("Some rate these highly, some do not.")),
    }
    for common, (title, sentence) in titles.items():
        yield title, sentence, [one for one in ours if one["common"] == common]
    around = _("These are not for collaborations alone to change.")
    found = [one for one in items if one["item"]["locus"] == "conditions"]
    yield _("Conditions around them"), around, found


def _figure(title: str, sentence: str, items: Sequence[Found]) -> Figure:
    """Show how many collaborations have a low, a middle and a high median, where that is shown."""
    drawn = [one for one in items if one["bands"]]
    levels = (_("Low"), _("Middle"), _("High"))
    picture = Picture(
        "distribution",
        tuple(one["item"]["title"] for one in drawn),
        tuple(tuple(one["bands"]) for one in drawn),
        levels,
    )
    columns = (_("Principle"), _("Collaborations"), _("Often split"), *levels)
    return Figure(
        title=title,
        sentence=sentence,
        picture=picture if drawn else None,
        table=table(columns, map(_row, items)),
    )


def _row(one: Found) -> tuple[Cell, ...]:
    split = _("yes") if one["often_split"] else _("no")
    bands = one["bands"] or (_("hidden"), None, None)
    return (one["item"]["title"], one["collaborations"], split, *bands)
