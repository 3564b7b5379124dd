"""A table of how many people are in each cell, with its sums shown: which cells are hidden.

Cells of 1 to k - 1 people are hidden (primary suppression; a cell with nobody is not), and as few
people more as possible, so that no hidden cell can be worked out from the sums (secondary
suppression). A hidden cell can be worked out exactly where it is a bridge of the graph of hidden
cells, between rows and columns. So the cheapest choice without bridges is looked for, and every
bridge that it has is forbidden in the next.
Source: Fischetti and Salazar, 2001, Management Science 47, 1008-1027, of which this is the case
without margins of protection; Hundepool et al., 2012, Statistical Disclosure Control, chapter 4.
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from howff.sense.disclosure.cuts import Mask, Table

type Ends = NDArray[np.int64]
type Numbers = NDArray[np.float64]

SECONDS = 5.0


def suppress_table(table: Table, k: int) -> Mask:
    """Say which cells are hidden; (rows, columns) of counts in, of truth values out.

    ValueError where the sums alone tell a cell of fewer than k people: then they may not be shown.
    """
    cells = np.argwhere(table)
    people = table[tuple(cells.T)].astype(float)
    hidden, wanted = people < k, people < k
    rules: list[Numbers] = []
    while bridges := _bridges(cells, hidden):
        rules += [_rule(cells, hidden, bridge) for bridge in bridges]
        hidden = _cheapest(people, wanted, rules)
    mask = np.zeros(table.shape, dtype=bool)
    mask[tuple(cells[hidden].T)] = True
    return mask


def _graph(cells: Ends, chosen: Mask) -> "nx.Graph[int]":
    """Chosen cells as edges; a column's number is below nought."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((int(row), -1 - int(column)) for row, column in cells[chosen])
    return graph


def _bridges(cells: Ends, hidden: Mask) -> list[tuple[int, int]]:
    """Hidden cells that could be worked out."""
    return [(max(one), -1 - min(one)) for one in nx.bridges(_graph(cells, hidden))]


def _rule(cells: Ends, hidden: Mask, bridge: tuple[int, int]) -> Numbers:
    """Forbid this bridge: if it is hidden, so is another cell over the same cut."""
    graph = _graph(cells, hidden)
    row, column = bridge
    graph.remove_edge(row, -1 - column)
    side = nx.node_connected_component(graph, row)
    over = [(int(one) in side) != (-1 - int(other) in side) for one, other in cells]
    rule = np.array(over, dtype=float)
    rule[(cells == bridge).all(axis=1)] = -1.0
    return rule


def _cheapest(people: Numbers, wanted: Mask, rules: list[Numbers]) -> Mask:
    """The hidden cells with the fewest people that keep every rule."""
    found = milp(
        people,
        integrality=np.ones(people.size),
        bounds=Bounds(wanted.astype(float), np.ones(people.size)),
        constraints=LinearConstraint(np.array(rules), lb=0.0),
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        raise ValueError("a sum tells a small cell, so it may not be shown")
    return np.asarray(found.x > 0.5)
