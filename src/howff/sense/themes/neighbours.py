"""The nearest neighbours of every direction, exactly or, for very many, nearly so."""

import numpy as np
from numpy.typing import NDArray

from howff.sense.embedding.shapes import Vectors

type Places = NDArray[np.int64]

EXACT = 20_000  # beyond this, only near cells are searched
PROBES = 12
SAMPLE = 20_000
BLOCK = 2_048


def nearest(vectors: Vectors, k: int) -> tuple[Places, Vectors]:
    """Give the `k` nearest others of each row, and their cosines: two arrays (rows, k).

    Up to twenty thousand rows exactly; beyond, rows are put into cells by k-means and looked for in
    the dozen cells nearest to their own (inverted files: Jégou, Douze and Schmid, 2011, IEEE TPAMI
    33, 117-128). Where there are fewer than `k`, a row's own place and the cosine -1 fill up.
    """
    if k < 1:
        return np.zeros((len(vectors), 0), np.int64), np.zeros((len(vectors), 0), np.float32)
    if len(vectors) <= EXACT:
        return _exact(vectors, k)
    return _in_cells(vectors, k)


def _exact(vectors: Vectors, k: int) -> tuple[Places, Vectors]:
    """Compare every row with every other, in blocks that fit into a processor's cache."""
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415 - dear to import

    search = NearestNeighbors(n_neighbors=k + 1, algorithm="brute").fit(vectors)
    found = search.kneighbors(vectors, return_distance=False).astype(np.int64)
    rows = np.arange(len(vectors))
    # A row is among its own nearest, but where others equal it not the first, perhaps not found.
    missing = ~(found == rows[:, None]).any(axis=1)
    found[missing, -1] = rows[missing]
    others = found[found != rows[:, None]].reshape(len(vectors), k)
    return others, _cosines(vectors, others)


def _in_cells(vectors: Vectors, k: int) -> tuple[Places, Vectors]:
    """Compare the rows of each cell with those of the cells nearest to it."""
    centres, cells = _cells(vectors)
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :PROBES]
    members = [np.flatnonzero(cells == cell) for cell in range(len(centres))]
    others = np.repeat(np.arange(len(vectors))[:, None], k, axis=1)
    cosines = np.full((len(vectors), k), -1, np.float32)
    for cell, around in enumerate(near):
        within = np.sort(np.concatenate([members[one] for one in around]))
        for start in range(0, len(members[cell]), BLOCK):
            rows = members[cell][start : start + BLOCK]
            others[rows], cosines[rows] = _best(vectors, rows, within, k)
    return others, cosines


def _best(vectors: Vectors, rows: Places, within: Places, k: int) -> tuple[Places, Vectors]:
    """Give the best `k` for some rows among the places `within`, which hold the rows too."""
    likeness = vectors[rows] @ vectors[within].T
    likeness[np.arange(len(rows)), np.searchsorted(within, rows)] = -2
    take = min(k, len(within) - 1)
    best = np.argpartition(-likeness, take - 1, axis=1)[:, :take] if take else np.zeros((0, 0), int)
    others = np.repeat(rows[:, None], k, axis=1)
    cosines = np.full((len(rows), k), -1, np.float32)
    if take:
        others[:, :take] = within[best]
        cosines[:, :take] = np.take_along_axis(likeness, best, axis=1)
    return others, cosines


def _cells(vectors: Vectors) -> tuple[Vectors, Places]:
    """Give the centres of the cells and each row's cell; centres are learnt from a sample."""
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415

    step = -(-len(vectors) // SAMPLE)
    finder = MiniBatchKMeans(
        int(len(vectors) ** 0.5), random_state=0, n_init=1, batch_size=4096, max_iter=20
    ).fit(vectors[::step])
    blocks = range(0, len(vectors), EXACT)
    cells = [finder.predict(vectors[start : start + EXACT]) for start in blocks]
    return finder.cluster_centers_, np.concatenate(cells).astype(np.int64)


def _cosines(vectors: Vectors, others: Places) -> Vectors:
    """Give the cosine of each row with each of its others, a neighbour at a time to save memory."""
    columns = [np.einsum("rd,rd->r", vectors, vectors[column]) for column in others.T]
    return np.asarray(np.stack(columns, axis=1), np.float32)
