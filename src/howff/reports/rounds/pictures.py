"""Pictures and tables of ratings: what is hidden is hidden in both."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from howff.formats.tables import Table, table
from howff.reports.document import Drawing, Figure, Picture
from howff.reports.rounds import wording
from howff.sense.rounds.figures import Distribution, ItemFigures

AT_ONCE = 6
NONE = table((), ())

type Row = tuple[str, Distribution | None]


def distributions(
    rows: Sequence[Row], most: int, *, title: str, sentence: str, first: str
) -> Figure:
    """Show how each row was rated: level by level from 1 to `most`, with how many people."""
    levels, nothing = tuple(map(str, range(1, most + 1))), (0,) * most
    picture = Picture(
        "distribution",
        tuple(name for name, _shown in rows),
        tuple(shown.counts if shown and shown.counts else nothing for _name, shown in rows),
        levels,
        notes=tuple(_note(shown) for _name, shown in rows),
    )
    cells = ((name, *_counted(shown, most)) for name, shown in rows)
    drawn = any(any(row) for row in picture.counts)
    return Figure(
        title=title,
        sentence=sentence,
        picture=picture if drawn else None,
        table=table((first, *levels, _("People"), _("Median"), _("Mean")), cells),
    )


def _note(shown: Distribution | None) -> str:
    if shown is None:
        return _("hidden")
    return "" if shown.counts else wording.same(shown)


def _counted(shown: Distribution | None, levels: int) -> Iterable[int | float | str | None]:
    """Give the cells of a distribution; where they are hidden, say so once."""
    if shown is None:
        return (_("hidden"), *[None] * (levels + 2))
    if not shown.counts:
        low, high = shown.band or (0, 0)
        return (f"{low}–{high}", *[None] * (levels - 1), shown.n, None, None)
    return (*shown.counts, shown.n, _rounded(shown.median), _rounded(shown.mean))


def means(items: Sequence[ItemFigures], *, title: str, sentence: str) -> Figure:
    """Show the mean of everyone for each item, with the interval it lies in."""
    shown = [(one, one.everyone) for one in items]
    picture = Picture(
        "dots",
        tuple(one.item.title for one in items),
        series=(_("Everyone"),),
        values=tuple((each.mean if each else None,) for _one, each in shown),
        lows=tuple((each.low if each else None,) for _one, each in shown),
        highs=tuple((each.high if each else None,) for _one, each in shown),
        notes=tuple(_mean_note(each) for _one, each in shown),
        ends=_ends(items),
    )
    rows = (
        (_named(one), wording.told(each), _interval(each), _rounded(one.equal))
        for one, each in shown
    )
    columns = (_("Principle"), _("Mean (people)"), _("90 % interval"), _("Organisations equal"))
    drawn = any(value is not None for row in picture.values for value in row)
    return Figure(
        title=title,
        sentence=sentence,
        picture=picture if drawn else None,
        table=table(columns, rows),
    )


def _mean_note(shown: Distribution | None) -> str:
    return _note(shown) if shown is None or shown.mean is None else ""


def _named(one: ItemFigures) -> str:
    """Name an item, and say where up is not better."""
    best = _("best in the middle")
    return f"{one.item.title} ({best})" if one.item.middle else one.item.title


def _interval(shown: Distribution | None) -> str:
    if shown is None or shown.low is None or shown.high is None:
        return ""
    return _("%(low).1f to %(high).1f") % {"low": shown.low, "high": shown.high}


def beside_everyone(one: ItemFigures, groups: Sequence[Row], *, sentence: str) -> Figure:
    """Show each group's mean with everyone's; the table of counts before it has the numbers."""
    everyone = one.everyone.mean if one.everyone else None
    shown = [(name, each) for name, each in groups if each is not None]
    picture = Picture(
        "dots",
        tuple(name for name, _each in shown),
        series=(_("This group"), _("Everyone")),
        values=tuple((each.mean, everyone) for _name, each in shown),
        ends=(1, one.item.levels),
    )
    return Figure(sentence=sentence, picture=picture if shown else None, table=NONE)


def dumbbells(
    items: Sequence[ItemFigures],
    cells: Sequence[Sequence[Distribution | None]],
    names: Sequence[str],
    *,
    title: str,
    sentence: str,
) -> Figure:
    """Show the means of a few groups on a line for each item; the heat map has the numbers."""
    notes = tuple("" if any(row) else _("hidden") for row in cells)
    picture = replace(_grid("dots", items, cells, names), notes=notes)
    return Figure(title=title, sentence=sentence, picture=picture, table=NONE)


def heat(
    items: Sequence[ItemFigures],
    cells: Sequence[Sequence[Distribution | None]],
    names: Sequence[str],
    *,
    title: str,
    sentence: str,
) -> Figure:
    """Show the mean of each group for each item as a square."""
    return Figure(
        title=title,
        sentence=sentence,
        picture=_grid("heat", items, cells, names),
        table=_by_group(items, cells, names),
    )


def _grid(
    style: Drawing,
    items: Sequence[ItemFigures],
    cells: Sequence[Sequence[Distribution | None]],
    names: Sequence[str],
) -> Picture:
    """Give a row for each item with the mean of each group."""
    return Picture(
        style,
        tuple(one.item.title for one in items),
        series=tuple(names),
        values=tuple(tuple(each.mean if each else None for each in row) for row in cells),
        ends=_ends(items),
    )


def _by_group(
    items: Sequence[ItemFigures],
    cells: Sequence[Sequence[Distribution | None]],
    names: Sequence[str],
) -> Table:
    rows = (
        (one.item.title, *map(wording.told, row)) for one, row in zip(items, cells, strict=True)
    )
    return table((_("Principle"), *names), rows)


def radar(items: Sequence[ItemFigures], *, title: str, sentence: str) -> Figure | None:
    """Show the means as a radar, where at least three may be shown."""
    shown = [(one, one.everyone) for one in items if one.everyone and one.everyone.mean is not None]
    if len(shown) < 3:
        return None
    picture = Picture(
        "radar",
        tuple(one.item.title for one, _each in shown),
        series=(_("Everyone"),),
        values=tuple((each.mean,) for _one, each in shown),
        ends=_ends([one for one, _each in shown]),
    )
    rows = ((one.item.title, wording.told(each)) for one, each in shown)
    columns = (_("Principle"), _("Mean (people)"))
    return Figure(title=title, sentence=sentence, picture=picture, table=table(columns, rows))


def _ends(items: Sequence[ItemFigures]) -> tuple[float, float]:
    return (1, max((one.item.levels for one in items), default=5))


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)
