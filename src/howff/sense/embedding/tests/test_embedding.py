"""Texts become directions: by a model that is checked, or by the words that they share."""

from pathlib import Path

import numpy as np
import pytest

from howff.sense.embedding import (
    EmbeddingError,
    MiniLM,
    Multilingual,
    Stopped,
    WordCounts,
    default_embedder,
    embed_texts,
)

TEXTS = ["More buses please", "Better public transport", "The soup was cold", "🚌", "🚌", "🌻"]
model = pytest.mark.skipif(not MiniLM.installed(), reason="howff[themes] is not installed")


@model
def test_what_means_much_the_same_lies_close() -> None:
    vectors = embed_texts(TEXTS, MiniLM())
    likeness = vectors @ vectors.T
    assert vectors.shape == (6, 384)
    assert np.allclose(np.diag(likeness), 1, atol=1e-5)
    assert likeness[0, 1] > 0.5
    assert likeness[0, 2] < 0.3


@model
def test_the_model_gives_what_it_was_published_to_give() -> None:
    """The makers' own example of sentences that are alike has the cosine 0.7553."""
    one, two = MiniLM().embed(["A man is eating food.", "A man is eating a piece of bread."])
    assert float(one @ two) == pytest.approx(0.7553, abs=0.01)


@model
def test_a_text_does_not_depend_on_what_is_embedded_with_it() -> None:
    alone = MiniLM().embed(TEXTS[:1])
    together = MiniLM().embed([*TEXTS[:3], "a much longer text " * 30])
    assert np.allclose(alone[0], together[0], atol=1e-5)


@model
def test_a_model_that_was_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another model")
    with pytest.raises(EmbeddingError, match=r"model.onnx is not the file that Howff was tested"):
        MiniLM(tmp_path / "model.onnx").embed(["text"])


def test_without_a_model_words_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (MiniLM, Multilingual):
        monkeypatch.setattr(one, "installed", staticmethod(lambda: False))
        with pytest.raises(EmbeddingError, match="is not installed: install howff"):
            one()
    assert default_embedder(["en"]).name == "word counts"
    assert not default_embedder(["gd", "en"]).lasting


def test_words_that_two_texts_share_bring_them_close() -> None:
    vectors = embed_texts(["the bus is late", "late buses", "soup", "the", ""], WordCounts())
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 0.15 > abs(likeness[0, 2])
    assert vectors[4].tolist() == [0] * 100


def test_signs_are_like_themselves_only() -> None:
    vectors = embed_texts(TEXTS, WordCounts())
    likeness = vectors @ vectors.T
    assert likeness[3, 4] == pytest.approx(1)
    assert likeness[3, 5] < 0.5
    assert np.array_equal(vectors, embed_texts(TEXTS, WordCounts()))


def test_equal_texts_are_embedded_once() -> None:
    class Counting(WordCounts):
        asked = 0

        def embed(self, texts):
            self.asked += len(texts)
            return super().embed(texts)

    one = Counting()
    embed_texts(["a bus", "a bus", "a tram", "🚌"], one)
    assert one.asked == 2


def test_embedding_can_be_given_up() -> None:
    with pytest.raises(Stopped):
        embed_texts(TEXTS, WordCounts(), cancelled=lambda: True)


@pytest.mark.skipif(not Multilingual.installed(), reason="no howff[themes-multilingual]")
def test_two_languages_meet() -> None:
    english, german, other = embed_texts(
        ["More buses please", "Bitte mehr Busse", "Die Suppe war kalt"], Multilingual()
    )
    assert english @ german > english @ other
    assert default_embedder(["de"]).name == Multilingual.name
