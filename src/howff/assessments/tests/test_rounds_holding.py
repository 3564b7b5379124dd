"""What people were told stays, also where somebody acts on a page that is no longer true."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tests.held import closed, prepared
from howff.people.errors import Refused
from howff.people.models import Collaboration, Organisation, Person

DAY = timedelta(days=1)


@pytest.fixture
def draft(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """A round that asks one partner, and deletes its answers in ninety days."""
    last = timezone.localdate() + 90 * DAY
    return prepared(collaboration, {organisations[0]: 6}, ana, keep_until=last)


@pytest.fixture
def promised(draft: Round, ana: Person) -> date:
    """The day that people are told, now that the round is open."""
    rounds.open_round(round=draft, by=ana)
    assert draft.keep_until
    return draft.keep_until


@pytest.mark.parametrize("later", [None, DAY])
@pytest.mark.parametrize("over", [False, True])
def test_the_promised_day_does_not_come_later(
    draft: Round, promised: date, ana: Person, later: timedelta | None, over: bool
) -> None:
    round = closed(draft, ana) if over else draft
    with pytest.raises(Refused) as refused:
        rounds.edit_round(round=round, by=ana, keep_until=promised + later if later else None)
    assert (refused.value.field, refused.value.status) == ("keep_until", 409)
    assert Round.objects.get(pk=draft.pk).keep_until == promised


def test_the_promised_day_may_come_earlier(draft: Round, promised: date, ana: Person) -> None:
    rounds.edit_round(round=draft, by=ana, keep_until=promised - DAY)
    assert Round.objects.get(pk=draft.pk).keep_until == promised - DAY


def test_opening_chooses_the_day_that_nobody_chose(draft: Round, ana: Person) -> None:
    rounds.edit_round(round=draft, by=ana, keep_until=None, closes_on=timezone.localdate() + DAY)
    rounds.open_round(round=draft, by=ana)
    kept = Round.objects.get(pk=draft.pk)
    assert kept.closes_on
    assert kept.keep_until
    assert kept.keep_until.year == kept.closes_on.year + 2
