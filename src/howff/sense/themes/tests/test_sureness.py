"""How firm a theme is, and what its words are."""

import numpy as np
import pytest
from scipy import sparse

from howff.sense.themes.graph import alike
from howff.sense.themes.levels import Answers, Recipe, fit, joined, moved, partitions, unit
from howff.sense.themes.phrases import Phrasebook
from howff.sense.themes.stability import sureness, together


def answers(spread: float) -> tuple[Answers, np.ndarray]:
    lots = np.random.default_rng(0)
    truth = np.repeat(np.arange(3), 30)
    vectors = unit(np.eye(3, 12)[truth] + lots.standard_normal((90, 12)) * spread)
    graph, _, _ = alike(vectors)
    return Answers(graph, vectors, sparse.identity(90, format="csr")), truth


@pytest.mark.parametrize(("spread", "low", "high"), [(0.05, 0.9, 1), (3, 0, 0.7)])
def test_clear_themes_are_firm_and_noise_is_loose(spread: float, low: float, high: float) -> None:
    given, _ = answers(spread)
    recipes = [Recipe()]
    (sure,) = sureness(given, partitions(given, recipes, 0), recipes, 0, lambda _: None)
    assert low <= sure.themes.mean() <= high
    assert 0 <= sure.answers.min() <= sure.answers.max() <= 1


def test_themes_and_new_themes_are_counted_together() -> None:
    both = together(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), 2)
    assert both.tolist() == [[1, 1], [0, 2]]


def test_what_lies_apart_from_its_theme_fits_badly() -> None:
    given, truth = answers(0.05)
    vectors = given.vectors.copy()
    vectors[0] = unit(np.eye(1, 12, 11))[0]
    good = fit(vectors, truth)
    assert good[0] < 0.5
    assert (good[1:] == 1).all()


def test_the_closest_themes_are_joined() -> None:
    vectors = unit(np.array([[1, 0.0], [1, 0.1], [0, 1]]))
    assert joined(vectors, np.array([0, 1, 2]), 2).tolist() == [0, 0, 1]
    assert joined(vectors, np.array([0, 1, 2]), None).tolist() == [0, 1, 2]


def test_what_is_dissolved_goes_where_it_fits_best() -> None:
    vectors = unit(np.array([[1, 0.0], [1, 0.1], [0, 1], [0.1, 1]]))
    labels = np.array([0, 1, 2, 2])
    assert moved(vectors, labels, np.array([True, False, True])).tolist() == [0, 0, 1, 1]
    assert moved(vectors, labels, np.array([False] * 3)).tolist() == [0] * 4


def test_phrases_tell_a_theme_from_the_others() -> None:
    texts = ["the village bus is late", "a village bus", "Village bus, please", "hot soup", "soup"]
    book = Phrasebook(texts, ["en"] * 5)
    labels = np.array([0, 0, 0, 1, 1])
    ((bus, soup),) = book.of([(labels, 2)])
    assert bus[0] == "village bus"
    assert soup[0] == "soup"
    assert book.of([(np.full(5, -1), 0)]) == [[]]


def test_texts_without_words_have_no_phrases() -> None:
    assert Phrasebook(["?", "the"], ["en", "en"]).of([(np.zeros(2, int), 1)]) == [[()]]
