"""Joins answers that have the same neighbours, and finds the communities among them.

Shared neighbours: Jarvis and Patrick, 1973, IEEE Transactions on Computers C-22, 1025-1034.
Communities: Blondel and others, 2008, Journal of Statistical Mechanics P10008, by modularity with
the resolution of Reichardt and Bornholdt, 2006, Physical Review E 74, 016110.
"""

import math
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.shapes import Vectors
from howff.sense.themes.neighbours import Places, nearest

type Labels = NDArray[np.int64]

MOST = 15
FEWEST = 3
BLOCK = 10_000
COPY = 0.97  # a cosine above it joins two answers


def neighbours_for(count: int) -> int:
    """Give how many neighbours tell what an answer is like: the root of their number, 3 to 15."""
    return min(MOST, max(FEWEST, round(math.sqrt(count))), count - 1)


def alike(vectors: Vectors) -> tuple[Any, Places, Vectors]:
    """Give the graph of answers, and each one's nearest others with their cosines.

    The graph is sparse and symmetric; an edge, between near ones only, weighs the share of
    neighbours that both have (Jaccard). Nothing joins those that have nothing to do with another.
    """
    others, cosines = nearest(vectors, neighbours_for(len(vectors)))
    return _shared(others, cosines > 0), others, cosines


def _shared(others: Places, real: NDArray[np.bool_]) -> Any:
    """Give the graph of shared neighbours; everyone is a neighbour of their own."""
    from scipy import sparse  # noqa: PLC0415 - dear to import

    count = len(others)
    rows = np.repeat(np.arange(count), others.shape[1]).reshape(others.shape)
    ends = (
        np.concatenate([rows[real], np.arange(count)]),
        np.concatenate([others[real], np.arange(count)]),
    )
    near = sparse.csr_array((np.ones(len(ends[0]), np.float32), ends), (count, count))
    sizes = near.sum(axis=1)
    edges = near.maximum(near.T).tocsr()
    blocks = [
        (near[start : start + BLOCK] @ near.T).multiply(edges[start : start + BLOCK])
        for start in range(0, count, BLOCK)
    ]
    shared = sparse.vstack(blocks).tocoo()
    kept = (shared.row != shared.col) & (shared.data > 0)
    one, two, both = shared.row[kept], shared.col[kept], shared.data[kept]
    return sparse.csr_matrix((both / (sizes[one] + sizes[two] - both), (one, two)), (count, count))


def communities(graph: Any, resolution: float, seed: int) -> Labels:
    """Give the community of each, numbered from 0; a higher resolution finds more of them.

    The same graph, in the same order, gives the same.
    """
    if graph.nnz == 0:
        return np.arange(graph.shape[0])
    if find_spec("sknetwork"):
        from sknetwork.clustering import Louvain  # noqa: PLC0415 - dear to import

        finder = Louvain(
            resolution=resolution, random_state=seed, return_probs=False, return_aggregate=False
        )
        found = finder.fit_predict(graph)
    else:
        found = _slowly(graph, resolution, seed)
    return numbered(np.asarray(found, np.int64))


def _slowly(graph: Any, resolution: float, seed: int) -> Labels:
    """Find communities with networkx, where scikit-network cannot be installed."""
    import networkx as nx  # noqa: PLC0415

    found = nx.community.louvain_communities(
        nx.from_scipy_sparse_array(graph), resolution=resolution, seed=seed
    )
    labels = np.zeros(graph.shape[0], np.int64)
    for number, members in enumerate(found):
        labels[list(members)] = number
    return labels


def numbered(labels: Labels) -> Labels:
    """Number labels from 0 in the order in which they first come."""
    _, first, found = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[found], np.int64)


def near_copies(others: Places, cosines: Vectors) -> Labels:
    """Give the same number to those that say the same in nearly the same words."""
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    rows, columns = np.nonzero(cosines > COPY)
    ends = rows, others[rows, columns]
    pairs = csr_array((np.ones(len(rows)), ends), (len(others), len(others)))
    return numbered(connected_components(pairs, directed=False)[1].astype(np.int64))


def contracted(graph: Any, groups: Labels) -> Any:
    """Give the graph whose vertices are groups; edges between two groups add up."""
    from scipy import sparse  # noqa: PLC0415

    ends = np.arange(len(groups)), groups
    belongs = sparse.csr_matrix((np.ones(len(groups), np.float32), ends))
    joined = (belongs.T @ graph @ belongs).tocsr()
    joined.setdiag(0)
    joined.eliminate_zeros()
    return joined
