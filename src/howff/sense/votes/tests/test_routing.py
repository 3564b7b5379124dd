"""Statements are offered so that each is seen by enough people."""

import subprocess
import sys
from collections import Counter

from howff.sense.votes.routing import order_for


def test_what_fewest_people_saw_comes_first() -> None:
    assert order_for("ana", [30, 0, 10], [0, 0, 0], [0, 0, 0]) == [1, 2, 0]


def test_what_a_person_saw_is_not_offered_again() -> None:
    assert order_for("ana", [0] * 4, [0] * 4, [0] * 4, seen={1, 3}) in ([0, 2], [2, 0])


def test_the_order_is_each_persons_own_and_stays() -> None:
    orders = {name: order_for(name, [0] * 9, [0] * 9, [0] * 9) for name in ("ana", "ben", "cleo")}
    assert len({tuple(order) for order in orders.values()}) == 3
    assert order_for("ana", [0] * 9, [0] * 9, [0] * 9) == orders["ana"]


def test_once_all_are_seen_enough_the_least_certain_comes_first() -> None:
    assert order_for("ana", [60, 30, 58], [0, 30, 2], [0, 0, 0]) == [1, 2, 0]


def test_every_statement_gets_its_share_of_views() -> None:
    views: Counter[int] = Counter()
    for person in range(100):
        counts = [views[i] for i in range(20)]
        views.update(order_for(str(person), counts, [0] * 20, [0] * 20)[:6])
    assert min(views[i] for i in range(20)) >= 22


def test_it_needs_no_scipy() -> None:
    told = "import sys; import howff.sense.votes.routing; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
