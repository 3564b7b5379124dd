"""What each block of a round shows: parts of a document, from its stock alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.formats.tables import table
from howff.reports import blocks as kinds
from howff.reports.blocks import OfRound
from howff.reports.document import Figure, Paragraph, Part, Picture, Run, Saying, Sayings, Text
from howff.reports.prose import plain, prose
from howff.reports.rounds import pictures, settled, wording
from howff.reports.rounds.stock import Stock
from howff.reports.written import introduction, titled
from howff.sense.rounds.figures import Distribution, ItemFigures, Turnout, Verdict


def parts_of(block: OfRound, stock: Stock, said: tuple[Saying, ...] = ()) -> Iterator[Part]:
    """Give what a block shows of a round, with what is quoted beside it."""
    if isinstance(block, kinds.Principle):
        yield from _principle(block, stock, said)
    else:
        yield from SHOW[block.kind](block, stock)


def _turnout(block: kinds.Turnout, stock: Stock) -> Iterator[Part]:
    """How many answered, by organisation and by place, and from where nobody did."""
    figures = stock.figures
    told = ngettext("%(n)s person answered.", "%(n)s people answered.", figures.people)
    few = _("Fewer than %(k)s people answered, so nothing is shown.") % {"k": figures.k}
    sentence = told % {"n": figures.people} if figures.people else few
    yield Text(title=block.title, prose=(*prose(block.text), *plain(sentence)))
    groups = (
        (_("Organisations"), _("Organisation"), figures.organisations),
        (_("Places in the collaboration"), _("Place"), figures.places),
    )
    for title, first, turnout in groups:
        if turnout:
            yield _answered(title, first, turnout)
    yield from _crossing(stock)


def _answered(title: str, first: str, turnout: Sequence[Turnout]) -> Figure:
    shown = [one for one in turnout if one.answered]
    missing = [one.group.title for one in turnout if one.answered == 0]
    told = (
        [_("Nobody answered from: %(names)s.") % {"names": ", ".join(missing)}] if missing else []
    )
    if any(one.answered is None for one in turnout):
        told.append(_("Where it would tell who answered, the number is hidden."))
    names = tuple(one.group.title for one in shown)
    picture = Picture("bars", names, tuple((one.answered or 0,) for one in shown))
    rows = (
        (
            one.group.title,
            _("hidden") if one.answered is None else one.answered,
            one.group.expected or None,
        )
        for one in turnout
    )
    return Figure(
        title=title,
        sentence=" ".join(told) or _("How many answered from each."),
        picture=picture if shown else None,
        table=table((first, _("Answered"), _("Expected")), rows),
    )


def _crossing(stock: Stock) -> Iterator[Part]:
    crossing = stock.figures.crossing
    if crossing is None or len(crossing.columns) > pictures.AT_ONCE:
        return
    others = _("All others, and not said")
    names = (one.title or others for one in crossing.rows)
    columns = (_("Organisation"), *(one.title or others for one in crossing.columns))
    rows = (
        (name, *(_("hidden") if cell is None else cell for cell in row))
        for name, row in zip(names, crossing.cells, strict=True)
    )
    yield Figure(
        title=_("Organisations and places"),
        sentence=_("How many answered from each organisation and place. No ratings are shown so."),
        picture=None,
        table=table(columns, rows),
    )


def _differences(block: kinds.Differences, stock: Stock) -> Iterator[Part]:
    """Every principle, the most divided first, under the word for how far people agree."""
    yield from titled(block)
    titles = {
        Verdict.SPLIT: _("Where people are split"),
        Verdict.SPREAD: _("Where views are spread out"),
        Verdict.AGREED: _("Where people agree"),
        None: _("Where nobody can tell yet"),
    }
    for verdict, title in titles.items():
        found = [one for one in stock.figures.items if one.verdict == verdict and one.everyone]
        for level in sorted({one.item.levels for one in found}):
            yield _overview(stock, title, [one for one in found if one.item.levels == level])
    few = [one.item.title for one in stock.figures.items if one.everyone is None]
    if few:
        told = _("Too few people rated these to show anything: %(names)s.")
        yield Text(prose=plain(told % {"names": ", ".join(few)}))


def _overview(stock: Stock, title: str, items: Sequence[ItemFigures]) -> Figure:
    told = ngettext(
        "%(n)s principle, the one with most difference first.",
        "%(n)s principles, those with most difference first.",
        len(items),
    )
    return pictures.distributions(
        [(one.item.title, one.everyone) for one in items],
        items[0].item.levels,
        title=title,
        sentence=f"{told % {'n': len(items)}} {stock.scale(items)}".strip(),
        first=_("Principle"),
    )


def _principle(block: kinds.Principle, stock: Stock, said: tuple[Saying, ...]) -> Iterator[Part]:
    """One principle: everyone and each group that may be shown, and what was said."""
    one = stock.figures.item(block.item)
    if one is None:
        return
    statement = stock.statement(one.item.id)
    stated = (Paragraph((Run(statement, italic=True),)),) if statement else ()
    about = [wording.rated(one, stock.figures.k), wording.unrated(one), wording.weighed(one)]
    about += [wording.hidden(stock.figures.k)] if _hides(one) else []
    yield Text(
        title=block.title or one.item.title,
        prose=(*stated, *plain(" ".join(filter(None, about))), *prose(block.text)),
    )
    groups = [*_groups(one, stock, "place"), *_groups(one, stock, "organisation")]
    yield from _rated(one, stock, groups)
    yield from _returns(one, stock)
    if said:
        yield Sayings(sayings=said)


def _rated(one: ItemFigures, stock: Stock, groups: Sequence[pictures.Row]) -> Iterator[Part]:
    if one.everyone is None:
        return
    shown = [(name, each) for name, each in groups if each is not None]
    yield pictures.distributions(
        [(_("Everyone"), one.everyone), *shown],
        one.item.levels,
        title="",
        sentence=f"{_('How many people chose each level.')} {stock.scale([one])}".strip(),
        first=one.item.title,
    )
    if shown and one.everyone.mean is not None:
        sentence = _("How far the mean of each group lies from that of everyone; see the table.")
        yield pictures.beside_everyone(one, shown, sentence=sentence)


def _hides(one: ItemFigures) -> bool:
    cells = (*one.organisations, *one.places)
    return one.everyone is not None and any(cell.shown is None for cell in cells)


def _groups(one: ItemFigures, stock: Stock, by: kinds.By) -> list[pictures.Row]:
    names = stock.organisations if by == "organisation" else stock.places
    cells = one.organisations if by == "organisation" else one.places
    return [(names.get(cell.group, cell.group), cell.shown) for cell in cells]


def _returns(one: ItemFigures, stock: Stock) -> Iterator[Part]:
    """What organisations gave in their own name, by consent."""
    if one.returns:
        rows = ((stock.organisations.get(who, who), rating) for who, rating in one.returns)
        yield Figure(
            sentence=_("Ratings that organisations agreed inside and gave in their own name."),
            picture=None,
            table=table((one.item.title, _("Rating")), rows),
        )


def _profiles(block: kinds.Profiles, stock: Stock) -> Iterator[Part]:
    yield from titled(block)
    titles = {
        "ours": _("In our own hands"),
        "conditions": _("Conditions around us"),
    }
    sentence = _(
        "The mean of everyone, and the line in which it lies with 90 % probability. Compare "
        "within a profile: good partners can work under poor conditions."
    )
    for locus, title in titles.items():
        found = [one for one in stock.in_order if one.item.locus == locus]
        for level in sorted({one.item.levels for one in found}):
            some = [one for one in found if one.item.levels == level]
            yield pictures.means(some, title=title, sentence=sentence)


def _side_by_side(block: kinds.Groups, stock: Stock) -> Iterator[Part]:
    """Groups beside each other, a few at a time, in the order of their names."""
    yield from titled(block)
    items = [one for one in stock.in_order if one.everyone]
    by_item = [dict(_groups(one, stock, block.by)) for one in items]
    names = sorted({name for row in by_item for name, shown in row.items() if shown})
    if not names:
        yield Text(prose=plain(_nothing_to_compare(block, stock)))
    for some in batched(names, pictures.AT_ONCE):
        cells = [[row.get(name) for name in some] for row in by_item]
        yield from _compared(block, items, cells, some)


def _compared(
    block: kinds.Groups,
    items: Sequence[ItemFigures],
    cells: Sequence[Sequence[Distribution | None]],
    names: Sequence[str],
) -> Iterator[Part]:
    places = block.by == "place"
    title = _("By place in the collaboration") if places else _("By organisation")
    told = _("The mean of each group, and how many people it comes from. A dash is hidden.")
    if len(names) > 1:
        apart = _("The longer the line, the further the groups are apart.")
        yield pictures.dumbbells(items, cells, names, title=title, sentence=apart)
        title = ""
    yield pictures.heat(items, cells, names, title=title, sentence=told)


def _nothing_to_compare(block: kinds.Groups, stock: Stock) -> str:
    told = {
        "organisation": _("No organisation can be shown by itself."),
        "place": _("No place in the collaboration can be shown by itself."),
    }
    return f"{told[block.by]} {wording.hidden(stock.figures.k)}"


def _radar(block: kinds.Radar, stock: Stock) -> Iterator[Part]:
    yield from introduction(block)
    sentence = _(
        "The mean of everyone on each spoke, from the lowest level in the centre to the highest "
        "at the rim. The shape depends on the order of the spokes: do not read its area."
    )
    found = pictures.radar(
        stock.in_order, title=block.title or _("All principles"), sentence=sentence
    )
    if found:
        yield found


def _method(block: kinds.Method, stock: Stock) -> Iterator[Part]:
    told = wording.rule(stock.figures, outside=stock.outside)
    definition = stock.definition
    if definition and definition.source.credit:
        credit = {"title": definition.title, "credit": definition.source.credit}
        told.append(_("Instrument: %(title)s. %(credit)s") % credit)
    yield Text(
        title=block.title or _("How to read the figures"),
        prose=(*prose(block.text), *plain("\n\n".join(told))),
        boxed=True,
    )


SHOW: Mapping[str, Callable[[Any, Stock], Iterator[Part]]] = {
    "turnout": _turnout,
    "differences": _differences,
    "profiles": _profiles,
    "groups": _side_by_side,
    "radar": _radar,
    "agreed": settled.agreed,
    "needs": settled.needs,
    "promises": settled.promises,
    "change": settled.change,
    "method": _method,
}
