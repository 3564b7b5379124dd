"""People agree that something will be done, and say what changed."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.evidence.actions import keep, take_back
from howff.evidence.models import Passage
from howff.meetings import queries
from howff.meetings.actions import agree, change, report
from howff.meetings.models import Action
from howff.meetings.tasks import remind, remind_at
from howff.people.errors import Refused
from howff.people.models import Change


@pytest.fixture
def form(collaboration, organisations, ana, ben):
    """One referral form, which Ben's organisation makes within a month."""
    return agree(
        collaboration=collaboration,
        title="  Agree one\nreferral form ",
        organisation=organisations[0],
        person=ben,
        due_on=timezone.localdate() + timedelta(days=30),
        how_known="Nobody is asked twice",
        about="round:3:B1",
        by=ana,
    )


def test_an_action_says_who_does_what_by_when(form):
    said = (form.title, form.organisation_name, form.person_name, form.status)
    assert said == ("Agree one referral form", "Lantern Trust", "Ben", "planned")
    assert Change.objects.first().verb == "agreed on an action"


def test_an_action_needs_words(collaboration, ana):
    with pytest.raises(Refused) as refused:
        agree(collaboration=collaboration, title=" ", by=ana)
    assert refused.value.field == "title"
    assert not Action.objects.exists()


def test_ben_says_what_changed(form, ben):
    report(action=form, status="done", changed="One form since May.", by=ben)
    form.refresh_from_db()
    assert (form.status, form.changed) == ("done", "One form since May.")
    assert form.done_at.date() == timezone.now().date()


def test_what_is_done_may_be_begun_again(form, ben):
    report(action=form, status="done", changed="", by=ben)
    report(action=form, status="doing", changed="It came back.", by=ben)
    form.refresh_from_db()
    assert form.done_at is None


def test_two_screens_do_not_overwrite_each_other(form, ana, ben):
    report(action=form, status="doing", changed="Ben's words", by=ben, revision=1)
    with pytest.raises(Refused, match="Somebody else changed this"):
        report(action=form, status="done", changed="Ana's words", by=ana, revision=1)
    form.refresh_from_db()
    assert form.changed == "Ben's words"


def test_agreeing_anew_keeps_what_is_not_said(form, ana):
    change(action=form, title="Agree two forms", by=ana)
    form.refresh_from_db()
    assert (form.title, form.organisation_name) == ("Agree two forms", "Lantern Trust")


def test_only_whoever_does_it_says_how_far_it_is(form, ana, ben, cleo, hana, dev):
    from howff.meetings.rules import may_report

    told = [may_report(person, form) for person in (ana, hana, ben, cleo, dev)]
    assert told == [True, True, True, False, False]


def test_an_address_elsewhere_is_not_kept(collaboration, ana):
    kept = [
        agree(collaboration=collaboration, title="x", about_url=url, by=ana).about_url
        for url in ("/rounds/3/", "//evil.example/", "javascript:alert(1)", "/\\evil.example")
    ]
    assert kept == ["/rounds/3/", "", "", ""]


def test_words_taken_back_leave_the_action(collaboration, ana):
    consent = give(attribution=Attribution.NONE, audience=Audience.GROUP)
    now = timezone.now()
    [said] = keep(
        [
            Passage(
                collaboration=collaboration,
                source="test:1",
                text="I told it five times",
                consent=consent,
                said_at=now,
                changed_at=now,
            )
        ]
    )
    action = agree(collaboration=collaboration, title="Ask once", passage=said.pk, by=ana)
    assert queries.quote_of(action).text == "I told it five times"
    take_back(passage_ids=[said.pk])
    assert (queries.quote_of(action).text, queries.quote_of(action).withdrawn) == ("", True)


def test_words_from_elsewhere_are_refused(collaboration, ana):
    with pytest.raises(Refused, match="not from here"):
        agree(collaboration=collaboration, title="Ask once", passage=999, by=ana)


def test_one_letter_reminds_whoever_does_it(form):
    Action.objects.update(due_on=timezone.localdate() + timedelta(days=3))
    assert [remind.call(form.pk), remind.call(form.pk)] == [True, False]
    [letter] = mail.outbox
    assert letter.to == ["ben@people.example"]
    assert "Agree one referral form" in letter.body


@pytest.mark.parametrize(
    "known", [{"status": "done"}, {"due_on": date(2100, 1, 1)}, {"person": None}]
)
def test_nobody_is_reminded_without_need(form, known):
    Action.objects.update(**known)
    assert (remind.call(form.pk), mail.outbox) == (False, [])


def test_a_reminder_waits_until_a_week_before(form):
    due = timezone.localtime(remind_at(form)).date()
    assert due == form.due_on - timedelta(days=7)


def test_what_was_promised_and_done_in_between(form, collaboration):
    today = timezone.localdate()
    later = today + timedelta(days=9)
    assert list(queries.between(collaboration, today, today)) == [form]
    assert list(queries.between(collaboration, later, later)) == []


def test_the_actions_of_a_round_are_those_of_its_principles(form, collaboration):
    found = [
        list(queries.about(collaboration, one)) for one in ("round:3", "round:3:B1", "round:3:B")
    ]
    assert found == [[form], [form], []]


def test_overdue_actions_are_found(form, collaboration):
    Action.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert list(queries.actions_in(collaboration, how_far="overdue")) == [form]
    assert queries.tally(queries.actions_in(collaboration)) == queries.Tally(1, 0, 1)
