"""One page for the wall: what unites us, where we differ, what we agreed to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.reports.document import Picture
from howff.reports.rounds import wording
from howff.reports.rounds.settled import who_and_when
from howff.reports.rounds.stock import Promise, Stock
from howff.sense.rounds.figures import ItemFigures, Verdict

MOST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Something on a poster: a few words, a sentence, and a picture if there is one."""

    title: str
    text: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A third of a poster; `empty` is said where there is nothing yet."""

    title: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """All that a poster says."""

    title: str
    collaboration: str
    people: str
    foot: str
    columns: tuple[Column, Column, Column]
    language: str = "en-gb"


def poster_of(stock: Stock, *, collaboration: str) -> Poster:
    """Choose what stands on the poster of a round; numbers come from its figures alone."""
    figures = stock.figures
    people = ngettext("%(n)s person answered", "%(n)s people answered", figures.people)
    told = [people % {"n": figures.people}] if figures.people else []
    told += [date_format(stock.closed, "F Y")] if stock.closed else []
    foot = _(
        "Each bar goes from the lowest level on the left to the highest on the right, with how "
        "many people chose each. Nothing is shown of fewer than %(k)s people. Partners are never "
        "ranked."
    )
    return Poster(
        title=stock.title,
        collaboration=collaboration,
        people=" · ".join(told),
        foot=foot % {"k": figures.k},
        columns=(_united(stock), _apart(stock), _agreed(stock)),
        language=stock.definition.language if stock.definition else "en-gb",
    )


def _united(stock: Stock) -> Column:
    """The principles on which people agree, those first that they agree are well."""
    found = [one for one in stock.figures.items if one.everyone and one.verdict == Verdict.AGREED]
    found.sort(key=_highest_first)
    empty = _("There is not yet a principle on which people mostly agree.")
    return Column(_("What unites us"), _lines(stock, found), empty)


def _highest_first(one: ItemFigures) -> float:
    """Put what people agree is well before what they agree is not."""
    shown = one.everyone
    if shown is None:
        return 0.0
    middle = sum(shown.band) / 2 if shown.band else 0.0
    return -(shown.median or middle) / one.item.levels


def _apart(stock: Stock) -> Column:
    found = [
        one
        for one in stock.figures.items
        if one.everyone and one.verdict in {Verdict.SPLIT, Verdict.SPREAD}
    ]
    empty = _("People do not differ much on any principle.")
    return Column(_("Where we differ"), _lines(stock, found), empty)


def _lines(stock: Stock, items: Sequence[ItemFigures]) -> tuple[Line, ...]:
    return tuple(
        Line(one.item.title, wording.rated(one, stock.figures.k), _picture(one))
        for one in items[:MOST]
    )


def _picture(one: ItemFigures) -> Picture | None:
    shown = one.everyone
    if shown is None or not shown.counts:
        return None
    levels = tuple(map(str, range(1, one.item.levels + 1)))
    return Picture("distribution", ("",), (shown.counts,), levels, notes=("",))


def _agreed(stock: Stock) -> Column:
    """What will be done; until that is agreed, what would help, or what was kept of last time."""
    found = (
        (_("What we will do"), [_going(one) for one in stock.promises if one.going]),
        (_("What would help"), [Line(one.text, one.level) for one in stock.needs]),
        (_("What we have done"), [_kept(one) for one in stock.before if one.kept]),
    )
    title, lines = next(((title, lines) for title, lines in found if lines), found[0])
    empty = _("This is what we will agree on when we meet.")
    return Column(title, tuple(lines[:MOST]), empty)


def _going(one: Promise) -> Line:
    return Line(one.title, who_and_when(one))


def _kept(one: Promise) -> Line:
    """Something that was promised last time and done, with what it changed."""
    return Line(one.title, one.changed or who_and_when(one))
