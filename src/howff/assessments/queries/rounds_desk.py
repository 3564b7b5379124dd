"""The round's desk: how many answered, who was told, and what was planned; never who answered."""

from dataclasses import dataclass, replace

import segno
from django.conf import settings
from django.urls import reverse

from howff.assessments.models import Address, Partner, Reminder, Round, RoundState, Said
from howff.assessments.queries.answering.finding import partners_of
from howff.assessments.queries.answering.room import room_by_link
from howff.assessments.queries.counting import (
    Answered,
    answered_by_partner,
    returns_of,
    sent_responses,
)
from howff.assessments.queries.rounds import full_link_to, so_far
from howff.evidence.models import PassageState
from howff.instruments.definitions import Definition
from howff.instruments.queries import definition_of

LISTED = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a round's page shows beside its own fields."""

    definition: Definition
    link: str
    qr: str
    expected: int
    answered: int | None
    partners: list[Answered]
    returns: list[tuple[Partner, bool, str]]
    addresses: list[Address]
    listed: int
    waiting: int
    reminders: list[Reminder]
    to_read: int
    links: list[tuple[Partner, str]]
    full: bool

    @property
    def missing(self) -> list[Answered]:
        """Partners of whom nobody has answered yet, as far as that may be told."""
        return [one for one in self.partners if one.answered == 0 and one.expected]


def desk_for(round: Round, *, runs: bool) -> Desk:
    """The desk as whoever runs the round sees it, or as all who belong do."""
    link = full_link_to(round)
    began = round.state != RoundState.DRAFT
    addresses = round.addresses.order_by("email") if runs else round.addresses.none()
    people = sent_responses(round) if began else 0
    return Desk(
        definition=definition_of(round.version),
        link=link,
        qr=str(segno.make(link, micro=False).svg_inline(border=1, omitsize=True)),
        expected=sum(round.partners.values_list("expected", flat=True)),
        answered=so_far(round, people),
        partners=_partners(round, people) if began and runs else [],
        returns=[(one, given, _link_of(round, one)) for one, given in returns_of(round)]
        if runs
        else [],
        addresses=list(addresses[:LISTED]),
        listed=addresses.count(),
        waiting=addresses.filter(invited_at=None).count(),
        reminders=list(round.reminders.all()) if runs else [],
        to_read=Said.objects.filter(round=round, passage__state=PassageState.REVIEW).count(),
        links=_links_of(round, link) if runs and round.state == RoundState.OPEN else [],
        full=runs and round.state == RoundState.OPEN and room_by_link({round.pk: 1})[round.pk] <= 0,
    )


def _partners(round: Round, people: int) -> list[Answered]:
    """How many answered of each partner, without the few that are hidden, or what tells of them."""
    partners = answered_by_partner(round)
    enough = [one for one in partners if (one.answered or 0) >= round.threshold]
    shown = sorted(enough, key=_answered)
    while shown and 0 < people - sum(map(_answered, shown)) < round.threshold:
        del shown[0]
    return [
        one if one.answered == 0 or one in shown else replace(one, answered=None)
        for one in partners
    ]


def _answered(partner: Answered) -> int:
    return partner.answered or 0


def _links_of(round: Round, link: str) -> list[tuple[Partner, str]]:
    """For each partner whose people answer for themselves, the link on which it is chosen."""
    return [(one, f"{link}?partner={one.pk}") for one in partners_of(round)]


def _link_of(round: Round, partner: Partner) -> str:
    """The address at which a partner gives the answer that it agreed inside."""
    return settings.PUBLIC_ADDRESS + reverse("assessments:return", args=[round.code, partner.key])
