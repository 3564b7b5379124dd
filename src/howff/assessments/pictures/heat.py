"""A table whose cells are tinted by their mean: items by groups, hidden ones left open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from howff.sense.rounds.figures import Cell, Distribution, ItemFigures

STEPS = 8
ACROSS = 6


@dataclass(frozen=True, slots=True)
class Square:
    """A mean and how many it comes from; `step` is its tint, 0 to 8, None where it is hidden."""

    mean: float | None = None
    n: int | None = None
    step: int | None = None
    band: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of squares; `about` is the item that it leads to, where the row is an item."""

    title: str
    squares: tuple[Square, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """The heads of the columns (each a short and a full name) and the rows beneath them."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[Strip, ...]


def of_groups(
    items: Sequence[ItemFigures], titles: Mapping[str, str], which: str = "organisations"
) -> Heat | None:
    """Items by groups; many groups stand under one another, few beside one another."""
    keys = [key for key in titles if any(_cell(one, key, which) for one in items)]
    if not keys:
        return None
    square = {
        (one.item.id, key): _square(_cell(one, key, which), one.item.levels)
        for one in items
        for key in keys
    }
    if len(keys) > ACROSS:
        heads = tuple((one.item.id, one.item.title) for one in items)
        return Heat(
            heads,
            tuple(
                Strip(titles[key], tuple(square[one.item.id, key] for one in items)) for key in keys
            ),
        )
    rows = (
        Strip(one.item.title, tuple(square[one.item.id, key] for key in keys), one.item.id)
        for one in items
    )
    return Heat(tuple((titles[key], titles[key]) for key in keys), tuple(rows))


def of_returns(items: Sequence[ItemFigures], titles: Mapping[str, str]) -> Heat | None:
    """What organisations gave in their own name, as levels; they are no people's means."""
    given = {(one.item.id, who): level for one in items for who, level in one.returns}
    keys = [key for key in titles if any((one.item.id, key) in given for one in items)]
    if not keys:
        return None
    rows = (
        Strip(
            one.item.title,
            tuple(_level(given.get((one.item.id, key)), one.item.levels) for key in keys),
            one.item.id,
        )
        for one in items
    )
    return Heat(tuple((titles[key], titles[key]) for key in keys), tuple(rows))


def _level(level: int | None, levels: int) -> Square:
    return Square() if level is None else Square(level, None, _step(level, levels))


def _cell(one: ItemFigures, key: str, which: str) -> Distribution | None:
    cells: tuple[Cell, ...] = getattr(one, which)
    return next((cell.shown for cell in cells if cell.group == key), None)


def _square(shown: Distribution | None, levels: int) -> Square:
    if shown is None:
        return Square()
    if shown.mean is None:
        return Square(n=shown.n, band=shown.band)
    return Square(shown.mean, shown.n, _step(shown.mean, levels))


def _step(value: float, levels: int) -> int:
    return round(STEPS * (value - 1) / max(levels - 1, 1))
