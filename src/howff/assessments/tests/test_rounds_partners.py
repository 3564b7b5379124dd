"""Who is asked, and when a round may open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from howff.assessments.actions import rounds
from howff.assessments.actions.rounds import PartnerPlan
from howff.assessments.models import Round
from howff.assessments.tests.held import front_line, prepared
from howff.instruments.queries import builtin
from howff.people import actions as people
from howff.people.errors import Refused


@pytest.fixture
def draft(collaboration, organisations, ana):
    """A round in which six people of each of three partners are expected."""
    return prepared(collaboration, dict.fromkeys(organisations, 6), ana)


def test_partners_are_kept_with_their_people_by_place(draft, organisations, ana):
    place = front_line(draft).place_id
    plans = [PartnerPlan(organisations[0], {place: 4, None: 2}, returns=True)]
    rounds.set_partners(round=draft, partners=plans, by=ana)
    partner = draft.partners.get()
    assert (partner.name, partner.expected, partner.returns) == ("Lantern Trust", 6, True)
    assert [(one.place_id, one.people) for one in partner.expectations.all()] == [
        (front_line(draft).pk, 4)
    ]


def test_a_partner_keeps_its_link_when_its_numbers_change(draft, organisations, ana):
    before = draft.partners.get(organisation=organisations[0])
    plans = [PartnerPlan(organisations[0], {None: 9})]
    rounds.set_partners(round=draft, partners=plans, by=ana)
    after = draft.partners.get()
    assert (after.pk, after.key, after.expected) == (before.pk, before.key, 9)


def test_partners_of_others_and_places_that_are_not_asked_for_are_refused(draft, ana, dev):
    elsewhere = people.create_collaboration(name="Elsewhere", by=dev)
    stranger = people.add_organisation(
        collaboration=elsewhere, name="Strangers", kind="other", by=dev
    )
    with pytest.raises(Refused) as unknown:
        rounds.set_partners(round=draft, partners=[PartnerPlan(stranger, {None: 6})], by=ana)
    assert unknown.value.code == "unknown_partner"
    theirs = elsewhere.places.first().pk
    ours = draft.partners.first().organisation
    with pytest.raises(Refused) as nowhere:
        rounds.set_partners(round=draft, partners=[PartnerPlan(ours, {theirs: 6})], by=ana)
    assert nowhere.value.code == "unknown_place"
    with pytest.raises(Refused, match="from 0 to"):
        rounds.set_partners(round=draft, partners=[PartnerPlan(ours, {None: -1})], by=ana)
    assert draft.partners.count() == 3


def test_nobody_who_was_asked_is_left_out_later(draft, organisations, ana):
    rounds.open_round(round=draft, by=ana)
    fourth = people.add_organisation(
        collaboration=draft.collaboration, name="Saltmarsh", kind="other", by=ana
    )
    plans = [PartnerPlan(one, {None: 7}) for one in (*organisations, fourth)]
    rounds.set_partners(round=draft, partners=plans, by=ana)
    assert draft.partners.count() == 4
    with pytest.raises(Refused) as refused:
        rounds.set_partners(round=draft, partners=plans[1:], by=ana)
    assert (refused.value.code, refused.value.status) == ("fixed", 409)


def test_fewer_places_can_be_offered(draft, ana):
    place = front_line(draft).place_id
    rounds.set_places(round=draft, places=[place], by=ana)
    assert [one.name for one in draft.places.all()] == ["Front line"]
    rounds.set_places(round=draft, places=[place, draft.collaboration.places.first().pk], by=ana)
    assert [one.name for one in draft.places.all()] == ["Leadership", "Front line"]
    with pytest.raises(Refused):
        rounds.set_places(round=draft, places=[0], by=ana)


def test_a_round_opens_once_and_freezes_its_instrument(draft, ana):
    rounds.open_round(round=draft, by=ana)
    opened = draft.opened_at
    rounds.open_round(round=Round.objects.get(pk=draft.pk), by=ana)
    draft.refresh_from_db()
    assert (draft.state, draft.opened_at) == ("open", opened)
    assert draft.version.frozen_at is not None


def test_a_round_does_not_open_for_nobody(collaboration, organisations, ana):
    round = rounds.create_round(
        collaboration=collaboration, version=builtin("pulse"), title="A", by=ana
    )
    with pytest.raises(Refused) as nobody:
        rounds.open_round(round=round, by=ana)
    assert nobody.value.code == "no_partners"
    rounds.set_partners(round=round, partners=[PartnerPlan(organisations[0])], by=ana)
    with pytest.raises(Refused) as empty:
        rounds.open_round(round=round, by=ana)
    assert empty.value.code == "nobody_expected"
    plans = [PartnerPlan(organisations[0], returns=True)]
    rounds.set_partners(round=round, partners=plans, by=ana)
    assert rounds.open_round(round=round, by=ana).state == "open"


def test_a_round_does_not_open_with_a_partner_that_is_gone(draft, organisations, ana):
    people.remove_organisation(organisation=organisations[0], by=ana)
    with pytest.raises(Refused) as refused:
        rounds.open_round(round=draft, by=ana)
    assert refused.value.code == "unknown_partner"
    assert "Lantern Trust" in refused.value.message
    assert Round.objects.get(pk=draft.pk).state == "draft"


def test_a_round_does_not_open_after_its_last_day(draft, ana):
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.filter(pk=draft.pk).update(closes_on=yesterday)
    draft.refresh_from_db()
    with pytest.raises(Refused) as refused:
        rounds.open_round(round=draft, by=ana)
    assert refused.value.field == "closes_on"
