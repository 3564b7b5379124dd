"""Groups are counted by role only where nobody can be recognised."""

import numpy as np

from howff.sense.votes import Group, Groups, Verdict, Why
from howff.sense.votes.breakdown import Share, by_label


def groups(member: list[int]) -> Groups:
    k = max(member) + 1
    told = tuple(Group(member.count(i), 0.0, ()) for i in range(k))
    chances = np.full((len(member), k), 1 / k)
    return Groups(Verdict.GROUPS, Why.GROUPS_ARE_BETTER, told, np.array(member), chances)


def test_large_numbers_are_shown() -> None:
    found = by_label(groups([0] * 12 + [1] * 12), ["nurse", "carer"] * 12)
    assert found == (
        (Share("carer", 6), Share("nurse", 6)),
        (Share("carer", 6), Share("nurse", 6)),
    )


def test_a_small_number_hides_its_label_and_one_more() -> None:
    labels = ["nurse"] * 10 + ["carer"] * 3 + ["nurse"] * 10 + ["carer"] * 10
    found = by_label(groups([0] * 13 + [1] * 20), labels)
    assert [share.people for group in found for share in group] == [None] * 4


def test_labels_of_few_people_are_counted_together() -> None:
    labels = (["nurse"] * 10 + ["a", "b", "c", "d", "e"]) * 2
    found = by_label(groups([0] * 15 + [1] * 15), labels)
    assert found[0] == (Share("Other", 5), Share("nurse", 10))


def test_all_of_a_label_in_one_group_are_hidden() -> None:
    found = by_label(groups([0] * 10 + [1] * 10), ["nurse"] * 10 + ["carer"] * 10)
    assert [share.people for group in found for share in group] == [None] * 4


def test_people_without_a_label_count_nowhere() -> None:
    assert by_label(groups([0] * 5 + [1] * 5), [None] * 10) == ((), ())
