"""Groups are found where there are any, and not where there are none."""

import numpy as np
import pytest

from howff.sense.votes import Badge, Verdict, VoteFindings, Why, findings_of, polis_like
from howff.sense.votes.steadiness import agreement
from howff.sense.votes.tests.conversations import along_a_line, camps, groupless
from howff.sense.votes.whole import Stopped


def said(found: VoteFindings) -> tuple[Verdict, Why, int]:
    return found.groups.verdict, found.groups.why, len(found.groups.groups)


@pytest.mark.parametrize("k", [2, 3])
def test_people_in_camps_are_found_as_they_are(k: int) -> None:
    votes, camp = camps(90, 24, k, seed=1)
    found = findings_of(votes)
    assert said(found) == (Verdict.GROUPS, Why.GROUPS_ARE_BETTER, k)
    assert agreement(found.groups.member, np.array(camp)) > 0.9
    assert found.groups.badge is Badge.STEADY
    assert found.log_loss is not None
    assert found.plain_loss is not None
    assert found.log_loss < found.plain_loss


def test_groups_come_largest_first() -> None:
    votes, camp = camps(150, 24, 2)
    kept = (votes.person % 2 == 0) | (votes.person < 100)
    found = findings_of(votes.only(kept), quick=True, k=2)
    sizes = [group.people for group in found.groups.groups]
    assert sizes == sorted(sizes, reverse=True)
    assert camp[int((found.groups.member == 0).argmax())] == 0


def test_each_group_is_told_by_statements_on_which_it_differs() -> None:
    found = findings_of(camps(150, 24, 2)[0], quick=True, k=2)
    for group in found.groups.groups:
        assert len(group.telling) == 5
        assert all((one.likely > one.elsewhere) is one.agrees for one in group.telling)
        assert all(one.n <= group.people for one in group.telling)


def test_the_parts_of_each_membership_add_up() -> None:
    found = findings_of(camps(90, 20, 3)[0], quick=True, k=3)
    assert found.groups.probabilities.sum(axis=1) == pytest.approx(1.0)
    assert sum(group.expected for group in found.groups.groups) == pytest.approx(90)


def test_people_without_groups_are_one_group() -> None:
    verdicts = [findings_of(groupless(100, 30, seed)).groups.verdict for seed in range(3)]
    assert verdicts == [Verdict.ONE_GROUP] * 3


def test_people_along_a_line_are_a_spectrum_with_two_halves() -> None:
    found = findings_of(along_a_line(200, 20))
    assert said(found) == (Verdict.SPECTRUM, Why.LINE_IS_BETTER, 0)
    assert set(found.groups.member.tolist()) == {-1}
    assert {len(one.standings) for one in found.divisive} == {2}


def test_few_people_are_one_group_however_they_vote() -> None:
    assert said(findings_of(camps(36, 24, 2)[0])) == (Verdict.ONE_GROUP, Why.FEW_PEOPLE, 1)


def test_a_very_small_group_is_not_shown() -> None:
    votes, camp = camps(120, 20, 2)
    kept = (votes.person % 2 == 0) | (votes.person < 6)
    assert camp[1] == 1
    assert not findings_of(votes.only(kept)).groups.shown


def test_a_quick_look_takes_the_number_that_it_is_given() -> None:
    votes, camp = camps(150, 24, 2)
    found = findings_of(votes, quick=True, k=2)
    assert said(found) == (Verdict.PROVISIONAL, Why.NOT_CHOSEN, 2)
    assert agreement(found.groups.member, np.array(camp)) == 1.0
    assert said(findings_of(votes, quick=True)) == (Verdict.PROVISIONAL, Why.NOT_CHOSEN, 1)


def test_a_number_may_be_asked_for_and_its_steadiness_is_told() -> None:
    found = findings_of(groupless(100, 30), k=2)
    assert said(found) == (Verdict.GROUPS, Why.ASKED_FOR, 2)
    assert found.groups.stability is not None
    assert len(found.groups.losses) == 2


def test_polis_groups_are_there_to_compare_with() -> None:
    votes, camp = camps(150, 24, 2)
    found = polis_like(votes)
    assert said(found) == (Verdict.GROUPS, Why.ASKED_FOR, 2)
    assert agreement(found.groups.member, np.array(camp)) == 1.0


def test_polis_invents_groups_where_there_are_none() -> None:
    assert len(polis_like(groupless(100, 30)).groups.groups) >= 2


def test_progress_is_told_and_never_goes_back() -> None:
    shares: list[float] = []
    findings_of(camps(60, 12, 2)[0], progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 10


def test_a_search_can_be_called_off() -> None:
    with pytest.raises(Stopped):
        findings_of(camps(60, 12, 2)[0], cancelled=lambda: True)
