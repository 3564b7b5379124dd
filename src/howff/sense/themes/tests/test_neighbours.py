"""Neighbours are the nearest, and nearly so where there are very many."""

import numpy as np
import pytest

from howff.sense.themes import neighbours
from howff.sense.themes.graph import alike, communities, neighbours_for
from howff.sense.themes.levels import unit


def clouds(count: int, centres: int = 12) -> np.ndarray:
    lots = np.random.default_rng(0)
    middles = lots.standard_normal((centres, 24))
    rows = middles[lots.integers(centres, size=count)] + lots.standard_normal((count, 24)) * 0.4
    return unit(rows)


def test_neighbours_are_those_of_highest_cosine_without_oneself() -> None:
    vectors = clouds(200)
    others, cosines = neighbours.nearest(vectors, 5)
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -2)
    best = np.sort(likeness, axis=1)[:, -5:]
    assert np.allclose(np.sort(cosines, axis=1), best, atol=1e-5)
    assert not (others == np.arange(200)[:, None]).any()


def test_of_very_many_nearly_all_neighbours_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = clouds(4_000)
    exact, _ = neighbours.nearest(vectors, 10)
    monkeypatch.setattr(neighbours, "EXACT", 1_000)
    near, cosines = neighbours.nearest(vectors, 10)
    shared = [len(set(one) & set(two)) for one, two in zip(exact, near, strict=True)]
    assert np.mean(shared) > 9
    assert cosines.shape == (4_000, 10)
    assert not (near == np.arange(4_000)[:, None]).any()


@pytest.mark.parametrize("same", [np.ones((30, 4)), np.zeros((30, 4))])
def test_equal_rows_and_empty_rows_are_no_trouble(same: np.ndarray) -> None:
    others, _ = neighbours.nearest(unit(same), 3)
    assert not (others == np.arange(30)[:, None]).any()


def test_there_are_never_more_neighbours_than_others() -> None:
    assert [neighbours_for(count) for count in (1, 2, 5, 30, 156, 10_000)] == [0, 1, 3, 5, 12, 15]


def test_both_ways_of_finding_communities_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = unit(np.repeat(np.eye(3), 20, axis=0) + clouds(60)[:, :3] * 0.05)
    graph, _, _ = alike(vectors)
    quick = communities(graph, 0.2, 0)
    monkeypatch.setattr("howff.sense.themes.graph.find_spec", lambda _: None)
    assert set(zip(quick, communities(graph, 0.2, 0), strict=True)) == {(0, 0), (1, 1), (2, 2)}
