"""The votes on a prompt as a Polis conversation: nobody named, no time closer than a day."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b

from django.conf import settings
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.conversations.models import Prompt
from howff.conversations.queries.ballots import ballots_of, made_at, wording_of
from howff.formats.polis import Participant, PolisConversation, Statement, Vote
from howff.sense.votes import UNPLACED
from howff.sensemaking.queries.votes import Reading


def as_polis(prompt: Prompt, reading: Reading | None) -> PolisConversation:
    """A prompt's statements and votes; words that may not be quoted in a report are withheld.

    People get fresh numbers in an order that tells nothing. A statement's author is a number of its
    own, so that words lead to nobody's votes.
    """
    given = ballots_of(prompt)
    people = _shuffled({person for person, _statement, _vote in given.votes}, prompt)
    statements = {item: number for number, item in enumerate(given.statements)}
    groups = _groups(reading)
    return PolisConversation(
        topic=prompt.text,
        description=prompt.help,
        url="",
        statements=tuple(_statements(statements, len(people))),
        votes=tuple(
            sorted(
                (
                    Vote(statements[item], people[person], vote, _day(prompt.opened_at))
                    for person, item, vote in given.votes
                ),
                key=lambda vote: (vote.statement, vote.voter),
            )
        ),
        participants=tuple(
            Participant(number, groups.get(person)) for person, number in people.items()
        ),
    )


def _shuffled(people: Iterable[int], prompt: Prompt) -> dict[int, int]:
    """A number from 0 for each, the same every time, in an order that only this site can make."""
    key = settings.SECRET_KEY.encode()[:64]

    def lot(person: int) -> bytes:
        return blake2b(f"{prompt.pk}:{person}".encode(), key=key, digest_size=16).digest()

    return {person: number for number, person in enumerate(sorted(people, key=lot))}


def _statements(numbers: dict[int, int], people: int) -> Iterable[Statement]:
    words, made = wording_of(numbers, Audience.REPORT), made_at(numbers)
    withheld = _("[Withheld: whoever said this allows it to be read in the group only.]")
    for item, number in numbers.items():
        quote = words[item]
        yield Statement(
            id=number,
            author=people + number,
            text=withheld if quote.withdrawn else quote.text,
            moderated=1,
            created=_day(made[item]),
        )


def _groups(reading: Reading | None) -> dict[int, int]:
    """Everybody's group by their number here, where groups are shown."""
    if reading is None or reading.findings is None or not reading.findings.groups.shown:
        return {}
    members = zip(reading.people, reading.findings.groups.member.tolist(), strict=True)
    return {person: group for person, group in members if group != UNPLACED}


def _day(at: datetime | None) -> datetime:
    """The beginning of a day: closer times could tell who voted when."""
    moment = (at or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
