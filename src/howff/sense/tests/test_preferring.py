"""Where not all groups can be shown, people say which kind they would rather compare."""

import numpy as np

from howff.sense.disclosure.cuts import showable
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Group, Item, Ratings

# Council less front line would be three leaders of the council, less one of the charity.
EDGES = {
    ("council", "front line"): 6,
    ("council", "leaders"): 3,
    ("charity", "front line"): 1,
    ("charity", "leaders"): 7,
}


def test_the_kind_that_is_preferred_is_shown_before_the_round_opens():
    found = [showable(EDGES, 5, prefer) for prefer in ("organisations", "places")]
    assert [(one.organisations, one.places) for one in found] == [
        (("council", "charity"), ()),
        ((), ("front line", "leaders")),
    ]


def test_a_preference_shows_no_group_that_is_too_small():
    edges = {("council", "front line"): 9, ("charity", "leaders"): 4}
    assert showable(edges, 5, "organisations").organisations == ()


def ratings():
    """Thirty-two people in four organisations and three places, who rate all over the scale."""
    random = np.random.default_rng(5)
    return Ratings(
        (Item("a", "A"), Item("b", "B")),
        tuple(Group(f"o{n}", f"O{n}") for n in range(4)),
        tuple(Group(f"p{n}", f"P{n}") for n in range(3)),
        random.integers(1, 6, (32, 2)).astype(np.int8),
        random.integers(0, 4, 32).astype(np.int32),
        random.integers(0, 3, 32).astype(np.int32),
    )


def test_a_round_shows_the_kind_that_is_preferred():
    said = ratings()
    shown = [
        [
            (
                sum(cell.shown is not None for cell in cells)
                for cells in (one.organisations, one.places)
            )
            for one in analyse(said, 5, prefer=kind).items
        ]
        for kind in ("organisations", "places")
    ]
    assert [[tuple(one) for one in items] for items in shown] == [[(4, 0)] * 2, [(0, 3)] * 2]
