"""Letters go to everybody in the same words, and on their days."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.models import Round
from howff.assessments.tasks import letters
from howff.assessments.tests.held import answered, prepared
from howff.people.errors import Refused

LIST = "ben@people.example\nCleo Carer <cleo@people.example>, BEN@people.example"


@pytest.fixture
def opened(collaboration, organisations, ana):
    """An open round with two addresses on its list."""
    round = prepared(collaboration, dict.fromkeys(organisations, 6), ana)
    rounds.add_addresses(round=round, text=LIST, by=ana)
    return rounds.open_round(round=round, by=ana)


def posted(task=letters.write_letters):
    """Do what is waiting to be written."""
    for one in DBTaskResult.objects.filter(task_path=task.module_path).order_by("enqueued_at"):
        task.call(*one.args_kwargs["args"])
        one.delete()


def days_from_now(days):
    """A day as it is where the site is."""
    return timezone.localdate() + timedelta(days=days)


def test_pasted_addresses_lose_nothing_that_is_wrong(opened, ana):
    pasted = rounds.add_addresses(
        round=opened, text="dora@people.example\nnobody\n\nben@people.example; @here", by=ana
    )
    assert (pasted.added, pasted.known) == (1, 1)
    assert pasted.wrong == ((2, "nobody"), (4, "@here"))
    assert pasted.left == "nobody\n@here"
    assert sorted(opened.addresses.values_list("email", flat=True)) == [
        "ben@people.example",
        "cleo@people.example",
        "dora@people.example",
    ]


def test_an_invitation_goes_once_to_each(opened, ana, mailoutbox):
    assert rounds.invite_everybody(round=opened, by=ana) == 2
    posted()
    with pytest.raises(Refused):
        rounds.invite_everybody(round=opened, by=ana)
    assert sorted(letter.to[0] for letter in mailoutbox) == [
        "ben@people.example",
        "cleo@people.example",
    ]
    assert len({(letter.subject, letter.body) for letter in mailoutbox}) == 1
    assert f"/r/{opened.code}/" in mailoutbox[0].body


def test_a_reminder_is_the_same_whoever_answered_and_thanks_them(
    opened, organisations, ana, mailoutbox
):
    rounds.remind_everybody(round=opened, by=ana)
    posted()
    before = [(one.to, one.subject, one.body) for one in mailoutbox]
    mailoutbox.clear()
    opened.reminders.all().delete()
    answered(opened, organisations[0], [3])
    rounds.remind_everybody(round=opened, by=ana)
    posted()
    assert [(one.to, one.subject, one.body) for one in mailoutbox] == before
    assert "If you have answered already: thank you" in mailoutbox[0].body


def test_everybody_is_reminded_once_a_day_at_most(opened, ana):
    rounds.remind_everybody(round=opened, by=ana)
    with pytest.raises(Refused) as refused:
        rounds.remind_everybody(round=opened, by=ana)
    assert refused.value.code == "too_soon"


def test_an_address_that_takes_no_mail_keeps_nobody_from_theirs(opened, ana, mailoutbox):
    rounds.invite_everybody(round=opened, by=ana)
    send, failed = EmailMessage.send, []

    def refuse_once(letter):
        if not failed:
            failed.append(letter.to[0])
            raise SMTPException
        return send(letter)

    with patch.object(letters.EmailMessage, "send", refuse_once):
        posted()
    assert len(failed) == len(mailoutbox) == 1


def test_nothing_is_written_after_the_round_has_closed(opened, ana, mailoutbox):
    rounds.remind_everybody(round=opened, by=ana)
    rounds.close_round(round=opened, by=ana)
    posted()
    assert mailoutbox == []


def test_reminders_are_sent_on_their_day_and_never_twice(opened, ana, mailoutbox):
    rounds.set_reminders(round=opened, days=[days_from_now(0), days_from_now(1)], by=ana)
    for _again in range(2):
        tasks.tend.call(opened.pk)
        posted()
    assert len(mailoutbox) == 2
    assert [one.sent_at is not None for one in opened.reminders.all()] == [True, False]


@pytest.mark.parametrize("days", [-1, 21])
def test_a_reminder_is_between_today_and_the_last_day(opened, ana, days):
    rounds.edit_round(round=opened, by=ana, closes_on=days_from_now(20))
    with pytest.raises(Refused) as refused:
        rounds.set_reminders(round=opened, days=[days_from_now(days)], by=ana)
    assert refused.value.field == "reminders"


def test_days_are_waited_for_in_the_time_zone_of_the_site(opened, ana, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        last, reminder = days_from_now(20), days_from_now(10)
        rounds.edit_round(round=opened, by=ana, closes_on=last)
        rounds.set_reminders(round=opened, days=[reminder], by=ana)
        waiting = DBTaskResult.objects.filter(task_path=tasks.tend.module_path)
        moments = {timezone.localtime(one.run_after) for one in waiting}
    zone = ZoneInfo("Pacific/Auckland")
    after = last + timedelta(days=1)
    assert moments == {
        datetime(reminder.year, reminder.month, reminder.day, 9, tzinfo=zone),
        datetime(after.year, after.month, after.day, 0, 5, tzinfo=zone),
    }


def test_a_round_closes_by_itself_after_its_last_day_and_not_before(opened, ana):
    rounds.edit_round(round=opened, by=ana, closes_on=days_from_now(0))
    tasks.tend.call(opened.pk)
    assert Round.objects.get(pk=opened.pk).state == "open"
    Round.objects.filter(pk=opened.pk).update(closes_on=days_from_now(-1))
    for _again in range(2):
        tasks.tend.call(opened.pk)
    assert Round.objects.get(pk=opened.pk).state == "closing"


def test_a_round_that_was_prolonged_stays_open(opened, ana):
    rounds.edit_round(round=opened, by=ana, closes_on=days_from_now(1))
    Round.objects.filter(pk=opened.pk).update(closes_on=days_from_now(-1))
    rounds.edit_round(round=Round.objects.get(pk=opened.pk), by=ana, closes_on=days_from_now(9))
    tasks.tend.call(opened.pk)
    assert Round.objects.get(pk=opened.pk).state == "open"


def test_the_list_is_not_endless(opened, ana):
    many = "\n".join(f"person{number}@people.example" for number in range(5000))
    with pytest.raises(Refused) as refused:
        rounds.add_addresses(round=opened, text=many, by=ana)
    assert refused.value.field == "addresses"
    assert opened.addresses.count() == 2
