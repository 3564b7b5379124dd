"""A round keeps what people were promised."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tests.held import answered, closed, items_of, prepared
from howff.instruments import actions as instruments
from howff.instruments.definitions import InstrumentError
from howff.instruments.queries import builtin, definition_of
from howff.people import actions as people
from howff.people.errors import Refused
from howff.people.models import Change


@pytest.fixture
def draft(collaboration, organisations, ana):
    """A round in which six people of each of three partners are expected."""
    return prepared(collaboration, dict.fromkeys(organisations, 6), ana)


@pytest.fixture
def opened(draft, ana):
    """The same round, open."""
    return rounds.open_round(round=draft, by=ana)


def test_a_round_begins_with_the_places_of_its_collaboration(draft, collaboration):
    names = [one.name for one in draft.places.all()]
    assert names == [one.name for one in collaboration.places.all()]
    assert (draft.state, draft.threshold, draft.threshold_outside) == ("draft", 5, 10)
    assert len(draft.code) == 7


def test_every_change_leaves_a_line_of_history(opened):
    verbs = list(Change.objects.filter(subject="Spring").values_list("verb", flat=True))
    assert verbs == ["opened the round", "said who is asked", "began the round"]


@pytest.mark.parametrize(
    ("setting", "value", "field"),
    [
        ("title", "  ", "title"),
        ("title", "x" * 201, "title"),
        ("threshold", 4, "threshold"),
        ("threshold_outside", 9, "threshold_outside"),
        ("threshold", 12, "threshold_outside"),
        ("weighting", "mine", "weighting"),
        ("closes_on", timezone.localdate() - timedelta(days=1), "closes_on"),
        ("keep_until", timezone.localdate(), "keep_until"),
        ("colour", "red", "colour"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_its_field(draft, ana, setting, value, field):
    with pytest.raises(Refused) as refused:
        rounds.edit_round(round=draft, by=ana, **{setting: value})
    assert refused.value.field == field


def test_the_database_itself_refuses_a_low_threshold(draft):
    for lowered in ({"threshold": 4}, {"threshold_outside": 9}, {"threshold": 11}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=draft.pk).update(**lowered)


def test_a_threshold_is_raised_and_never_lowered_once_open(opened, ana):
    rounds.edit_round(round=opened, by=ana, threshold=8)
    with pytest.raises(Refused) as refused:
        rounds.edit_round(round=opened, by=ana, threshold=7)
    assert (refused.value.code, refused.value.field) == ("fixed", "threshold")
    opened.refresh_from_db()
    assert opened.threshold == 8


@pytest.mark.parametrize("attributed", [False, True])
def test_privacy_is_set_once_in_both_directions(collaboration, organisations, ana, attributed):
    round = prepared(collaboration, {organisations[0]: 6}, ana, attributed=attributed)
    rounds.open_round(round=round, by=ana)
    with pytest.raises(Refused) as refused:
        rounds.edit_round(round=round, by=ana, attributed=not attributed)
    assert (refused.value.code, refused.value.field) == ("fixed", "attributed")
    assert "in either direction" in refused.value.message
    rounds.edit_round(round=round, by=ana, attributed=attributed)


def test_the_mean_that_leads_and_the_questions_stay_once_open(opened, ana):
    for setting, other in (
        ("weighting", "equal"),
        ("version", builtin("misconceptions-check")),
        ("cards", False),
    ):
        with pytest.raises(Refused, match=r"stay|already"):
            rounds.edit_round(round=opened, by=ana, **{setting: other})


def test_an_instrument_in_use_cannot_be_edited_and_offers_the_next_version(
    collaboration, organisations, ana
):
    own = instruments.begin(collaboration=collaboration, title="Ours", by=ana)
    round = rounds.create_round(collaboration=collaboration, version=own, title="A", by=ana)
    plans = [rounds.PartnerPlan(organisations[0], {None: 6})]
    rounds.set_partners(round=round, partners=plans, by=ana)
    rounds.open_round(round=round, by=ana)
    with pytest.raises(InstrumentError, match="Make version 2"):
        instruments.save(version=own, definition=definition_of(own), by=ana, revision=1)


def test_an_instrument_of_others_is_refused(collaboration, ana, dev):
    elsewhere = people.create_collaboration(name="Elsewhere", by=dev)
    theirs = instruments.begin(collaboration=elsewhere, title="Theirs", by=dev)
    with pytest.raises(Refused) as refused:
        rounds.create_round(collaboration=collaboration, version=theirs, title="A", by=ana)
    assert refused.value.field == "version"


def test_the_next_round_begins_as_the_one_before_was(opened, collaboration, organisations, ana):
    rounds.edit_round(round=opened, by=ana, threshold=7)
    answered(opened, organisations[0], [1, 2, 3, 4, 5, 4, 2])
    before = closed(opened, ana)
    people.remove_organisation(organisation=organisations[2], by=ana)
    after = rounds.create_round(
        collaboration=collaboration, version=before.version, title="B", by=ana, previous=before
    )
    assert (after.threshold, after.previous) == (7, before)
    assert [(one.name, one.expected) for one in after.partners.all()] == [
        ("Harbour Health Board", 6),
        ("Lantern Trust", 6),
    ]
    expected = after.partners.get(name="Lantern Trust").expectations.get()
    assert (expected.place.name, expected.people) == ("Front line", 6)
    assert not set(after.partners.values_list("key")) & set(before.partners.values_list("key"))


def test_a_round_does_not_follow_one_of_others(opened, ana, dev):
    elsewhere = people.create_collaboration(name="Elsewhere", by=dev)
    with pytest.raises(Refused) as refused:
        rounds.create_round(
            collaboration=elsewhere, version=builtin("pulse"), title="A", by=dev, previous=opened
        )
    assert refused.value.field == "previous"


def test_only_a_draft_can_be_discarded(draft, ana):
    rounds.open_round(round=draft, by=ana)
    with pytest.raises(Refused):
        rounds.discard_round(round=draft, by=ana)
    other = rounds.create_round(
        collaboration=draft.collaboration, version=draft.version, title="Second", by=ana
    )
    rounds.discard_round(round=other, by=ana)
    assert [one.title for one in Round.objects.all()] == ["Spring"]


def test_the_pulse_has_something_to_rate(draft):
    assert len(items_of(draft)) == 5


def test_a_round_has_a_welcome_and_a_language(as_ana, draft):
    page = reverse("assessments:edit_round", args=[draft.pk])
    form = as_ana.get(page).context["form"]
    assert form["language"].value() == "en-gb"
    assert {code for code, _name in form.fields["language"].choices} == {"de", "en-gb"}
    sent = {"title": "Spring", "version": draft.version_id, "attributed": "private"}
    as_ana.post(page, sent | {"welcome": "Come in.", "language": "de"})
    draft.refresh_from_db()
    assert (draft.welcome, draft.language) == ("Come in.", "de")
    as_ana.post(page, sent)
    draft.refresh_from_db()
    assert (draft.welcome, draft.language) == ("", "de")
    wrong = as_ana.post(page, sent | {"language": "xx"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"language"})
