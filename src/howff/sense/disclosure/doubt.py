"""Whether few people's ratings stay in doubt: for what they gave there must be another way.

Sums leave more traces than adding and subtracting finds: when a single person gave a 1, and both
the council's and the front line's figures hold it, then it came from the council's front line. So
for every few people and every level that one of them gave, there must be other ratings, with
exactly the same figures, in which another number of them gave it. Such ratings come from swaps
round a circle: of the organisations and places in it, in turn one gives a level `one` and takes
`other`, the next gives `other` and takes `one`, so that every shown sum stays.

Let a cell be the people of one organisation and place; put an arc from organisation to place where
a cell holds `one`, and back where it holds `other`. Directed circles span all circles of a strongly
connected part. A set of people whose number at `one` never changes is therefore a union of cuts of
every part it meets, one for each `other`; what is looked for here is the smallest such set that
holds the cell, or a bound beneath it. If it has k people or more, nothing is told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, maximum_flow

from howff.sense.disclosure.cuts import Masks, Table

type Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells with somebody in them: their ends among what is shown, and their counts."""

    at: Table
    ends: Table
    counts: Table
    rows: int
    nodes: int

    @property
    def sizes(self) -> Table:
        return self.counts.sum(axis=1)


@dataclass(frozen=True)
class _Part:
    """Cells (by number) that two levels can go round in, and their people by row and column."""

    cells: Table
    people: Table

    def joins(self, row: int, column: int, enough: int) -> bool:
        """Say whether no cut between a row and a column has fewer people than enough."""
        return self._surely[row, column] >= enough or self._cut(row, column) >= enough

    @cached_property
    def _surely(self) -> Table:
        """Bounds beneath all smallest cuts: along paths of three cells that share none.

        Every other row serves the paths by way of one other column only.
        """
        rows, columns = self.people.shape
        serves = np.arange(rows)[:, None] % columns == np.arange(columns)
        bounds = self.people.copy()
        for column in range(columns):
            over = np.minimum(self.people, self.people[:, [column]]) * serves
            via = np.minimum(self.people, over.sum(axis=0) - over)
            bounds[:, column] += via.sum(axis=1) - via[:, column]
        return bounds

    @cached_property
    def _graph(self) -> csr_array:
        rows, columns = self.people.shape
        people = self.people.astype(np.int32)
        graph = np.zeros((rows + columns, rows + columns), dtype=np.int32)
        graph[:rows, rows:], graph[rows:, :rows] = people, people.T
        return csr_array(graph)

    @cached_property
    def _cuts(self) -> dict[Cell, int]:
        return {}

    def _cut(self, row: int, column: int) -> int:
        if (row, column) not in self._cuts:
            ends = row, len(self.people) + column
            self._cuts[row, column] = int(maximum_flow(self._graph, *ends).flow_value)
        return self._cuts[row, column]


def told(table: Table, masks: Masks, k: int, levels: Collection[int] = ()) -> Cell | None:
    """Give a cell of which too much would be told, or None where everything stays in doubt.

    `table` has counts by organisation, place and level; only `levels` are protected, or all.
    """
    if not masks.nodes():
        return None
    cells = _cells(table, masks)
    parts = {pair: _part(cells, *pair) for pair in combinations(range(table.shape[2]), 2)}
    protected = levels or range(table.shape[2])
    for number, level in _at_risk(cells, k, protected):
        enough = max(k, int(cells.sizes[number]) + 1)
        around = [part for pair, part in parts.items() if level in pair and number in part.cells]
        if not _in_doubt(cells, around, number, enough):
            row, column = cells.at[number]
            return int(row), int(column)
    return None


def _cells(table: Table, masks: Masks) -> _Cells:
    at = np.argwhere(table.sum(axis=2))
    rows, columns = (
        np.where(one, one.cumsum() - 1, one.sum()) for one in (masks.rows, masks.columns)
    )
    ends = np.column_stack([rows[at[:, 0]], columns[at[:, 1]]])
    size = int(rows.max()) + 1
    return _Cells(at, ends, table[at[:, 0], at[:, 1]], size, size + int(columns.max()) + 1)


def _part(cells: _Cells, one: int, other: int) -> _Part:
    """The cells in strongly connected parts of the arcs of two levels."""
    there, back = cells.counts[:, one] > 0, cells.counts[:, other] > 0
    ends = cells.ends + np.array([0, cells.rows])
    start = np.concatenate([ends[there, 0], ends[back, 1]])
    end = np.concatenate([ends[there, 1], ends[back, 0]])
    arcs = coo_array((np.ones(start.size), (start, end)), shape=(cells.nodes, cells.nodes))
    _number, labels = connected_components(arcs, connection="strong")
    within = labels[ends[:, 0]] == labels[ends[:, 1]]
    among = np.flatnonzero((there | back) & within)
    people = np.zeros((cells.rows, cells.nodes - cells.rows), dtype=np.int64)
    np.add.at(people, tuple(cells.ends[among].T), cells.sizes[among])
    return _Part(among, people)


def _at_risk(cells: _Cells, k: int, levels: Collection[int]) -> Iterator[Cell]:
    """Every cell of few people with each level it gave, and every larger one that gave but one."""
    held = cells.counts > 0
    few = (cells.sizes < k) | (held.sum(axis=1) == 1)
    for number, level in np.argwhere(held & few[:, None]):
        if level in levels:
            yield int(number), int(level)


def _in_doubt(cells: _Cells, around: list[_Part], number: int, enough: int) -> bool:
    """Say whether every set that holds a cell and never changes is large enough."""
    row, column = (int(one) for one in cells.ends[number])
    largest_first = sorted(around, key=lambda one: -len(one.cells))
    if any(one.joins(row, column, enough) for one in largest_first):
        return True
    return len(around) > 1 and _least_set(cells, around, number) > enough - 1e-6


def _least_set(cells: _Cells, around: list[_Part], number: int) -> float:
    """A bound beneath the smallest set: a linear programme, all parts at once.

    Variables: how far each cell belongs, 0 to 1, then for every part a number for every node. A
    cell belongs at least as far as its ends differ in any part; the cell itself belongs wholly.
    """
    size, rows, ends = len(cells.sizes), [], cells.ends + np.array([0, cells.rows])
    for place, part in enumerate(around):
        offset = size + place * cells.nodes
        for cell in part.cells:
            start, end = ends[cell] + offset
            rows += [(cell, start, end), (cell, end, start)]
    belongs, plus, minus = np.array(rows).T
    line = np.arange(len(rows))
    columns = size + len(around) * cells.nodes
    matrix = coo_array(
        (
            np.repeat([-1.0, 1.0, -1.0], len(rows)),
            (np.tile(line, 3), np.concatenate([belongs, plus, minus])),
        ),
        shape=(len(rows), columns),
    )
    fixed = [(0.0, 1.0)] * size + [(0.0, 1.0)] * (columns - size)
    start, end = ends[number]
    for place in range(len(around)):
        fixed[size + place * cells.nodes + start] = (0.0, 0.0)
        fixed[size + place * cells.nodes + end] = (1.0, 1.0)
    people = np.append(cells.sizes, np.zeros(columns - size))
    found = linprog(people, A_ub=matrix.tocsr(), b_ub=np.zeros(len(rows)), bounds=fixed)
    return float(found.fun)
