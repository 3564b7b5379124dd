"""The feedback report of a round: its blocks, and the whole of it without a server."""

from collections.abc import Iterator, Sequence
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
from howff.sense.rounds.figures import Item


def feedback_blocks(
    items: Sequence[Item],
    *,
    round: int = 0,
    purpose: str = "",
    beside: frozenset[str] = frozenset(),
) -> Iterator[Block]:
    """The usual blocks of a feedback report, in order; no block holds a number of the round.

    Principles stand in the order of the instrument, which tells nothing. `beside` names what else
    there is to tell: `agreed`, `needs`, `promises` and `change`.
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
    yield Section(title=_("Principle by principle"))
    for item in items:
        yield Principle(round=round, item=item.id)
    yield Section(title=_("About this report"))
    yield Method(round=round)


def _settled(round: int, beside: frozenset[str]) -> Iterator[Block]:
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
    blocks = feedback_blocks(items, purpose=stock.purpose)
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
