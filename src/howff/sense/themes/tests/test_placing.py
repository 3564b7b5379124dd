"""New answers go where people would put them, or nowhere."""

import numpy as np

from howff.sense.themes import Decided, place, prototypes

NAMES = np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32)
ROWS = np.array(
    [[1, 0.1, 0, 0], [0.1, 1, 0, 0], [0, 0, 1, 0], [0.9, 0, 0, 0.4], [0, 0, -1, 0], [-1, -1, 0, 0]],
    np.float32,
)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)


def placed(*decided: Decided) -> list[int]:
    return place(ROWS, prototypes(NAMES, decided, ROWS)).theme.tolist()


def test_answers_go_to_the_name_that_they_are_like_or_nowhere() -> None:
    assert placed(Decided(1, "a"), Decided(2, "b")) == [0, 1, -1, 0, -1, -1]


def test_what_is_like_a_refused_piece_stays_out() -> None:
    assert placed(Decided(1, "a", refused=(3,)), Decided(2, "b")) == [0, 1, -1, -1, -1, -1]


def test_a_locked_or_unwanted_theme_gets_nothing() -> None:
    assert placed(Decided(1, "a", locked=True), Decided(2, "b"))[0] == -1
    assert placed(Decided(1, "a", unwanted=True), Decided(2, "b"))[0] == -1


def test_confirmed_examples_draw_in_what_the_name_does_not() -> None:
    assert placed(Decided(1, "a", examples=(2,)), Decided(2, "b"))[2] == 0


def test_confidence_is_least_where_two_themes_are_as_good() -> None:
    even = np.array([[1, 1, 0, 0]], np.float32) / np.sqrt(2)
    known = prototypes(NAMES, [Decided(1, "a"), Decided(2, "b")], ROWS)
    between, clear = place(even, known).confidence[0], place(ROWS, known).confidence[0]
    assert between < 0.8 < clear <= 1


def test_without_themes_or_answers_there_is_nothing_to_place() -> None:
    nobody = prototypes(np.zeros((0, 4), np.float32), [], ROWS)
    assert place(ROWS, nobody).theme.tolist() == [-1] * 6
    known = prototypes(NAMES, [Decided(1, "a"), Decided(2, "b")], ROWS[:0])
    assert place(ROWS[:0], known).theme.tolist() == []
