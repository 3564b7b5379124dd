"""Which groups may be shown, by who rated alone: no difference of what is shown is too few people.

What is shown of an item are sums over everyone, over some organisations and over some places. Draw
every person as an edge between an organisation and a place, with all hidden organisations as one
node and all hidden places as another. Any sum or difference of what is shown gives an edge the
number x of its organisation less the number y of its place; the people who do not cancel out are
those between unequal numbers, a cut. So nothing about fewer than k people can be worked out by
adding and subtracting exactly where no cut of a connected part is smaller than k. That one rule is
primary and secondary suppression, complements, and differencing between the two groupings.
Source: Stoer and Wagner, 1997, Journal of the ACM 44, 585-591, for the cut.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

type Prefer = Literal["either", "organisations", "places"]
type Node = tuple[str, int]
type Table = NDArray[np.int64]
type Mask = NDArray[np.bool_]
type Edges = Mapping[tuple[str | None, str | None], int]


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups that may be shown, by their ids in the order they were given."""

    organisations: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masks:
    """The rows (organisations) and columns (places) of a table that may be shown.

    The last row and column, of those who did not say, never are.
    """

    rows: Mask
    columns: Mask

    def without(self, node: Node) -> "Masks":
        """Hide one more group."""
        rows, columns = self.rows.copy(), self.columns.copy()
        (rows if node[0] == "row" else columns)[node[1]] = False
        return Masks(rows, columns)

    def nodes(self) -> list[Node]:
        """All groups that are shown."""
        rows = [("row", int(one)) for one in np.flatnonzero(self.rows)]
        return rows + [("column", int(one)) for one in np.flatnonzero(self.columns)]

    def of_one_kind(self) -> list["Masks"]:
        """Only organisations, and only places."""
        rows, columns = np.zeros_like(self.rows), np.zeros_like(self.columns)
        return [Masks(self.rows, columns), Masks(rows, self.columns)]

    def any(self) -> bool:
        """Whether there is a group at all, or those who did not say."""
        return bool(self.rows.any() or self.columns.any())

    def nothing(self) -> "Masks":
        """Show no group."""
        return Masks(np.zeros_like(self.rows), np.zeros_like(self.columns))

    def within(self, other: "Masks") -> "Masks":
        """Only what both show."""
        return Masks(self.rows & other.rows, self.columns & other.columns)

    def clear(self, table: Table) -> Table:
        """A table in which these groups have nobody; further axes are kept."""
        cleared = table.copy()
        cleared[self.rows], cleared[:, self.columns] = 0, 0
        return cleared

    def merge(self, table: Table) -> Table:
        """Sum a table over what is hidden: a row for each shown one and a last one for the rest.

        Further axes of the table are kept.
        """
        merged = np.concatenate([table[self.rows], table[~self.rows].sum(axis=0)[None]])
        rest = merged[:, ~self.columns].sum(axis=1)[:, None]
        return np.concatenate([merged[:, self.columns], rest], axis=1)


def all_of(table: Table) -> Masks:
    """Show every group, but not those who did not say."""
    rows, columns = (np.arange(size) < size - 1 for size in table.shape[:2])
    return Masks(rows, columns)


def size_of(table: Table, node: Node) -> int:
    """How many people a group has in a table of organisations and places."""
    return int((table[node[1]] if node[0] == "row" else table[:, node[1]]).sum())


def smallest(table: Table, nodes: list[Node]) -> Node | None:
    """The group that fewest people miss when it is hidden; the earlier one of equals."""
    return min(nodes, key=lambda one: size_of(table, one), default=None)


def without_small_cuts(
    raters: Table, people: Table, k: int, start: Masks, kept: frozenset[Node] = frozenset()
) -> Masks:
    """Hide groups until no cut is of fewer than k raters.

    `raters` and `people` (who answered, whether they rated this or not) are counts by organisation
    and place, last those who did not say. Groups that are `kept` are shown whatever their size.
    """
    masks = start
    for small in masks.nodes():
        if size_of(raters, small) < k and small not in kept:
            masks = masks.without(small)
    while (side := _small_side(raters, people, k, masks)) is not None:
        hideable = [one for one in masks.nodes() if one not in kept]
        beside = [one for one in hideable if (one[0], -1) in side]
        node = smallest(raters, [one for one in hideable if one in side] or beside or hideable)
        if node is None:
            break
        masks = masks.without(node)
    return masks


def most_shown(start: Masks, rule: Callable[[Masks], Masks], prefer: Prefer = "either") -> Masks:
    """Keep a rule with both kinds of groups, or with one, whichever leaves more to be shown.

    More of the groups that are preferred goes before more groups.
    """

    def worth(masks: Masks) -> tuple[int, int]:
        wanted = {"either": None, "organisations": masks.rows, "places": masks.columns}[prefer]
        return 0 if wanted is None else int(wanted.sum()), len(masks.nodes())

    best = rule(start)
    for one in start.of_one_kind():
        if worth(one) > worth(best):
            best = max(best, rule(one), key=worth)
    return best


def _small_side(raters: Table, people: Table, k: int, masks: Masks) -> set[Node] | None:
    """One side of a cut of fewer than k raters: the one with fewer people."""
    import networkx as nx  # noqa: PLC0415  slow, and seldom wanted

    graph = _graph(masks.merge(raters), masks.merge(people), masks)
    for part in nx.connected_components(graph):
        size, sides = nx.stoer_wagner(graph.subgraph(part)) if len(part) > 1 else (k, ((), ()))
        if size < k:
            weights = [sum(size_of(raters, one) for one in side if one[1] >= 0) for side in sides]
            return set(sides[int(weights[1] < weights[0])])
    return None


def _graph(raters: Table, people: Table, masks: Masks) -> "nx.Graph[Node]":
    """The merged table as a graph; -1 is the node of all that is hidden."""
    import networkx as nx  # noqa: PLC0415  slow, and seldom wanted

    rows, columns = ([*np.flatnonzero(one), -1] for one in (masks.rows, masks.columns))
    graph: nx.Graph[Node] = nx.Graph()
    for row, column in np.argwhere(people):
        ends = ("row", int(rows[row])), ("column", int(columns[column]))
        graph.add_edge(*ends, weight=int(raters[row, column]))
    return graph


def showable(edges: Edges, k: int, prefer: Prefer = "either") -> Shown:
    """Say which organisations and places may be shown, from numbers of people alone.

    `edges` are people by (organisation, place), None where they do not say. It serves for what is
    expected before a round opens and for what was answered; ValueError for a number below nought.
    """
    if min(edges.values(), default=0) < 0:
        raise ValueError("numbers of people are nought or more")
    rows = list(dict.fromkeys(row for row, _ in edges if row is not None))
    columns = list(dict.fromkeys(column for _, column in edges if column is not None))
    table = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.int64)
    for (row, column), people in edges.items():
        at = -1 if row is None else rows.index(row), -1 if column is None else columns.index(column)
        table[at] += people
    masks = most_shown(
        all_of(table), lambda some: without_small_cuts(table, table, k, some), prefer
    )
    return Shown(
        tuple(row for row, yes in zip(rows, masks.rows, strict=False) if yes),
        tuple(column for column, yes in zip(columns, masks.columns, strict=False) if yes),
    )
