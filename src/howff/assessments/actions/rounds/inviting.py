"""Who is told of a round: everybody in the same words; nothing joins addresses to answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.actions.rounds.holding import hold
from howff.assessments.models import Address, Partner, Reminder, Round, RoundState
from howff.assessments.tasks import Letter, send_letters, tend_later
from howff.assessments.tasks.history import record
from howff.people.errors import Refused
from howff.people.models import Person

MOST_ADDRESSES = 5000
MOST_REMINDERS = 10


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of pasted addresses: how many are new, and the lines that are none."""

    added: int
    known: int
    wrong: tuple[tuple[int, str], ...] = ()

    @property
    def left(self) -> str:
        """The lines to mend, as they were typed."""
        return "\n".join(line for _number, line in self.wrong)


@transaction.atomic
def add_addresses(*, round: Round, text: str, by: Person, partner: Partner | None = None) -> Pasted:
    """Put pasted addresses on the list; lines that are no addresses are given back by number."""
    hold(round, RoundState.DRAFT, RoundState.OPEN)
    right, wrong = _read(text)
    there = set(round.addresses.values_list("email", flat=True))
    new = [one for one in dict.fromkeys(right) if one not in there]
    if len(there) + len(new) > MOST_ADDRESSES:
        told = _("A round's list holds at most 5,000 addresses. Please share the link instead.")
        raise Refused("too_many", told, field="addresses")
    Address.objects.bulk_create(
        [Address(round=round, email=one, partner=partner) for one in new], ignore_conflicts=True
    )
    if new:
        record(round, by, "added addresses", added=len(new))
    return Pasted(len(new), len(right) - len(new), tuple(wrong))


@transaction.atomic
def remove_address(*, address: Address, by: Person) -> None:
    """Take one address off the list."""
    record(address.round, by, "removed an address")
    address.delete()


@transaction.atomic
def invite_everybody(*, round: Round, by: Person) -> int:
    """Write to everybody on the list who was not written to yet; gives how many."""
    hold(round, RoundState.OPEN)
    waiting = list(round.addresses.filter(invited_at=None).values_list("pk", flat=True))
    if not waiting:
        told = _("Everybody on the list was invited already.")
        raise Refused("nobody", told, status=409)
    round.addresses.filter(pk__in=waiting).update(invited_at=timezone.now())
    send_letters(round, Letter.INVITATION, waiting)
    record(round, by, "invited by e-mail", letters=len(waiting))
    return len(waiting)


@transaction.atomic
def remind_everybody(*, round: Round, by: Person | None) -> int:
    """Remind everybody on the list, whoever has answered; once a day at most."""
    hold(round, RoundState.OPEN)
    today = timezone.localdate()
    if round.reminders.filter(on=today).exclude(sent_at=None).exists():
        told = _("Everybody was reminded today already. Please wait until tomorrow.")
        raise Refused("too_soon", told, status=409)
    listed = list(round.addresses.values_list("pk", flat=True))
    if not listed:
        told = _("Nobody is on the list yet. Add addresses, or share the link again.")
        raise Refused("nobody", told, status=409)
    Reminder.objects.update_or_create(round=round, on=today, defaults={"sent_at": timezone.now()})
    round.addresses.filter(invited_at=None).update(invited_at=timezone.now())
    send_letters(round, Letter.REMINDER, listed)
    record(round, by, "reminded everybody", letters=len(listed))
    return len(listed)


@transaction.atomic
def set_reminders(*, round: Round, days: Iterable[date], by: Person | None) -> None:
    """Choose the days on which everybody is reminded; those that were sent stay."""
    hold(round, RoundState.DRAFT, RoundState.OPEN)
    chosen = set(days)
    if len(chosen) > MOST_REMINDERS:
        told = _("More than 10 reminders are too many for anybody. Please choose fewer days.")
        raise Refused("too_many", told, field="reminders")
    sent = set(round.reminders.exclude(sent_at=None).values_list("on", flat=True))
    for day in sorted(chosen - sent):
        _check_day(round, day)
    round.reminders.filter(sent_at=None).exclude(on__in=chosen).delete()
    there = set(round.reminders.values_list("on", flat=True))
    Reminder.objects.bulk_create(Reminder(round=round, on=day) for day in chosen - there)
    if round.state == RoundState.OPEN:
        tend_later(round)
    record(round, by, "chose when to remind", reminders=len(chosen))


def _check_day(round: Round, day: date) -> None:
    if day < timezone.localdate():
        told = _("A reminder cannot be sent in the past. Please choose a later day.")
        raise Refused("invalid", told, field="reminders")
    if round.closes_on and day > round.closes_on:
        told = _("A reminder after the round has closed helps nobody. Choose an earlier day.")
        raise Refused("invalid", told, field="reminders")


def _read(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    right: list[str] = []
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(text.replace("\0", "").splitlines(), 1):
        for piece in filter(None, (one.strip() for one in line.replace(";", ",").split(","))):
            address = _address_in(piece)
            if address:
                right.append(address)
            else:
                wrong.append((number, piece[:300]))
    return right, wrong


def _address_in(piece: str) -> str:
    """The address of `Ben Keir <ben@example.org>`, or of the plain address; empty if none."""
    plain = piece.rpartition("<")[2].rstrip("> ").lower() if "<" in piece else piece.lower()
    try:
        validate_email(plain)
    except ValidationError:
        return ""
    return plain
