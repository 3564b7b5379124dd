"""A round's figures as files; every one of them is written from the figures alone."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from howff.formats.ddi import write_ddi
from howff.formats.spss import write_spss
from howff.formats.tables import XLSX_TYPE, Cell, Table, table, write_csv, write_xlsx
from howff.reports.rounds import secondary, wording
from howff.reports.rounds.counts import dataset
from howff.reports.rounds.stock import Stock
from howff.sense.rounds.figures import Distribution, ItemFigures, Turnout

STATISTICS = ("median", "mean", "low", "high", "chance_high")
OF_ITEMS = ("deviation", "agreement", "equal", "capped", "between")
REASONS = ("dont_know", "not_applicable", "not_my_part", "blank")
COLUMNS = (
    "audience",
    "item",
    "title",
    "grouping",
    "group",
    "statistic",
    "level",
    "value",
    "n",
    "rule",
)


@dataclass(frozen=True, slots=True)
class FigureFile:
    """A kind of file: what to call it, and who writes it."""

    name: Any
    content_type: str
    write: Callable[[Stock], bytes]


def to_csv(stock: Stock) -> bytes:
    """Write one tidy table: a row for each number, or for each group that is hidden."""
    return write_csv(table(COLUMNS, _rows(stock)))


def to_json(stock: Stock) -> bytes:
    """Write everything, for programs."""
    about = {
        "title": stock.title,
        "audience": _audience(stock),
        "instrument": stock.definition.name if stock.definition else "",
        "closed": stock.closed.isoformat() if stock.closed else None,
        "rule": wording.rule(stock.figures, outside=stock.outside),
    }
    progress = stock.progress.to_json() if stock.progress else None
    content = about | {"figures": stock.figures.to_json(), "progress": progress}
    content["secondary"] = {
        "caution": secondary.caution(),
        "items": [
            {"item": one.item.id, "rwg": secondary.agreement(one), "voices": secondary.voices(one)}
            for one in stock.in_order
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def to_xlsx(stock: Stock) -> bytes:
    """Write a workbook for people: what it is, principles, groups, turnout and the method."""
    return write_xlsx(
        {
            _("Read me"): _read_me(stock),
            _("Principles"): _principles(stock),
            _("By organisation"): _by(stock, "organisation"),
            _("By place"): _by(stock, "place"),
            _("Turnout"): _turnout(stock),
            _("Method"): _method(stock),
        }
    )


def _method(stock: Stock) -> Table:
    """How to read the figures, and below that the second choices among them."""
    numbers = (
        (one.item.title, secondary.agreement(one), secondary.voices(one)) for one in stock.in_order
    )
    told = ((one, None, None) for one in (*_rule(stock), *secondary.caution()))
    columns = (_("How to read the figures"), _("rwg"), _("Effective number"))
    return table(columns, [*told, *numbers])


def to_sav(stock: Stock) -> bytes:
    """Write the counts for statistics programs, with labels."""
    return write_spss(dataset(stock))


def to_xml(stock: Stock) -> bytes:
    """Describe the file of counts as archives do."""
    return write_ddi(dataset(stock), "figures.sav")


FILES: Mapping[str, FigureFile] = {
    "xlsx": FigureFile(
        gettext_lazy("Workbook (XLSX)"),
        XLSX_TYPE,
        to_xlsx,
    ),
    "csv": FigureFile(gettext_lazy("One table (CSV)"), "text/csv; charset=utf-8", to_csv),
    "json": FigureFile(gettext_lazy("For programs (JSON)"), "application/json", to_json),
    "sav": FigureFile(gettext_lazy("SPSS, with labels (SAV)"), "application/x-spss-sav", to_sav),
    "xml": FigureFile(
        gettext_lazy("What the SPSS file means (DDI)"), "application/xml; charset=utf-8", to_xml
    ),
}


def _audience(stock: Stock) -> str:
    return "report" if stock.outside else "members"


def _rule(stock: Stock) -> list[str]:
    return wording.rule(stock.figures, outside=stock.outside)


def _rows(stock: Stock) -> Iterator[tuple[Cell, ...]]:
    """Give every number of every item, with what it is and how many people it comes from."""
    for one in stock.in_order:
        start = (_audience(stock), one.item.id, one.item.title)
        for grouping, group, shown in _groups(stock, one):
            for rest in _numbers(shown):
                yield (*start, grouping, group, *rest)
        for rest in _of_item(one):
            yield (*start, "everyone", "", *rest)
        for who, rating in one.returns:
            name = stock.organisations.get(who, who)
            yield (*start, "return", name, "rating", None, rating, None, "shown")


def _groups(stock: Stock, one: ItemFigures) -> Iterator[tuple[str, str, Distribution | None]]:
    yield "everyone", "", one.everyone
    for grouping, names, cells in (
        ("organisation", stock.organisations, one.organisations),
        ("place", stock.places, one.places),
    ):
        for cell in cells:
            yield grouping, names.get(cell.group, cell.group), cell.shown


def _numbers(shown: Distribution | None) -> Iterator[tuple[Cell, ...]]:
    if shown is None:
        yield "count", None, None, None, "hidden"
        return
    if shown.band:
        yield "band low", None, shown.band[0], shown.n, "band"
        yield "band high", None, shown.band[1], shown.n, "band"
    for level, count in enumerate(shown.counts, 1):
        yield "count", level, count, shown.n, "shown"
    for name in STATISTICS:
        if (value := getattr(shown, name)) is not None:
            yield name, None, value, shown.n, "shown"


def _of_item(one: ItemFigures) -> Iterator[tuple[Cell, ...]]:
    n = one.everyone.n if one.everyone else None
    for name in (*OF_ITEMS, *REASONS):
        if (value := getattr(one, name)) is not None:
            yield name, None, value, n if name in OF_ITEMS else None, "shown"


def _read_me(stock: Stock) -> Table:
    who = _("Readers outside") if stock.outside else _("Members of the collaboration")
    facts = (
        (_("Round"), stock.title),
        (_("For"), who),
        (_("People who answered"), stock.figures.people or None),
        (_("Fewest people shown together"), stock.figures.k),
        (_("Closed"), stock.closed),
        (_("Instrument"), stock.definition.title if stock.definition else ""),
        (_("After"), stock.definition.source.credit if stock.definition else ""),
    )
    return table((_("What"), _("Value")), facts)


def _principles(stock: Stock) -> Table:
    most = max((one.item.levels for one in stock.figures.items), default=0)
    levels = tuple(map(str, range(1, most + 1)))
    words = (_("Category"), _("Principle"), _("How far people agree"))
    rest = (
        _("People"),
        _("Median"),
        _("Mean"),
        _("From"),
        _("To"),
        _("Each organisation once"),
        _("Do not know"),
        _("Does not apply"),
        _("Not their part"),
        _("Blank"),
        _("Rule"),
    )
    rows = (_principle(one, most, stock.figures.k) for one in stock.in_order)
    return table((*words, *levels, *rest), rows)


def _principle(one: ItemFigures, most: int, k: int) -> tuple[Cell, ...]:
    shown = one.everyone
    reasons = tuple(getattr(one, name) for name in REASONS)
    start = (one.item.category, one.item.title, wording.verdict(one.verdict))
    if shown is None:
        return (*start, *[None] * (most + 6), *reasons, wording.rated(one, k))
    gaps = [None] * (most - len(shown.counts))
    told = "" if shown.counts else wording.same(shown)
    numbers = (shown.n, shown.median, shown.mean, shown.low, shown.high, one.equal)
    return (*start, *shown.counts, *gaps, *numbers, *reasons, told)


def _by(stock: Stock, grouping: str) -> Table:
    columns = (_("Principle"), _("Group"), _("People"), _("Median"), _("Mean"), _("Rule"))
    rows = (
        (one.item.title, group, *_summary(shown))
        for one in stock.in_order
        for kind, group, shown in _groups(stock, one)
        if kind == grouping
    )
    return table(columns, rows)


def _summary(shown: Distribution | None) -> tuple[Cell, ...]:
    if shown is None:
        return None, None, None, _("hidden")
    told = "" if shown.counts else wording.same(shown)
    return shown.n, shown.median, shown.mean, told


def _turnout(stock: Stock) -> Table:
    columns = (_("Group"), _("Answered"), _("Expected"), _("Rule"))
    both = (*stock.figures.organisations, *stock.figures.places)
    return table(columns, map(_answered, both))


def _answered(one: Turnout) -> tuple[Cell, ...]:
    told = _("hidden") if one.answered is None else ""
    return one.group.title, one.answered, one.group.expected, told
