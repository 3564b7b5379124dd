"""Who is asked in a round: which organisations, and how many people of each, in which places."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.actions.rounds.holding import hold
from howff.assessments.models import Expected, Partner, Round, RoundPlace, RoundState
from howff.assessments.tasks.history import record
from howff.people.errors import Refused
from howff.people.models import Organisation, Person
from howff.people.queries import places_in

MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """An organisation, and how many of its people are expected.

    `expected` is by the number of a place in the collaboration; None stands for people of whom
    nobody says in which place they are. `returns` is whether it gives one answer agreed inside.
    """

    organisation: Organisation
    expected: Mapping[int | None, int] = field(default_factory=dict)
    returns: bool = False


@transaction.atomic
def set_partners(*, round: Round, partners: Sequence[PartnerPlan], by: Person | None) -> Round:
    """Say who is asked. Once the round is open, partners may be added but not left out."""
    hold(round, RoundState.DRAFT, RoundState.OPEN)
    places = {one.place_id: one for one in round.places.all()}
    for plan in partners:
        _check(round, plan, places)
    _drop(round, {plan.organisation.pk for plan in partners})
    asked = set(round.partners.values_list("pk", flat=True))
    kept = [_keep(round, plan) for plan in partners]
    first = _at_first(round, asked)
    Expected.objects.filter(partner__in=kept).delete()
    Expected.objects.bulk_create(
        Expected(
            partner=partner,
            place=places[place],
            people=people,
            people_first=first(partner.pk, places[place].pk, people),
        )
        for partner, plan in zip(kept, partners, strict=True)
        for place, people in plan.expected.items()
        if people and place is not None
    )
    record(round, by, "said who is asked", partners=len(kept))
    return round


@transaction.atomic
def set_places(*, round: Round, places: Iterable[int], by: Person | None) -> Round:
    """Choose which places in the collaboration people can say they have, in this round."""
    hold(round, RoundState.DRAFT)
    chosen = set(places)
    offered = {one.pk: one for one in places_in(round.collaboration)}
    if chosen - set(offered):
        told = _("This place is not there any more. Please look again.")
        raise Refused("invalid", told, field="places")
    round.places.exclude(place__in=chosen).delete()
    there = set(round.places.values_list("place", flat=True))
    RoundPlace.objects.bulk_create(
        RoundPlace(round=round, place=one, name=one.name, position=one.position)
        for pk, one in offered.items()
        if pk in chosen - there
    )
    record(round, by, "chose the places", places=len(chosen))
    return round


def offer_places(round: Round) -> None:
    """Begin with the places of the collaboration."""
    RoundPlace.objects.bulk_create(
        RoundPlace(round=round, place=one, name=one.name, position=one.position)
        for one in places_in(round.collaboration)
    )


def copy_places(round: Round, previous: Round) -> None:
    """Begin with the places of the round before, as far as they are still there."""
    RoundPlace.objects.bulk_create(
        RoundPlace(round=round, place=one.place, name=one.place.name, position=one.position)
        for one in previous.places.exclude(place=None).select_related("place")
        if one.place
    )


def copy_partners(round: Round, previous: Round) -> None:
    """Begin with the partners of the round before that are still in the collaboration."""
    places = {one.place_id: one for one in round.places.all()}
    rows = previous.partners.exclude(organisation=None).select_related("organisation")
    for partner in rows.prefetch_related("expectations__place"):
        assert partner.organisation
        copied = Partner.objects.create(
            round=round,
            organisation=partner.organisation,
            name=partner.organisation.name,
            expected=partner.expected,
            returns=partner.returns,
            key=new_key(),
        )
        Expected.objects.bulk_create(
            Expected(partner=copied, place=places[one.place.place_id], people=one.people)
            for one in partner.expectations.all()
            if one.place.place_id in places
        )


def new_key() -> str:
    """What is in the link on which a partner's return is given."""
    return secrets.token_urlsafe(12)


def _check(round: Round, plan: PartnerPlan, places: Mapping[int | None, RoundPlace]) -> None:
    name = plan.organisation.name
    if plan.organisation.collaboration_id != round.collaboration_id:
        told = _("%(name)s is not a partner in this collaboration. Please add it there first.")
        raise Refused("unknown_partner", told % {"name": name}, field="partners")
    for place, people in plan.expected.items():
        if place is not None and place not in places:
            told = _("This round does not ask for that place. Please look again.")
            raise Refused("unknown_place", told, field="partners")
        if not 0 <= people <= MOST_PEOPLE:
            told = _("Please give %(name)s a number of people from 0 to 100,000.")
            raise Refused("invalid", told % {"name": name}, field="partners")


def _drop(round: Round, kept: set[int]) -> None:
    gone = round.partners.exclude(organisation__in=kept)
    if round.state == RoundState.OPEN and (first := gone.first()):
        told = _("%(name)s was told that it is asked, so it stays in this round.")
        raise Refused("fixed", told % {"name": first.name}, field="partners", status=409)
    gone.delete()


def _at_first(round: Round, asked: set[int]) -> Callable[[int, int, int], int | None]:
    """How many were expected of a partner and a place when the partner was first asked."""
    rows = Expected.objects.filter(partner__in=asked)
    kept = {(one.partner_id, one.place_id): one.people_first for one in rows}

    def first(partner: int, place: int, people: int) -> int | None:
        if round.state != RoundState.OPEN:
            return None
        return kept.get((partner, place), 0) if partner in asked else people

    return first


def _keep(round: Round, plan: PartnerPlan) -> Partner:
    people = sum(plan.expected.values())
    told = {"name": plan.organisation.name, "expected": people, "returns": plan.returns}
    first = people if round.state == RoundState.OPEN else None
    partner, _made = Partner.objects.update_or_create(
        round=round,
        organisation=plan.organisation,
        defaults=told,
        create_defaults={**told, "expected_first": first, "key": new_key()},
    )
    return partner
