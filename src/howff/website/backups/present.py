"""What the database knows that an older backup cannot, told to it once it is back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import DatabaseError

from howff.assessments.actions.answering import take_back_again
from howff.assessments.models import TakenBack
from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.conversations.models import Participant
from howff.evidence.actions import choose_consent, erase_again
from howff.evidence.models import Passage, Speaker, Withdrawal
from howff.people.models import Organisation, Person
from howff.website import installation
from howff.website.backups import engines
from howff.website.backups.sharing import Shares, look_at_shares, tell_of_shares
from howff.website.backups.wording import Models, look_at_models, tell_of_models

DESCRIPTION = ("name", "role", "organisation_id", "organisation_name", "organisation_kind")
CONSENT = ("attribution", "audience", "given_at")
PARTICIPANTS = "conversations_participant"
# How many participants may have come since the backup, where no database is left to tell.
UNKNOWN = 1_000_000


@dataclass(frozen=True)
class Someone:
    """A participant as they describe themselves now, and what they allow now."""

    number: int
    key: str
    name: str
    role: str
    organisation_id: int | None
    organisation_name: str
    organisation_kind: str
    attribution: str
    audience: str
    given_at: datetime


@dataclass(frozen=True)
class Present:
    """What stands in the database before the backup comes."""

    readable: bool
    empty: bool
    withdrawals: list[tuple[str, datetime]] = field(default_factory=list)
    choices: list[tuple[str, str, str, datetime]] = field(default_factory=list)
    answers: list[tuple[UUID, str]] = field(default_factory=list)
    people: list[Someone] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    models: Models = field(default_factory=Models)
    shares: Shares | None = None


def look() -> Present:
    """A database that cannot be read counts as full, so that only --replace gets rid of it."""
    try:
        installation.migrate()
        changed = Passage.objects.exclude(consent__replaces=None).values_list(
            "source", "consent__attribution", "consent__audience", "consent__given_at"
        )
        return Present(
            readable=True,
            empty=not Person.objects.exists(),
            withdrawals=list(Withdrawal.objects.values_list("source", "at")),
            choices=list(changed),
            answers=list(TakenBack.objects.values_list("response", "about")),
            people=list(participants()),
            numbers=engines.numbers_given(),
            models=look_at_models(),
            shares=look_at_shares(),
        )
    except DatabaseError:
        return Present(readable=False, empty=False)


def participants() -> Iterable[Someone]:
    """Everybody who joined a conversation."""
    rows = Participant.objects.values_list(
        "pk",
        "key",
        *(f"speaker__{name}" for name in DESCRIPTION),
        *(f"consent__{name}" for name in CONSENT),
    )
    return (Someone(*row) for row in rows)


def tell(present: Present, since: datetime) -> int:
    """Tell the backup what happened after it was made; returns how many passages were erased."""
    erased = erase_again(present.withdrawals)
    take_back_again(present.answers)
    choose_again(present.choices, since)
    tell_of_models(present.models, since)
    tell_of_shares(present.shares)
    for some in batched(present.people, 500):
        describe_again({(one.number, one.key): one for one in some}, since)
    give_no_number_twice(present)
    return erased


def choose_again(choices: Iterable[tuple[str, str, str, datetime]], since: datetime) -> None:
    """Put passages under the consent that their speakers chose after the backup was made."""
    chosen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, attribution, audience, given_at in choices:
        if given_at > since:
            chosen[attribution, audience].append(source)
    for (attribution, audience), sources in chosen.items():
        for some in batched(sources, 500):
            choose_consent(
                passage_ids=Passage.objects.filter(source__in=some).values_list("pk", flat=True),
                attribution=Attribution(attribution),
                audience=Audience(audience),
            )


def describe_again(now: dict[tuple[int, str], Someone], since: datetime) -> None:
    """Name participants as they name themselves now, and keep to what they allow now."""
    rows = Participant.objects.filter(pk__in=[number for number, _ in now])
    known = [
        (row, now[row.pk, row.key])
        for row in rows.select_related("speaker", "consent")
        if (row.pk, row.key) in now
    ]
    partners = set(Organisation.objects.values_list("pk", flat=True))
    for row, someone in known:
        describe(row.speaker, someone, partners)
        if someone.given_at > since:
            allow(row, someone)
    Speaker.objects.bulk_update([row.speaker for row, _ in known], DESCRIPTION)


def describe(speaker: Speaker, someone: Someone, partners: set[int]) -> None:
    """Change what the backup says of a speaker to what they say now; nothing is added to it."""
    if speaker.name:
        speaker.name = someone.name
    if speaker.role:
        speaker.role = someone.role
    if speaker.organisation_name:
        known = someone.organisation_id in partners
        speaker.organisation_id = someone.organisation_id if known else None
        speaker.organisation_name = someone.organisation_name
        speaker.organisation_kind = someone.organisation_kind


def allow(participant: Participant, someone: Someone) -> None:
    """Let a participant allow what they allowed after the backup was made."""
    before = participant.consent
    if (before.attribution, before.audience) == (someone.attribution, someone.audience):
        return
    participant.consent = give(
        attribution=Attribution(someone.attribution),
        audience=Audience(someone.audience),
        replaces=before,
    )
    participant.save(update_fields=["consent"])


def give_no_number_twice(present: Present) -> None:
    """Private links hold numbers: let none that was given since lead to somebody else."""
    engines.count_on_from(present.numbers)
    if present.empty or not present.readable:
        last = engines.numbers_given().get(PARTICIPANTS, 0)
        engines.count_on_from({PARTICIPANTS: last + UNKNOWN})
