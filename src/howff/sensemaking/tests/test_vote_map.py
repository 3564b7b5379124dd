"""The map of people by their votes: on a grid, so that its table says exactly what it shows."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.votes import Picture
from howff.sensemaking.pictures.vote_map import ACROSS, UP, Dot, name_of, vote_map

PLACES = st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.booleans(), st.integers(-1, 7))


def picture(places: list[tuple[float, float]], on: list[bool] | None = None) -> Picture:
    x, y = (np.array([place[axis] for place in places], float) for axis in (0, 1))
    return Picture(x, y, np.array(on or [True] * len(places)), (0.4, 0.2), ())


def test_people_at_one_place_are_one_mark_with_their_number() -> None:
    drawn = vote_map(picture([(1, 0), (0.99, 0.01), (-1, 1)]), [0, 0, 1])
    assert [(one.name, one.across, one.up, one.people, one.shape) for one in drawn.dots] == [
        ("A", ACROSS, 0, 2, 1),
        ("B", -ACROSS, UP, 1, 2),
    ]
    assert [one.name for one in drawn.labels] == ["A", "B"]


def test_groups_at_one_place_stand_side_by_side() -> None:
    one, two = vote_map(picture([(0, 0), (0, 0)]), [0, 1]).in_order
    assert (one.y, one.x < two.x) == (two.y, True)


def test_more_people_are_a_larger_mark_that_stays_in_its_square() -> None:
    few, many = (vote_map(picture([(0, 0)] * n), [0] * n).dots[0] for n in (1, 500))
    assert few.size < many.size < 10


def test_who_voted_too_little_is_counted_beside_the_map() -> None:
    drawn = vote_map(picture([(0, 0), (1, 1)], [True, False]), [-1, -1])
    assert (drawn.people, drawn.missing, [one.shape for one in drawn.dots]) == (1, 1, [0])
    assert drawn.labels == ()


def test_groups_are_named_by_letters_for_ever() -> None:
    assert [name_of(one) for one in (0, 1, 25, 26)] == ["A", "B", "Z", "A2"]


@given(st.lists(PLACES, max_size=60))
def test_every_person_on_the_map_is_in_the_table_once(
    people: list[tuple[float, float, bool, int]],
) -> None:
    on = [one[2] for one in people]
    drawn = vote_map(picture([one[:2] for one in people], on), [one[3] for one in people])
    told = Counter[str]()
    for dot in drawn.in_order:
        told[dot.name] += dot.people
    assert told == Counter(name_of(one[3]) if one[3] >= 0 else "" for one in people if one[2])
    assert all(_inside(dot, drawn.width, drawn.height) for dot in drawn.dots)


def _inside(dot: Dot, width: float, height: float) -> bool:
    return 0 < dot.x < width and 0 < dot.y < height
