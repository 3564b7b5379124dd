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


@pytest.fixture
def stale(draft: Round, ana: Person) -> Round:
    """The draft as a page showed it, before somebody else opened it."""
    shown = Round.objects.get(pk=draft.pk)
    rounds.open_round(round=draft, by=ana)
    return shown


def test_a_round_opened_meanwhile_is_not_discarded(stale: Round, ana: Person) -> None:
    with pytest.raises(Refused):
        rounds.discard_round(round=stale, by=ana)
    assert Round.objects.filter(pk=stale.pk).exists()


def test_who_is_asked_in_a_round_opened_meanwhile_stays(stale: Round, ana: Person) -> None:
    with pytest.raises(Refused) as refused:
        rounds.set_partners(round=stale, partners=[], by=ana)
    assert (refused.value.code, stale.partners.count()) == ("fixed", 1)
    with pytest.raises(Refused):
        rounds.set_places(round=stale, places=[], by=ana)
    assert stale.places.exists()


def test_a_round_closed_meanwhile_takes_no_addresses_and_is_not_opened_again(
    stale: Round, draft: Round, ana: Person
) -> None:
    closed(draft, ana)
    with pytest.raises(Refused):
        rounds.add_addresses(round=stale, text="eve@people.example", by=ana)
    with pytest.raises(Refused):
        rounds.open_round(round=stale, by=ana)
    kept = Round.objects.get(pk=stale.pk)
    assert (kept.state, kept.addresses.count()) == ("closed", 0)


def test_opening_promises_what_is_kept_and_not_what_a_page_showed(
    draft: Round, ana: Person
) -> None:
    shown = Round.objects.get(pk=draft.pk)
    sooner = timezone.localdate() + 30 * DAY
    rounds.edit_round(round=draft, by=ana, keep_until=sooner)
    rounds.open_round(round=shown, by=ana)
    assert Round.objects.get(pk=draft.pk).keep_until == sooner
