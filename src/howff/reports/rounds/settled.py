"""What people settled together: the agreed picture, what would help, promises, and what changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.formats.tables import table
from howff.reports.blocks import Agreed, Change, Needs, Promises
from howff.reports.document import (
    Figure,
    Paragraph,
    Part,
    Picture,
    Prose,
    Run,
    Sayings,
    Terms,
    Text,
)
from howff.reports.prose import plain
from howff.reports.rounds import wording
from howff.reports.rounds.stock import Meeting, Promise, Settled, Stock
from howff.reports.written import titled
from howff.sense.rounds.lines import ItemProgress, Line, Progress, Side


def agreed(block: Agreed, stock: Stock) -> Iterator[Part]:
    """Each workshop: who was there, what was agreed and why, and who saw it otherwise."""
    yield from titled(block)
    for meeting in stock.meetings:
        yield Terms(title=meeting.title, rows=tuple(_facts(meeting)))
        for one in meeting.settled:
            yield from _settled(one)


def _facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    if meeting.held_on:
        yield _("When"), date_format(meeting.held_on, "j F Y")
    if meeting.people:
        told = ngettext("%(n)s person", "%(n)s people", meeting.people) % {"n": meeting.people}
        names = ", ".join(meeting.present)
        yield _("Who was there"), f"{told}: {names}" if names else told
    if meeting.signed_off_by:
        yield _("Signed off by"), meeting.signed_off_by


def _settled(one: Settled) -> Iterator[Part]:
    shared = _("We agreed on %(agreed)s of %(levels)s.")
    none = _("No shared rating was agreed.")
    told = shared % {"agreed": one.agreed, "levels": one.levels} if one.agreed else none
    yield Text(title=one.title, prose=(Paragraph((Run(told, bold=True),)), *plain(one.reason)))
    if one.dissents:
        yield Text(prose=plain(_("Some saw it otherwise:")))
        yield Sayings(sayings=one.dissents)


def needs(block: Needs, stock: Stock) -> Iterator[Part]:
    """What would help, under who it is for."""
    yield from titled(block)
    for level, some in groupby(stock.needs, key=lambda one: one.level):
        lines = ((one.text, one.about) for one in some)
        points = tuple(
            Paragraph((Run(f"{text} ({about})" if about else text),), "bullet")
            for text, about in lines
        )
        yield Text(title=level, prose=points)


def promises(block: Promises, stock: Stock) -> Iterator[Part]:
    """What was agreed to be done: by whom, by when, and how we will know."""
    yield from titled(block)
    if stock.promises:
        yield Text(prose=tuple(_promise(one) for one in stock.promises))


def _promise(one: Promise) -> Paragraph:
    told = [who_and_when(one)]
    if one.how_known:
        told.append(_("How we will know: %(how)s") % {"how": one.how_known})
    if one.status:
        told.append(_("So far: %(status)s.") % {"status": one.status.lower()})
    if one.changed:
        told.append(_("What changed: %(what)s") % {"what": one.changed})
    rest = " ".join(filter(None, told))
    runs = (Run(one.title, bold=True), *((Run(f" {rest}"),) if rest else ()))
    return Paragraph(runs, "bullet")


def who_and_when(one: Promise) -> str:
    """Say who does something and by when."""
    by = _("by %(day)s") % {"day": date_format(one.due, "j F Y")} if one.due else ""
    told = ", ".join(filter(None, [one.who, by]))
    return f"{told}." if told else ""


def change(block: Change, stock: Stock) -> Iterator[Part]:
    """What moved since the round before, on three lines, and what cannot be compared."""
    yield from titled(block)
    if stock.progress is None:
        return
    yield Text(prose=_comparable(stock.progress))
    for levels, some in groupby(
        sorted(stock.progress.items, key=lambda one: one.item.levels),
        key=lambda one: one.item.levels,
    ):
        shown = [one for one in some if any(line.before for line in one.lines)]
        if shown:
            yield _moved(shown, levels, stock.rounds)
    if stock.before:
        title = _("What we promised last time, and what became of it")
        yield Text(title=title, prose=tuple(_promise(one) for one in stock.before))


def _comparable(progress: Progress) -> Prose:
    pairs = (
        (_("Partners who joined: %(names)s."), [one.title for one in progress.joined]),
        (_("Partners who left: %(names)s."), [one.title for one in progress.left]),
        (_("Not asked before: %(names)s."), [one.title for one in progress.added]),
        (_("Not asked again: %(names)s."), [one.title for one in progress.dropped]),
    )
    told = [text % {"names": ", ".join(names)} for text, names in pairs if names]
    if progress.linked is not None:
        linked = ngettext(
            "%(n)s person joined their answers by a card.",
            "%(n)s people joined their answers by a card.",
            progress.linked,
        )
        told.append(linked % {"n": progress.linked})
    nothing = _("Nothing was carried forward for anybody who did not answer.")
    return plain("\n\n".join([" ".join([*told, nothing])]))


def _moved(items: Sequence[ItemProgress], levels: int, rounds: tuple[str, str]) -> Figure:
    names = {
        "everyone": _("Everyone"),
        "same_people": _("The same people"),
        "same_organisations": _("The same organisations"),
    }
    whos = [who for who in names if any(_line(one, who) for one in items)]
    picture = Picture(
        "multiples",
        tuple(one.item.title for one in items),
        series=tuple(names[who] for who in whos),
        values=tuple(tuple(mean for who in whos for mean in _ends(one, who)) for one in items),
        columns=(_("Before"), _("Now")),
        ends=(1, levels),
    )
    rows = (
        (
            f"{one.item.title}: {names[who]}",
            _side(line.before),
            _side(line.after),
            wording.changed(line.change),
        )
        for one in items
        for who in whos
        if (line := _line(one, who))
    )
    columns = (_("Principle"), _("Before"), _("Now"), _("In words"))
    return Figure(sentence=_told(rounds), picture=picture, table=table(columns, rows))


def _told(rounds: tuple[str, str]) -> str:
    """Say what the numbers are; the names of rounds may be too long to stand above them."""
    told = _(
        "The mean before (%(before)s) and now (%(now)s), with how many people it comes from: of "
        "everyone, of the people who answered both times, and of the organisations that did. The "
        "words say how sure it is that something moved."
    )
    return told % {"before": rounds[0], "now": rounds[1]}


def _line(one: ItemProgress, who: str) -> Line | None:
    found = next((line for line in one.lines if line.who == who), None)
    return found if found and found.before and found.after else None


def _ends(one: ItemProgress, who: str) -> tuple[float | None, float | None]:
    line = _line(one, who)
    if line is None or line.before is None or line.after is None:
        return None, None
    return line.before.mean, line.after.mean


def _side(side: Side | None) -> str:
    return f"{side.mean:.1f} ({side.n})" if side else _("hidden")
