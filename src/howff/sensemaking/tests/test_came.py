"""Who is in a theme: never so that somebody in a small group could be recognised."""

from hypothesis import given
from hypothesis import strategies as st

from howff.sensemaking.queries.came import About, Came, Everyone, came

GROUPS = {
    f"person {n}": ("Health" if n < 20 else "Council" if n < 40 else "Funder", "Manager")
    for n in range(43)
}
EVERYONE = Everyone.of(GROUPS, GROUPS)


def people(*parts: tuple[int, int]) -> set[str]:
    """People by number: from, up to."""
    return {f"person {n}" for start, end in parts for n in range(start, end)}


def test_nothing_is_told_where_nobody_knows() -> None:
    assert came({"passage:1"}, Everyone.of({"passage:1"}, {})) == Came()


def test_nothing_is_told_of_fewer_than_five() -> None:
    assert came(people((0, 4)), EVERYONE) == Came(known=True)


def test_numbers_are_told_in_fives_and_small_groups_are_joined() -> None:
    told = came(people((0, 12), (20, 28), (40, 43)), EVERYONE)
    assert told.kinds == (About("Health", 10), About("Other", 10))


def test_a_group_that_is_hardly_there_is_named_whether_none_came_or_four() -> None:
    none = came(people((0, 20)), EVERYONE)
    four = came(people((0, 20), (20, 24)), EVERYONE)
    assert none.hardly == four.hardly == ("Council",)


def test_a_small_group_is_never_said_to_be_missing() -> None:
    assert "Funder" not in came(people((0, 40)), EVERYONE).hardly


@given(st.sets(st.integers(0, 42), min_size=5), st.integers(0, 42))
def test_no_number_tells_of_fewer_than_five(members: set[int], moved: int) -> None:
    told = came({f"person {n}" for n in members | {moved}}, EVERYONE)
    assert all(one.people >= 5 and one.people % 5 == 0 for one in (*told.kinds, *told.roles))
