"""The feedback report of a round: its blocks, and the whole of it without a server."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from howff.reports.blocks import (
    Agreed,
    Block,
    Change,
    Differences,
    Groups,
    Method,
    Needs,
    OfRound,
    Paragraphs,
    Principle,
    Profiles,
    Promises,
    Section,
    Turnout,
)
from howff.reports.document import Document, Part
from howff.reports.rounds.parts import parts_of
from howff.reports.rounds.stock import Stock
from howff.reports.written import WRITTEN
from howff.sense.rounds.figures import Figures, Item, Verdict

MOST_IN_FULL = 6


def feedback_blocks(
    items: Sequence[Item],
    *,
    round: int = 0,
    purpose: str = "",
    beside: Collection[str] = (),
    in_full: Collection[str] = (),
) -> Iterator[Block]:
    """The usual blocks of a feedback report, in order; no block holds a number of the round.

    Principles stand in the order of the instrument, which tells nothing; those `in_full` have a
    part of their own. `beside` names what else there is to tell: `agreed`, `needs`, `promises`
    and `change`.
    """
    yield Section(title=_("Why we took stock"))
    about = _("We asked each partner to rate, privately, how we work together.")
    yield Paragraphs(text=purpose or about)
    yield Section(title=_("Who answered"))
    yield Turnout(round=round)
    yield Section(title=_("Where we differ, and where we agree"))
    yield Differences(round=round)
    yield from _settled(round, beside)
    yield Section(title=_("Ours, and the conditions around us"))
    yield Profiles(round=round)
    yield Section(title=_("Who sees it how"))
    yield Groups(round=round, by="place")
    yield Groups(round=round, by="organisation")
    yield from _closer([Principle(round=round, item=one.id) for one in items if one.id in in_full])
    yield Section(title=_("About this report"))
    yield Method(round=round)


def worth_a_closer_look(figures: Figures | None, settled: Iterable[str] = ()) -> frozenset[str]:
    """Which principles have a part of their own: the most divided, then those that were settled.

    Which these are may be told to whoever may see the `figures`, and to nobody else.
    """
    divided = {Verdict.SPLIT, Verdict.SPREAD}
    found = [one.item.id for one in figures.items if one.verdict in divided] if figures else []
    return frozenset([*dict.fromkeys((*found, *settled))][:MOST_IN_FULL])


def _closer(principles: Sequence[Principle]) -> Iterator[Block]:
    """The principles that have a part of their own; a board reads no page for every other one."""
    if principles:
        yield Section(title=_("A closer look"))
        told = _(
            "Here are the principles on which people differ most, and those that were settled "
            "together. All the others stand above, among those on which people agree."
        )
        yield Paragraphs(text=told)
        yield from principles


def _settled(round: int, beside: Collection[str]) -> Iterator[Block]:
    """What people settled together, and what changed, where there is any of it."""
    found: tuple[tuple[str, str, Block], ...] = (
        (Change.kind, _("What changed since last time"), Change(round=round)),
        (Agreed.kind, _("The picture we agreed"), Agreed(round=round)),
        (Needs.kind, _("What would help"), Needs(round=round)),
        (Promises.kind, _("What we agreed to do"), Promises(round=round)),
    )
    for kind, title, block in found:
        if kind in beside:
            yield Section(title=title)
            yield block


def feedback(stock: Stock, *, collaboration: str, date: datetime) -> Document:
    """The whole feedback report of a round, from its stock alone."""
    items = [one.item for one in stock.in_order]
    # What people wrote stands with its principle, so no principle with words may be left out.
    in_full = worth_a_closer_look(stock.figures) | stock.words.keys()
    blocks = feedback_blocks(items, purpose=stock.purpose, in_full=in_full)
    return Document(
        title=stock.title,
        subtitle=_("Feedback report"),
        collaboration=collaboration,
        date=date,
        version=1,
        parts=tuple(part for block in blocks for part in _parts(block, stock)),
    )


def _parts(block: Block, stock: Stock) -> Iterator[Part]:
    if isinstance(block, OfRound):
        said = stock.words.get(block.item, ()) if isinstance(block, Principle) else ()
        yield from parts_of(block, stock, said)
    else:
        yield from WRITTEN[block.kind](block)
