"""Long answers are cut where a sentence ends, short ones never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.themes import Piece, Said, pieces_of, texts_of
from howff.sense.themes.pieces import same_words

SENTENCES = [f"This is what the person number {at} said about buses." for at in range(6)]


def cut(text: str) -> list[str]:
    said = [Said("ana", text)]
    return texts_of(said, pieces_of(said))


def test_a_short_answer_is_one_piece_without_the_spaces_around_it() -> None:
    assert pieces_of([Said("ana", " One. Two.\n"), Said("ben", "Three")]) == (
        Piece(0, 1, 10),
        Piece(1, 0, 5),
    )


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_a_blank_answer_has_no_piece(text: str) -> None:
    assert pieces_of([Said("ana", text)]) == ()


def test_a_long_answer_has_a_piece_for_each_sentence() -> None:
    assert cut(" ".join(SENTENCES)) == SENTENCES
    assert cut("\n".join(SENTENCES)) == SENTENCES


def test_a_short_sentence_goes_with_its_neighbour() -> None:
    assert cut(" ".join(["Yes.", *SENTENCES[:5], "I agree!"])) == [
        f"Yes. {SENTENCES[0]}", *SENTENCES[1:4], f"{SENTENCES[4]} I agree!",
    ]  # fmt: skip


def test_a_number_does_not_end_a_sentence() -> None:
    text = " ".join(["The fare went up to 3.50 for each of us here."] * 5)
    assert cut(text) == ["The fare went up to 3.50 for each of us here."] * 5


def test_words_without_end_are_cut_all_the_same() -> None:
    assert [len(piece.split()) for piece in cut("word " * 5_000)] == [60] * 83 + [20]


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["a", "b.", "!", "\n", "？", "…"])).map(" ".join)
)
def test_every_word_is_in_exactly_one_piece(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_the_same_words_are_the_same_whatever_their_dress() -> None:
    assert same_words(" MORE buses!") == same_words("more  Buses") == "more buses"
    assert same_words("🚌 🚌") == "🚌🚌"
    assert same_words("C'est ça") != same_words("C'est")
