"""What collaborations have in common, never which one is which."""

from dataclasses import replace

import pytest

from howff.sense.rounds.across import Common, CrossFigures, across
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Figures, Item
from howff.sense.tests.rounds import ratings

LOW, MIDDLE, HIGH = [1, 2, 2, 1, 3] * 2, [3, 3, 2, 4, 3] * 2, [4, 5, 5, 4, 3] * 2
CAMPS = [1, 1, 5, 5, 1, 5, 1, 5, 1, 5]


def collaboration(values: list[int], item: Item | None = None, k: int = 10) -> Figures:
    made = ratings([[one] for one in values], [-1] * len(values))
    return analyse(replace(made, items=(item or Item("P1", "Sharing"),)), k)


def together(*values: list[int], item: Item | None = None) -> CrossFigures:
    return across([(str(n), collaboration(one, item)) for n, one in enumerate(values)])


def test_fewer_than_five_are_not_put_together() -> None:
    made = together(*[HIGH] * 4)
    assert (made.collaborations, made.items) == (0, ())
    twice = [("one", collaboration(HIGH))] * 9
    assert across(twice).collaborations == 0


@pytest.mark.parametrize(
    ("values", "common"),
    [
        ([HIGH] * 4 + [LOW] * 2, Common.STRENGTH),
        ([HIGH] * 6, Common.STRENGTH),
        ([LOW] * 4 + [MIDDLE] * 2, Common.DIFFICULTY),
        ([LOW] * 3 + [HIGH] * 3, Common.MIXED),
        ([[5] * 10] * 6, Common.STRENGTH),
        ([[2] * 10] * 6, Common.MIXED),
    ],
)
def test_what_most_share_is_said(values: list[list[int]], common: Common) -> None:
    one = together(*values).items[0]
    assert (one.collaborations, one.common, one.often_split) == (6, common, False)
    assert one.bands is None


def test_bands_are_told_where_each_holds_enough() -> None:
    assert together(*[HIGH] * 5, *[LOW] * 6).items[0].bands == (6, 0, 5)
    assert together(*[HIGH] * 5, *[LOW] * 6, MIDDLE).items[0].bands is None
    assert together(*[HIGH] * 12).items[0].bands is None


def test_what_often_splits_is_said() -> None:
    assert together(*[CAMPS] * 3, *[HIGH] * 3).items[0].often_split


def test_the_best_in_the_middle_is_neither_strength_nor_difficulty() -> None:
    one = together(*[HIGH] * 6, item=Item("P1", "", middle=True)).items[0]
    assert (one.common, one.bands) == (None, None)


def test_conditions_are_apart() -> None:
    made = together(*[HIGH] * 6, item=Item("P1", "", locus="conditions"))
    assert made.conditions == made.items
    assert made.to_json()["items"][0]["common"] == "strength"


def test_an_item_that_few_asked_is_left_out() -> None:
    made = [(str(n), collaboration(HIGH)) for n in range(5)]
    other = [("other", collaboration(HIGH, Item("P9", "")))]
    assert [one.item.id for one in across(made + other).items] == ["P1"]


def test_only_what_is_shown_outside_is_put_together() -> None:
    with pytest.raises(ValueError, match="five collaborations or more"):
        across([(str(n), collaboration(HIGH, k=5)) for n in range(6)])
    with pytest.raises(ValueError, match="five collaborations or more"):
        across([], 4)
