"""No group under the smallest number is ever shown or can be worked out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.smallnumbers import Group, merge_small


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({"Health": 20, "Council": 7}, [("Health", 20), ("Council", 7)]),
        ({"Health": 20, "Council": 3, "Funder": 2}, [("Health", 20), ("Other", 5)]),
        ({"Health": 20, "Council": 7, "Funder": 4}, [("Health", 20), ("Other", 11)]),
        ({"Health": 20, "Other": 6, "Funder": 1}, [("Health", 20), ("Other", 7)]),
        ({"Health": 20, "Council": 7, "Other": 2}, [("Health", 20), ("Other", 9)]),
        ({"Health": 9, "Other": 5}, [("Health", 9), ("Other", 5)]),
        ({"Health": 9, "Council": 9, "Funder": 0}, [("Council", 9), ("Health", 9)]),
        ({"Health": 2, "Council": 1, "Funder": 1}, []),
        ({"Other": 4}, []),
        ({}, []),
    ],
)
def test_small_groups_are_merged(groups: dict[str, int], shown: list[tuple[str, int]]) -> None:
    assert merge_small(groups) == [Group(*one) for one in shown]


@given(
    st.dictionaries(st.sampled_from([*"abcdefghij", "Other"]), st.integers(0, 30)),
    st.integers(1, 12),
)
def test_no_small_group_is_shown_or_follows_by_subtraction(groups: dict[str, int], k: int) -> None:
    total = sum(groups.values())
    shown = merge_small(groups, k)
    assert all(one.people >= k for one in shown)
    assert sum(one.people for one in shown) == (total if total >= k else 0)
    hidden = {name: n for name, n in groups.items() if n and name not in {s.name for s in shown}}
    assert total - sum(one.people for one in shown if one.name != "Other") not in range(1, k) or (
        total < k
    )
    assert "Other" in {s.name for s in shown} or not hidden or total < k
    assert all(groups[one.name] == one.people for one in shown if one.name != "Other")
    sizes = [one.people for one in shown if one.name != "Other"]
    assert all(larger >= smaller for larger, smaller in pairwise(sizes))
