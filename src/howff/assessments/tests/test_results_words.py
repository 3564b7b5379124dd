"""Figures in plain words: how many people, and no more certainty than there is."""

import pytest
from django.utils.translation import override

from howff.assessments.queries import results_words as words
from howff.sense.rounds.figures import Distribution, Item, ItemFigures, Verdict
from howff.sense.rounds.lines import Change, Line, Side


def one(*counts: int, verdict: Verdict = Verdict.SPLIT, median: float = 3) -> ItemFigures:
    """An item that so many gave each level."""
    return ItemFigures(
        Item("P1", "Trust", levels=len(counts)),
        Distribution(sum(counts), counts, median=median, mean=3.0, low=2.4, high=3.6),
        verdict=verdict,
    )


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (one(3, 1, 0, 0, 2), "Of 6 people, 4 gave 1 or 2 and 2 gave 4 or 5."),
        (
            one(3, 1, 1, 0, 2),
            "Of 7 people, 4 gave 1 or 2 and 2 gave 4 or 5; 1 stands in the middle.",
        ),
        (
            one(3, 1, 2, 0, 2),
            "Of 8 people, 4 gave 1 or 2 and 2 gave 4 or 5; 2 stand in the middle.",
        ),
        (one(3, 0, 4), "Of 7 people, 3 gave 1 and 4 gave 3."),
        (one(3, 1, 0, 2), "Of 6 people, 4 gave 1 or 2 and 2 gave 3 or 4."),
        (
            one(3, 1, 0, 2, 0, 1, 2),
            "Of 9 people, 4 gave 1 to 3 and 3 gave 5 to 7; 2 stand in the middle.",
        ),
        (
            one(0, 1, 6, 2, 0, verdict=Verdict.AGREED),
            "All 9 people are within one level of the middle rating, 3.",
        ),
        (
            one(0, 1, 4, 5, 0, verdict=Verdict.AGREED, median=3.5),
            "9 of 10 people are within one level of the middle rating, 3.5.",
        ),
    ],
)
def test_a_distribution_is_told_in_a_sentence(figures: ItemFigures, told: str) -> None:
    assert words.sentence(figures, 5) == told


def test_what_is_hidden_says_why() -> None:
    hidden = ItemFigures(Item("P1", "Trust"), None)
    assert words.sentence(hidden, 7) == "Hidden because fewer than 7 people rated it."


@pytest.mark.parametrize(
    ("n", "told"),
    [(29, "29 ratings are few"), (30, "")],
)
def test_few_ratings_come_with_a_warning(n: int, told: str) -> None:
    shown = Distribution(n, (n,), mean=3.0, low=2.4, high=3.6)
    sentence = words.how_sure(shown)
    assert sentence.startswith(told)
    assert ("somewhere between 2.4 and 3.6" in sentence) is bool(told)


def test_numbers_are_written_as_people_write_them_here() -> None:
    with override("de"):
        assert words.number(2.96) == "3,0"
        assert words.level(3.5) == "3,5"
    assert words.level(4.0) == "4"


SIDES = Side(12, 3.0, 2.5, 3.5), Side(10, 3.4, 2.9, 3.9)
MOVED = "From 3.0 (12 people) to 3.4 (10 people)."


@pytest.mark.parametrize(
    ("change", "middle", "told"),
    [
        (Change.VERY_LIKELY_BETTER, False, f"{MOVED} Very likely better."),
        (Change.LIKELY_WORSE, False, f"{MOVED} Likely lower than before."),
        (
            Change.UNCLEAR,
            False,
            f"{MOVED} This may be chance: it cannot be told whether anything changed.",
        ),
        (Change.UNSAID, True, MOVED),
        (Change.VERY_LIKELY_BETTER, True, MOVED),
    ],
)
def test_change_is_told_with_how_sure_it_is(change: Change, middle: bool, told: str) -> None:
    line = Line("everyone", *SIDES, 0.9, change)
    assert words.changed(line, middle=middle, k=5) == told


def test_a_line_that_is_hidden_says_why() -> None:
    told = words.changed(Line("same_people"), middle=False, k=6)
    assert told.startswith(
        "Not shown: beside the other figures somebody's ratings could be worked out"
    )
    told = words.changed(Line("everyone"), middle=False, k=6)
    assert told.startswith("Not shown: fewer than 6 people rated it")
