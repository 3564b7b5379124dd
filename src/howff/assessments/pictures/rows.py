"""Marks on one scale, a row for each thing that is compared: dumbbells, profiles and change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched

from howff.assessments.pictures.scale import Span, Tick, along, span, ticks
from howff.sense.rounds.figures import Cell, Distribution, Figures, ItemFigures, Locus
from howff.sense.rounds.lines import ItemProgress, Line

CIRCLE, RETURN, SHAPES = 1, 4, 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the scale; its shape tells what it is, and so does the key."""

    series: str
    shape: int
    value: float
    x: str
    n: int | None = None
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What is compared: `link` joins its marks, `whisker` is where the mean may well lie.

    `about` is the item that the row leads to; `band` is where all rated nearly the same.
    """

    title: str
    marks: tuple[Mark, ...]
    link: Span | None = None
    whisker: Span | None = None
    band: Span | None = None
    levels: tuple[int, int] | None = None
    n: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A picture of rows on one scale, with the series in its key; `line` is where everyone is."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    key: tuple[tuple[str, int, bool], ...] = ()
    line: str = ""

    @property
    def whiskers(self) -> bool:
        """Whether any row says where its mean may well lie."""
        return any(row.whisker for row in self.rows)


def of_groups(
    one: ItemFigures, cells: Iterable[Cell], titles: Mapping[str, str], people: str, given: str
) -> Rows:
    """The groups that are shown of an item, by name; an organisation's return is another mark."""
    levels, returns = one.item.levels, dict(one.returns)
    shown = {cell.group: cell.shown for cell in cells if cell.shown}
    named = [key for key in titles if key in shown or key in returns]
    rows = (
        _group(titles[key], shown.get(key), returns.get(key), levels, (people, given))
        for key in sorted(named, key=lambda key: titles[key].casefold())
    )
    mean = one.everyone.mean if one.everyone else None
    return _rows(rows, levels, along(mean, levels) if mean is not None else "")


def of_places(figures: Figures, titles: Mapping[str, str]) -> list[Rows]:
    """Every item with a mark for each place that is shown, where there are two or more.

    One line holds as many places as there are shapes: more stand on further pictures, and the bar
    of each item reaches over all of them. Scales of other lengths have pictures of their own.
    """
    items = [one for one in figures.items if sum(_known(cell) for cell in one.places) > 1]
    seen = {cell.group for one in items for cell in one.places if _known(cell)}
    shown = [key for key in titles if key in seen]
    drawn = (
        _compared([one for one in items if one.item.levels == levels], some, titles, levels)
        for levels in dict.fromkeys(one.item.levels for one in items)
        for some in batched(shown, SHAPES, strict=False)
    )
    return [picture for picture in drawn if picture.rows]


def of_profile(figures: Figures, locus: Locus, series: str) -> Rows | None:
    """Where everyone stands on what is ours, or on the conditions around us."""
    items = [one for one in figures.items if one.item.locus == locus and one.everyone]
    levels = {one.item.levels for one in items}
    if len(levels) != 1:
        return None
    return _rows((_profiled(one, series) for one in items), levels.pop())


def of_change(one: ItemProgress, names: Mapping[str, str], before: str, after: str) -> Rows:
    """The lines that are shown of an item: hollow before, filled after."""
    levels = one.item.levels
    shown = (line for line in one.lines if line.before and line.after)
    return _rows((_changed(line, names, levels, (before, after)) for line in shown), levels)


def _rows(rows: Iterable[Row], levels: int, line: str = "") -> Rows:
    made = tuple(rows)
    key = {(mark.series, mark.shape, mark.hollow): None for row in made for mark in row.marks}
    return Rows(made, ticks(levels), tuple(key), line)


def _known(cell: Cell) -> bool:
    return cell.shown is not None and cell.shown.mean is not None


def _group(
    title: str,
    shown: Distribution | None,
    given: int | None,
    levels: int,
    names: tuple[str, str],
) -> Row:
    marks = []
    if shown and shown.mean is not None:
        marks.append(Mark(names[0], CIRCLE, shown.mean, along(shown.mean, levels), shown.n))
    if given is not None:
        marks.append(Mark(names[1], RETURN, given, along(given, levels)))
    return _row(title, marks, levels, shown)


def _compared(
    items: Iterable[ItemFigures], places: Sequence[str], titles: Mapping[str, str], levels: int
) -> Rows:
    """Some places on a line for each item that any of them rated."""
    shapes = {key: shape for shape, key in enumerate(places, 1)}
    rows = (_places_on(one, shapes, titles) for one in items)
    return _rows((row for row in rows if row.marks), levels)


def _places_on(one: ItemFigures, shapes: Mapping[str, int], titles: Mapping[str, str]) -> Row:
    levels = one.item.levels
    means = {
        cell.group: (cell.shown.mean, cell.shown.n)
        for cell in one.places
        if cell.shown and cell.shown.mean is not None
    }
    marks = [
        Mark(titles[key], shape, means[key][0], along(means[key][0], levels), means[key][1])
        for key, shape in shapes.items()
        if key in means
    ]
    row = _row(one.item.title, marks, levels, None, one.item.id)
    values = [mean for mean, _n in means.values()]
    return replace(row, link=span(min(values), max(values), levels))


def _profiled(one: ItemFigures, series: str) -> Row:
    levels, shown, marks = one.item.levels, one.everyone, []
    if shown and shown.mean is not None:
        marks = [Mark(series, CIRCLE, shown.mean, along(shown.mean, levels), shown.n)]
    return _row(one.item.title, marks, levels, shown, one.item.id)


def _row(
    title: str, marks: list[Mark], levels: int, shown: Distribution | None, about: str = ""
) -> Row:
    values = [mark.value for mark in marks]
    interval = (shown.low, shown.high) if shown else (None, None)
    low, high = interval
    return Row(
        title=title,
        marks=tuple(marks),
        link=span(min(values), max(values), levels) if len(values) > 1 else None,
        whisker=span(low, high, levels) if low is not None and high is not None else None,
        band=span(*shown.band, levels) if shown and shown.band else None,
        levels=shown.band if shown else None,
        n=shown.n if shown else None,
        about=about,
    )


def _changed(line: Line, names: Mapping[str, str], levels: int, series: tuple[str, str]) -> Row:
    assert line.before
    assert line.after
    marks = (
        Mark(
            series[0],
            CIRCLE,
            line.before.mean,
            along(line.before.mean, levels),
            line.before.n,
            True,
        ),
        Mark(series[1], CIRCLE, line.after.mean, along(line.after.mean, levels), line.after.n),
    )
    return Row(
        title=names[line.who],
        marks=marks,
        link=span(line.before.mean, line.after.mean, levels),
        whisker=span(line.after.low, line.after.high, levels),
    )
