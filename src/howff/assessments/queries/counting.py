"""From responses to what the analysis takes, and how many answered while a round is open."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, QuerySet

from howff.assessments.models import (
    Door,
    Expected,
    Partner,
    Response,
    ResponseState,
    Round,
    RoundPlace,
)
from howff.instruments.queries import definition_of
from howff.sense.rounds.figures import Figures, Group, Item, Ratings, Unrated

AT_ONCE = 5000
UNRATED = {
    "DK": int(Unrated.DONT_KNOW),
    "NA": int(Unrated.NOT_APPLICABLE),
    "NMP": int(Unrated.NOT_MY_PART),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of those who were expected have answered; None where it would say too much."""

    name: str
    expected: int
    answered: int | None


def id_of_organisation(partner: Partner) -> str:
    """What the figures call an organisation: the same in every round."""
    return f"o{partner.organisation_id}" if partner.organisation_id else f"r{partner.pk}"


def id_of_place(place: RoundPlace) -> str:
    """What the figures call a place in the collaboration: the same in every round."""
    return f"p{place.place_id}" if place.place_id else f"q{place.pk}"


def sent_responses(round: Round) -> int:
    """How many people answered; an organisation's return is no person."""
    return _people(round).count()


def ratings_of(round: Round) -> Ratings:
    """What was rated in a round, as the analysis takes it; people in an order that tells nothing.

    Ratings of what the instrument does not ask are left out.
    """
    items = definition_of(round.version).items()
    partners = {one.pk: at for at, one in enumerate(round.partners.all())}
    places = {one.pk: at for at, one in enumerate(round.places.all())}
    n = sent_responses(round)
    values = np.zeros((n, len(items)), dtype=np.int8)
    organisation, place = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32)
    cards = []
    rows = _people(round).order_by("pk")
    fields = rows.values_list("ratings", "partner_id", "place_id", "card_digest")
    for at, (ratings, partner, where, card) in enumerate(fields.iterator(AT_ONCE)):
        values[at] = _coded(ratings, items)
        organisation[at], place[at] = partners.get(partner, -1), places.get(where, -1)
        cards.append(card)
    return Ratings(
        items=items,
        organisations=organisations_of(round),
        places=places_of(round),
        values=values,
        organisation=organisation,
        place=place,
        cards=tuple(cards),
        returns=_returns(round),
    )


def organisations_of(round: Round) -> tuple[Group, ...]:
    """The partners, as groups that may be compared."""
    return tuple(
        Group(id_of_organisation(one), one.name, counted_on(one)) for one in round.partners.all()
    )


def places_of(round: Round) -> tuple[Group, ...]:
    """The places in the collaboration, as groups that may be compared."""
    expected: dict[int, int] = {}
    for one in Expected.objects.filter(partner__round=round):
        expected[one.place_id] = expected.get(one.place_id, 0) + counted_at(one)
    return tuple(
        Group(id_of_place(one), one.name, expected.get(one.pk)) for one in round.places.all()
    )


def shown_for_everything(figures: Figures) -> frozenset[str]:
    """The groups whose ratings may be shown for every single item."""
    shown: set[str] | None = None
    for one in figures.items:
        cells = (*one.organisations, *one.places)
        here = {cell.group for cell in cells if cell.shown is not None}
        shown = here if shown is None else shown & here
    return frozenset(shown or ())


def answered_by_partner(round: Round) -> list[Answered]:
    """How many answered of each partner, where so many are expected that it tells on nobody."""
    from howff.sense.disclosure.cuts import showable  # noqa: PLC0415  slow, and seldom wanted

    partners = list(round.partners.all())
    first = _edges({one: _at_first(one) for one in partners})
    now = _edges({one: counted_on(one) for one in partners})
    both = (showable(expected, round.threshold).organisations for expected in (first, now))
    shown = set.intersection(*(set(one) for one in both))
    counted = _people(round).values_list("partner").annotate(n=Count("pk")).order_by()
    answered = dict(counted)
    return [
        Answered(
            one.name,
            one.expected,
            answered.get(one.pk, 0) if str(one.pk) in shown else None,
        )
        for one in partners
    ]


def _edges(people: Mapping[Partner, int]) -> dict[tuple[str | None, str | None], int]:
    return {(str(one.pk), None): number for one, number in people.items()}


def counted_on(partner: Partner) -> int:
    """How many people of a partner are expected, but never more than at first.

    Otherwise raising the number and making up answers would show what a few gave.
    """
    return min(_at_first(partner), partner.expected)


def counted_at(expected: Expected) -> int:
    """The same for the people of a partner in a place."""
    first = expected.people_first
    return expected.people if first is None else min(first, expected.people)


def _at_first(partner: Partner) -> int:
    """How many were expected when people were asked; raising it later must not tell who did."""
    return partner.expected if partner.expected_first is None else partner.expected_first


def returns_of(round: Round) -> list[tuple[Partner, bool]]:
    """The partners that give one answer agreed inside, and whether it has come."""
    given = set(
        Response.objects.filter(
            round=round, door=Door.RETURN, state=ResponseState.SENT
        ).values_list("partner", flat=True)
    )
    return [(one, one.pk in given) for one in round.partners.filter(returns=True)]


def _people(round: Round) -> QuerySet[Response]:
    rows = Response.objects.filter(round=round, state=ResponseState.SENT)
    return rows.exclude(door=Door.RETURN)


def _coded(ratings: Mapping[str, int | str], items: tuple[Item, ...]) -> list[int]:
    return [_code(ratings.get(item.id), item.levels) for item in items]


def _code(rating: int | str | None, levels: int) -> int:
    if isinstance(rating, int):
        return rating if 1 <= rating <= levels else int(Unrated.BLANK)
    return UNRATED.get(rating or "", int(Unrated.BLANK))


def _returns(round: Round) -> dict[str, dict[str, int]]:
    rows = Response.objects.filter(round=round, door=Door.RETURN, state=ResponseState.SENT)
    return {
        id_of_organisation(one.partner): {
            item: rating for item, rating in one.ratings.items() if isinstance(rating, int)
        }
        for one in rows.select_related("partner")
        if one.partner
    }
