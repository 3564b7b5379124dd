"""A report across collaborations tells what they share together, and never one of them."""

import json

import pytest
from django.test import Client

from howff.assessments.actions import across as acting
from howff.assessments.models import Comparison
from howff.instruments.queries import builtin
from howff.people.models import Collaboration, Person
from howff.reports import queries
from howff.reports.models import Report
from howff.reports.rendering.formats import write
from howff.reports.rounds.across import across
from howff.sense.rounds.across import Common, CrossFigures, CrossItem
from howff.sense.rounds.figures import Item

FOUND = CrossFigures(
    5,
    12,
    (
        CrossItem(Item("P1", "Trust"), 12, Common.STRENGTH, False, (5, 0, 7)),
        CrossItem(Item("P2", "Money"), 11, Common.DIFFICULTY, True, None),
        CrossItem(Item("P3", "Law", locus="conditions"), 9, Common.MIXED, False, None),
    ),
)


@pytest.fixture
def comparison(collaboration: Collaboration, ana: Person) -> Comparison:
    """An analysis that Ana runs, with figures."""
    instrument = builtin("pulse").instrument
    made = acting.ask(host=collaboration, instrument=instrument, title="All of us", by=ana)
    made.content = json.loads(json.dumps(FOUND.to_json()))
    made.save()
    return made


def test_what_is_common_is_told_with_how_many() -> None:
    _intro, strength, difficulty, around, needs = across(FOUND.to_json(), ["Longer contracts"])
    assert [one.title for one in (strength, difficulty, around, needs)] == [
        "Common strengths",
        "Common difficulties",
        "Conditions around them",
        "What would help the whole sector",
    ]
    assert strength.table.rows == (("Trust", 12, "no", 5, 0, 7),)
    assert strength.picture.counts == ((5, 0, 7),)
    assert difficulty.table.rows == (("Money", 11, "yes", "hidden", None, None),)
    assert difficulty.picture is None


def test_too_few_collaborations_are_told_so() -> None:
    (intro,) = across(CrossFigures(5, 0, ()).to_json(), [])
    assert "Too few collaborations" in intro.prose[0].runs[0].text


def test_the_report_is_drafted_once_and_shows_what_was_found(
    comparison: Comparison, as_ana: Client
) -> None:
    address = f"/comparisons/{comparison.pk}/report/"
    first, second = (as_ana.post(address)["location"] for _time in range(2))
    report = Report.objects.get(comparison=comparison)
    assert first == second == f"/reports/{report.pk}/edit/"
    written = write(queries.draft_of(report), "md").decode()
    assert "Report across collaborations" in written
    assert "Common strengths" in written


def test_only_the_host_shows_it(comparison: Comparison, as_ana: Client) -> None:
    as_ana.post(f"/comparisons/{comparison.pk}/report/")
    report = Report.objects.get(comparison=comparison)
    other = Collaboration.objects.create(name="Others")
    Comparison.objects.filter(pk=comparison.pk).update(host=other)
    assert "Common strengths" not in write(queries.draft_of(report), "md").decode()
