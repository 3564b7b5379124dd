"""Answers from a spreadsheet: all of them, or a word about every cell that does not fit."""

import pytest

from howff.formats.ratings import RatingsError, ResponseRow, read_responses

ITEMS = {"P1": 5, "P2": 5}
HEADER = ["organisation", "place", "P1", "P2", "P1_comment"]


def problems(*rows: list[object]) -> tuple[str, ...]:
    with pytest.raises(RatingsError) as caught:
        read_responses(rows, ITEMS)
    return caught.value.problems


def test_ratings_unrated_and_blank_are_told_apart() -> None:
    rows = [
        HEADER,
        ["Lantern Trust", "Carer", 4, "dk", " It works. "],
        ["Lantern Trust", "", "5.0", "NMP", None],
        [None, None, "na", "", ""],
        [None] * 5,
    ]
    assert read_responses(rows, ITEMS).rows == (
        ResponseRow("Lantern Trust", "Carer", {"P1": 4, "P2": "DK"}, {"P1": "It works."}),
        ResponseRow("Lantern Trust", "", {"P1": 5, "P2": "NMP"}),
        ResponseRow("", "", {"P1": "NA"}),
    )


def test_names_of_columns_may_have_other_capitals_and_words_may_answer_a_question() -> None:
    rows = [["Organisation", "p1 ", "P1a"], ["Quayside Carers", 1, "Often."], ["Lantern Trust", 2]]
    read = read_responses(rows, ITEMS, questions=["P1a"])
    assert read.rows[0] == ResponseRow("Quayside Carers", "", {"P1": 1}, {"P1a": "Often."})
    assert read.rows[1] == ResponseRow("Lantern Trust", "", {"P1": 2})
    assert read.organisations == ("Lantern Trust", "Quayside Carers")
    assert read.places == ()


def test_every_rating_off_the_scale_is_told_by_row_and_column() -> None:
    told = problems(HEADER, ["", "", 6, 1, ""], ["", "", 2, "often", ""], ["", "", 0, "2.5", ""])
    assert [one.split(":")[0] for one in told] == [
        "Row 2, column P1",
        "Row 3, column P2",
        "Row 4, column P1",
        "Row 4, column P2",
    ]
    assert told[1].endswith(
        "“often” is not a rating. Write 1 to 5, DK, NA or NMP, or leave it empty."
    )


def test_unknown_and_repeated_columns_are_refused_together() -> None:
    told = problems(["P1", "p1", "P7", ""], [1, 2, 3, ""])
    assert [one.split(":")[0] for one in told] == [
        "The column “P7” is not known here",
        "Two columns are called “P1”",
    ]


@pytest.mark.parametrize("rows", [[], [["organisation"]], [["P1_comment"], ["Words"]]])
def test_a_table_without_ratings_is_refused(rows: list[list[object]]) -> None:
    assert problems(*rows) == ("There is no column with ratings: name one P1 or P2.",)


def test_the_same_id_twice_is_refused() -> None:
    told = problems(["id", "P1"], ["a", 1], ["", 2], ["", 2], ["a", 3])
    assert told == ("Row 5 has the same id as row 2, “a”: is it there twice?",)


def test_a_row_longer_than_the_header_is_refused() -> None:
    assert problems(["P1"], [1, "more"]) == ("Row 2 has more cells than there are columns.",)


def test_many_problems_are_cut_short() -> None:
    told = problems(["P1"], *[[9]] * 25)
    assert len(told) == 21
    assert told[-1] == "… and 5 more like these."
