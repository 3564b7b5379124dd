"""Every statement gets about as many votes as every other."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.sense.fairness import next_statements


def shown(people: int, statements: range, each: int, views: Counter[int]) -> Counter[int]:
    """What has been seen after people came one by one and voted on `each` statements."""
    for person in range(people):
        seen: set[int] = set()
        for _vote in range(each):
            for one in next_statements(seen, {s: views[s] for s in statements}, person, 1):
                seen.add(one)
                views[one] += 1
    return views


@pytest.mark.parametrize(("people", "statements", "each"), [(124, 30, 10), (57, 7, 3), (20, 5, 5)])
def test_views_spread_evenly(people: int, statements: int, each: int) -> None:
    views = shown(people, range(statements), each, Counter())
    assert views.total() == people * each
    assert max(views.values()) - min(views.values()) <= 1


def test_a_new_statement_catches_up() -> None:
    views = shown(50, range(10), 5, Counter())
    shown(50, range(11), 5, views)
    assert max(views.values()) - min(views.values()) <= 2


def test_people_who_come_at_once_are_spread_over_the_statements() -> None:
    first = Counter(
        next_statements((), dict.fromkeys(range(10), 0), who, 1)[0] for who in range(500)
    )
    assert min(first.values()) > 30
    assert max(first.values()) < 75


def test_the_order_stays_the_same_for_one_person() -> None:
    views = dict.fromkeys(range(50), 3)
    assert next_statements((), views, 7, 50) == next_statements((), views, 7, 50)
    assert next_statements((), views, 7, 50) != next_statements((), views, 8, 50)


@given(
    st.dictionaries(st.integers(0, 40), st.integers(0, 9)),
    st.sets(st.integers(0, 40)),
    st.integers(),
    st.integers(0, 50),
)
def test_only_what_is_unseen_is_given_least_seen_first(
    views: dict[int, int], seen: set[int], seed: int, n: int
) -> None:
    given_now = next_statements(seen, views, seed, n)
    assert len(given_now) == len(set(given_now)) == min(n, len(views.keys() - seen))
    assert not seen & set(given_now)
    assert [views[one] for one in given_now] == sorted(views[one] for one in given_now)
