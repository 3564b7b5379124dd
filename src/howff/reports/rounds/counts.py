"""A round's counts as a table of numbers: one row for each group, principle and level.

Nobody's own answers are in it: rows are counts of what may be shown, with a weight.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from howff.formats.dataset import Category, Dataset, Number, Variable
from howff.reports.rounds import wording
from howff.reports.rounds.stock import Stock
from howff.sense.rounds.figures import Distribution, ItemFigures, Unrated

EVERYONE, ORGANISATION, PLACE, RETURN = 1, 2, 3, 4
SHOWN, HIDDEN, BAND = 0, 1, 2


def dataset(stock: Stock) -> Dataset:
    """Give the counts with what each number means."""
    items = {one.item.id: number for number, one in enumerate(stock.in_order, 1)}
    organisations = {pk: number for number, pk in enumerate(stock.organisations, 1)}
    places = {pk: number for number, pk in enumerate(stock.places, 1)}
    rows = (
        (scope, organisations.get(who), places.get(who), items[one.item.id], level, n, rule)
        for one in stock.in_order
        for scope, who, level, n, rule in _of_item(one)
    )
    source = stock.definition.source.credit if stock.definition else ""
    return Dataset(
        title=stock.title,
        variables=_variables(stock),
        rows=tuple(_numbers(row) for row in rows),
        about=" ".join(wording.rule(stock.figures, outside=stock.outside)),
        source=f"{stock.definition.title}. {source}".strip() if stock.definition else "",
        date=stock.closed.isoformat() if stock.closed else "",
        language=stock.definition.language if stock.definition else "en",
        conditions=_conditions(stock),
    )


def _numbers(row: tuple[Number, ...]) -> tuple[Number, ...]:
    """Give a row where an organisation has no number of a place, nor a place of an organisation."""
    scope, organisation, place, *rest = row
    whose = organisation if scope in {ORGANISATION, RETURN} else None
    return (scope, whose, place if scope == PLACE else None, *rest)


type Counted = tuple[int, str, Number, int, int]


def _of_item(one: ItemFigures) -> Iterator[Counted]:
    """Give who, which level, how many people, and whether that is shown."""
    yield from _counted(EVERYONE, "", one.everyone)
    reasons = (
        (Unrated.BLANK, one.blank),
        (Unrated.DONT_KNOW, one.dont_know),
        (Unrated.NOT_APPLICABLE, one.not_applicable),
        (Unrated.NOT_MY_PART, one.not_my_part),
    )
    for reason, people in reasons:
        if people:
            yield EVERYONE, "", int(reason), people, SHOWN
    for scope, cells in ((ORGANISATION, one.organisations), (PLACE, one.places)):
        for cell in cells:
            yield from _counted(scope, cell.group, cell.shown)
    for who, rating in one.returns:
        yield RETURN, who, rating, 1, SHOWN


def _counted(scope: int, who: str, shown: Distribution | None) -> Iterator[Counted]:
    if shown is None:
        yield scope, who, None, 0, HIDDEN
    elif not shown.counts:
        yield scope, who, None, shown.n, BAND
    else:
        for level, count in enumerate(shown.counts, 1):
            if count:
                yield scope, who, level, count, SHOWN


def _variables(stock: Stock) -> tuple[Variable, ...]:
    scopes = {
        EVERYONE: _("everyone who answered"),
        ORGANISATION: _("people of an organisation"),
        PLACE: _("people in a place in the collaboration"),
        RETURN: _("an organisation's own answer, agreed inside it"),
    }
    rules = {
        SHOWN: _("shown"),
        HIDDEN: wording.hidden(stock.figures.k),
        BAND: _("all gave the same rating, which is not told"),
    }
    return (
        Variable("scope", _("Whose ratings these are"), categories=_named(scopes)),
        Variable("organisation", _("Organisation"), categories=_coded(stock.organisations)),
        Variable("place", _("Place in the collaboration"), categories=_coded(stock.places)),
        Variable("principle", _("Principle that was rated"), categories=_principles(stock)),
        _rating(stock),
        Variable("people", _("How many people"), measure="scale", weight=True),
        Variable("rule", _("Whether it may be shown"), categories=_named(rules)),
    )


def _rating(stock: Stock) -> Variable:
    most = max((one.item.levels for one in stock.in_order), default=0)
    rated = {level: Category(str(level)) for level in range(1, most + 1)}
    unrated = {
        int(Unrated.BLANK): Category(_("left blank"), missing=True),
        int(Unrated.DONT_KNOW): Category(_("does not know"), missing=True),
        int(Unrated.NOT_APPLICABLE): Category(_("does not apply"), missing=True),
        int(Unrated.NOT_MY_PART): Category(_("not my part"), missing=True),
    }
    scale = stock.scale(stock.in_order)
    return Variable(
        "rating",
        _("Rating"),
        question=" ".join([_("How far is this statement true of us?"), scale]).strip(),
        categories=unrated | rated,
        measure="ordinal",
    )


def _principles(stock: Stock) -> dict[int, Category]:
    return {
        number: Category(one.item.title, stock.statement(one.item.id))
        for number, one in enumerate(stock.in_order, 1)
    }


def _coded(names: dict[str, str]) -> dict[int, Category]:
    return {number: Category(name) for number, name in enumerate(names.values(), 1)}


def _named(meanings: dict[int, str]) -> dict[int, Category]:
    return {code: Category(text) for code, text in meanings.items()}


def _conditions(stock: Stock) -> str:
    if stock.outside:
        return _("May be read by everybody who was given it.")
    return _("For members of the collaboration: it shows smaller groups than readers outside see.")
