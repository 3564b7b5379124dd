"""A series of conversations becomes the draft of its reflections."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.reports.actions.drafting import keep_report
from howff.reports.blocks import Block, Paragraphs, Section, Theme, Withdraw
from howff.reports.models import Report
from howff.reports.queries.sensing import theme_block, themes_of

MOST_THEMES = 7

type Chosen = tuple[str, Sequence[int]]


@transaction.atomic
def draft_reflections(
    *, collaboration: Collaboration, chosen: Sequence[Chosen], by: Person | None
) -> Report:
    """Write the first draft of a short piece: a few themes, each with up to three quotes.

    `chosen` are the name of each theme (empty: its own) and its numbers in the conversations.
    """
    accepted = themes_of(collaboration).in_bulk()
    told = [
        theme_block([accepted[pk] for pk in numbers if pk in accepted], name)
        for name, numbers in chosen
        if any(pk in accepted for pk in numbers)
    ]
    if not told:
        raise Refused("invalid", _("Please choose at least one accepted theme."))
    if len(told) > MOST_THEMES:
        most = _("Please choose at most %(n)s themes: reflections are short.")
        raise Refused("invalid", most % {"n": MOST_THEMES})
    return keep_report(collaboration, _("Reflections"), _blocks(told), by)


def _blocks(themes: Sequence[Theme]) -> tuple[Block, ...]:
    why = _("What came up in our conversations, in a few themes and in people's own words.")
    write = _("Write here in two or three sentences what people meant by this.")
    filled = [_with_text(one, write) for one in themes]
    begin = (Section(title=_("What came up")), Paragraphs(text=why))
    return (*begin, *filled, Section(title=_("What happens next")), Withdraw())


def _with_text(theme: Theme, text: str) -> Theme:
    if theme.text:
        return theme
    return Theme(
        id=theme.id, title=theme.title, text=text, themes=theme.themes, passages=theme.passages
    )
