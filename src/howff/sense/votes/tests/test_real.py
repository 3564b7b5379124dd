"""What is found in real conversations stays what was found (CC BY 4.0: see data/README.md)."""

import pytest

from howff.sense.votes import Verdict, VoteFindings, findings_of, polis_like
from howff.sense.votes.tests.conversations import moderated, votes_of


def ids(name: str, found: VoteFindings, which: str, most: int = 3) -> list[int]:
    """The real numbers of the statements that lead a list."""
    statements = list(moderated(name))
    return [statements[one.statement] for one in getattr(found, which)[:most]]


def test_votes_are_read_whole() -> None:
    assert votes_of("london.youth.policing").count == 638
    assert votes_of("scoop-hivemind.ubi").count == 7153


def test_26_people_in_london_are_one_group() -> None:
    found = findings_of(votes_of("london.youth.policing"))
    assert found.groups.verdict is Verdict.ONE_GROUP
    assert found.log_loss == found.plain_loss


def test_brexit_is_a_spectrum_that_foretells_better_than_anything_else() -> None:
    found = findings_of(votes_of("brexit-consensus"))
    assert found.groups.verdict is Verdict.SPECTRUM
    assert found.log_loss == pytest.approx(0.366, abs=0.002)
    assert found.plain_loss == pytest.approx(0.4335, abs=0.0005)


def test_both_sides_of_brexit_have_common_ground() -> None:
    found = findings_of(votes_of("brexit-consensus"))
    assert ids("brexit-consensus", found, "common_ground", 2) == [14, 19]
    assert all(one.lower >= 0.5 and len(one.standings) == 2 for one in found.common_ground)


def test_no_statement_that_moderators_refused_is_listed() -> None:
    name = "15-per-hour-seattle"
    found = findings_of(votes_of(name), quick=True, k=2)
    refused = {number for number, word in moderated(name).items() if word < 0}
    listed = (found.common_ground, found.common_refusal, found.divisive, found.minority)
    places = {one.statement for each in listed for one in each}
    statements = list(moderated(name))
    assert refused
    assert not refused & {statements[place] for place in places}


def test_polis_would_draw_groups_even_of_24_people() -> None:
    sizes = [group.people for group in polis_like(votes_of("london.youth.policing")).groups.groups]
    assert sizes == [12, 9, 3]
