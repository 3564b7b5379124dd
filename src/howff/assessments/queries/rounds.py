"""What pages say of a collaboration's rounds, and where they lead."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from howff.assessments.models import Partner, Response, Round, RoundPlace, RoundState, Said
from howff.assessments.queries.access import rounds_in
from howff.evidence.models import PassageState
from howff.instruments.definitions import Definition
from howff.instruments.exchange.languages import name_of
from howff.instruments.models import InstrumentVersion
from howff.instruments.queries import definition_of
from howff.people.models import Collaboration, Membership, Organisation
from howff.people.queries import organisations_in

OPEN_FOR = timedelta(days=21)
FIRST_REMINDER = timedelta(days=10)
LAST_REMINDER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Glance:
    """A round in a list: how many were asked, and how many answered."""

    round: Round
    expected: int
    answered: int | None
    to_read: int = 0


def rounds_at_a_glance(collaboration: Collaboration) -> list[Glance]:
    """A collaboration's rounds, newest first, in few queries."""
    rounds = list(rounds_in(collaboration).prefetch_related("partners", "published"))
    sent = Response.objects.filter(round__in=rounds, state="sent").exclude(door="return")
    counted = dict(sent.values_list("round").annotate(n=Count("pk")).order_by())
    waiting = Said.objects.filter(round__in=rounds, passage__state=PassageState.REVIEW)
    unread = dict(waiting.values_list("round").annotate(n=Count("pk")).order_by())
    return [
        Glance(
            one,
            sum(each.expected for each in one.partners.all()),
            answered_in(one, counted),
            unread.get(one.pk, 0),
        )
        for one in rounds
    ]


def answered_in(round: Round, counted: Mapping[int, int]) -> int | None:
    """How many answered: after closing as it was counted then; None where they were too few."""
    if round.state != RoundState.CLOSED:
        return so_far(round, counted.get(round.pk, 0))
    return max((one.content["people"] for one in round.published.all()), default=0) or None


def so_far(round: Round, people: int) -> int | None:
    """How many have answered; None for a few, whom others could guess one by one."""
    return None if 0 < people < round.threshold else people


def link_to(round: Round) -> str:
    """The address, on this site, at which people answer."""
    return reverse("assessments:answer", args=[round.code])


def full_link_to(round: Round) -> str:
    """The address that is shared."""
    return f"{settings.PUBLIC_ADDRESS}{link_to(round)}"


def desk_of(round: Round) -> str:
    """The address of a round's desk."""
    return reverse("assessments:round", args=[round.pk])


def partners_of(round: Round) -> str:
    """The address at which is said who is asked."""
    return reverse("assessments:round_partners", args=[round.pk])


def words_page_of(round: Round) -> str:
    """The address at which words are read first."""
    return reverse("assessments:round_words", args=[round.pk])


def stock_of(collaboration: Collaboration) -> str:
    """The address of a collaboration's place for taking stock."""
    return reverse("assessments:stock", args=[collaboration.pk])


def followed(collaboration: Collaboration, pk: int | None) -> Round | None:
    """The round that a new one follows, if it is one of this collaboration."""
    return rounds_in(collaboration).filter(pk=pk).first() if pk else None


def beginning_of(
    previous: Round | None, versions: Sequence[InstrumentVersion], chosen: int | None
) -> dict[str, Any]:
    """What a new round begins with: what the one before was, or what was chosen."""
    if previous is None:
        return {"version": chosen} if chosen else {}
    same = [one for one in versions if one.instrument_id == previous.version.instrument_id]
    carried = {
        name: getattr(previous, name)
        for name in ("title", "purpose", "welcome", "reader", "language")
    }
    return carried | {
        "version": chosen or (same[0].pk if same else None),
        "attributed": private_or_open(previous),
    }


def private_or_open(round: Round) -> str:
    """How the form calls whether answers are shown with the organisation's name."""
    return "open" if round.attributed else "private"


def with_chosen(
    versions: Sequence[InstrumentVersion], chosen: InstrumentVersion
) -> list[InstrumentVersion]:
    """What can be asked, and what was chosen even where there is a newer version of it."""
    return [*([chosen] if chosen not in versions else []), *versions]


def languages_for(versions: Sequence[InstrumentVersion], now: str) -> list[tuple[str, str]]:
    """The languages of the interface and of what can be asked, each by its own name."""
    written = (one for version in versions for one in definition_of(version).languages)
    codes = dict.fromkeys((now, *dict(settings.LANGUAGES), *written))
    return sorted(((one, name_of(one)) for one in codes), key=lambda one: one[1])


def offered(
    versions: Sequence[InstrumentVersion],
) -> list[tuple[InstrumentVersion, Definition, bool]]:
    """What can be asked, each with what it asks and whether it came with Howff; those first."""
    described = [
        (one, definition_of(one), one.instrument.collaboration_id is None) for one in versions
    ]
    return sorted(described, key=lambda one: not one[2])


def table_of(round: Round) -> tuple[list[Organisation], list[RoundPlace]]:
    """The rows and columns of the table of people who are expected."""
    organisations = list(organisations_in(round.collaboration))
    return organisations, list(round.places.exclude(place=None))


def numbers_of(round: Round) -> dict[str, object]:
    """The numbers in that table: what was said, or else of the round before, or who belongs."""
    partners = list(round.partners.prefetch_related("expectations__place"))
    if not partners and round.state == RoundState.DRAFT:
        return numbers_before(round) or _members_of(round)
    return _numbers(partners, set())


def numbers_before(round: Round) -> dict[str, object]:
    """The numbers of the last round that opened, for one of which nobody has said yet who is asked.

    People in a place that is not asked for this time count as people whose place is not known.
    """
    earlier = round_before(round)
    if earlier is None:
        return {}
    partners = earlier.partners.exclude(organisation=None).prefetch_related("expectations__place")
    offered = set(round.places.values_list("place", flat=True))
    gone = set(earlier.places.values_list("place", flat=True)) - offered
    return _numbers(list(partners), gone)


def round_before(round: Round) -> Round | None:
    """The last round that opened, while nobody has said who is asked in this one."""
    if round.state != RoundState.DRAFT or round.partners.exists():
        return None
    others = rounds_in(round.collaboration).exclude(pk=round.pk).exclude(state=RoundState.DRAFT)
    return others.order_by("-opened_at", "-pk").first()


def _numbers(partners: Sequence[Partner], left_out: Container[int | None]) -> dict[str, object]:
    found: dict[str, object] = {}
    for partner in partners:
        rest = partner.expected
        for one in partner.expectations.all():
            if one.place.place_id not in left_out:
                found[f"people-{partner.organisation_id}-{one.place.place_id}"] = one.people
                rest -= one.people
        found[f"people-{partner.organisation_id}-0"] = rest or None
        found[f"returns-{partner.organisation_id}"] = partner.returns
    return found


def organisations_asked(round: Round) -> set[int]:
    """The organisations that were told that they are asked."""
    asked = round.partners.exclude(organisation=None).values_list("organisation", flat=True)
    return {one for one in asked if one is not None}


def suggested(round: Round) -> dict[str, Any]:
    """Days that suit many: three weeks, a reminder in the middle and one before the end."""
    today = timezone.localdate()
    closes: date = round.closes_on or today + OPEN_FOR
    days = [today + FIRST_REMINDER, closes - LAST_REMINDER]
    return {"closes_on": closes, "reminders": sorted({d for d in days if today < d < closes})}


def _members_of(round: Round) -> dict[str, object]:
    """How many people belong here for each organisation, in each place that is asked for."""
    columns = set(round.places.values_list("place", flat=True))
    members = Membership.objects.filter(
        ~Q(organisation=None), collaboration=round.collaboration
    ).values_list("organisation", "place")
    found: dict[str, int] = {}
    for organisation, place in members:
        key = f"people-{organisation}-{place if place in columns else 0}"
        found[key] = found.get(key, 0) + 1
    return dict(found)
