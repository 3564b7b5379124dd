"""Closed rounds for tests: who answered what, told in a few lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from howff.assessments import tasks
from howff.assessments.actions import rounds
from howff.assessments.models import Response, Round
from howff.consent.models import Attribution, Audience
from howff.evidence.actions import set_state
from howff.evidence.models import PassageState
from howff.instruments.models import InstrumentVersion
from howff.instruments.queries import builtin, definition_of
from howff.people.models import Collaboration, Organisation, Person

SPLIT, AGREED, ALIKE = (1, 5, 5, 1, 2), (4, 4, 5, 4, 3), (4,)
SPREAD = (1, 2, 3, 4, 5, 2, 3, 4, 3, 2, 4, 3, 1, 5, 2, 4, 3)

WORDS = {"P1": ("We ask late.", "People lead here.", "It depends.", "Staff are afraid.")}


@dataclass(frozen=True)
class Party:
    """People of one organisation who answer, place by place, and those who were expected."""

    organisation: Organisation
    people: Mapping[str, int]
    expected: int = 0
    returns: int | None = None
    shift: int = 0


@dataclass
class Stock:
    """What to make of a round; `ratings` are repeated from person to person, for each item."""

    collaboration: Collaboration
    by: Person
    parties: Sequence[Party]
    ratings: Mapping[str, Sequence[int | str]] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    version: InstrumentVersion | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    cards: bool = False

    def opened(self, title: str = "Taking stock", previous: Round | None = None) -> Round:
        """A round in which these people were asked."""
        round = rounds.create_round(
            collaboration=self.collaboration,
            version=self.version or builtin("collaborative-providers-index"),
            title=title,
            by=self.by,
            previous=previous,
            **self.settings,
        )
        places = {one.name: one.place_id for one in round.places.all()}
        plans = [
            rounds.PartnerPlan(
                one.organisation,
                {places[name]: number for name, number in one.people.items()}
                | {None: one.expected},
                returns=one.returns is not None,
            )
            for one in self.parties
        ]
        rounds.set_partners(round=round, partners=plans, by=self.by)
        rounds.open_round(round=round, by=self.by)
        return round

    def answered(self, round: Round) -> Round:
        """Everybody answers."""
        Response.objects.bulk_create([*self._people(round), *self._returns(round)])
        return round

    def closed(self, title: str = "Taking stock", previous: Round | None = None) -> Round:
        """A round that was answered, closed, counted and read."""
        round = self.answered(self.opened(title, previous))
        rounds.close_round(round=round, by=self.by)
        tasks.make_figures.call(round.pk, self.by.pk)
        round.refresh_from_db()
        said = list(round.said.values_list("passage", flat=True))
        set_state(passage_ids=said, state=PassageState.PUBLISHED)
        return round

    def _people(self, round: Round) -> Iterator[Response]:
        items = [one.id for one in definition_of(round.version).items()]
        given = {item: cycle(self.ratings.get(item, AGREED)) for item in items}
        spoken = {item: iter(texts) for item, texts in self.words.items()}
        partners = {one.organisation_id: one for one in round.partners.all()}
        places = {one.name: one for one in round.places.all()}
        for number, (party, place) in enumerate(self._each()):
            words = {item: text for item, texts in spoken.items() if (text := next(texts, ""))}
            yield Response(
                round=round,
                partner=partners[party.organisation.pk],
                place=places[place],
                state="sent",
                ratings={item: _shifted(next(one), party.shift) for item, one in given.items()},
                words=words,
                card_digest=f"card {number}" if self.cards and number % 2 else "",
                attribution=Attribution.ORGANISATION if number % 3 else Attribution.NONE,
                audience=Audience.REPORT if number % 2 else Audience.GROUP,
            )

    def _each(self) -> Iterator[tuple[Party, str]]:
        for party in self.parties:
            for place, number in party.people.items():
                yield from [(party, place)] * number

    def _returns(self, round: Round) -> Iterator[Response]:
        partners = {one.organisation_id: one for one in round.partners.all()}
        for party in self.parties:
            if party.returns is not None:
                items = definition_of(round.version).items()
                yield Response(
                    round=round,
                    partner=partners[party.organisation.pk],
                    door="return",
                    state="sent",
                    ratings={one.id: party.returns for one in items},
                )


def harbour(
    collaboration: Collaboration, organisations: Sequence[Organisation], by: Person, **more: Any
) -> Stock:
    """21 and 14 people of two partners in three places, and the third's return of a 4."""
    lantern, health, carers = organisations
    parties = [
        Party(lantern, {"Front line": 8, "Leadership": 8, "Carer": 5}, returns=2),
        Party(health, {"Front line": 7, "Leadership": 7}),
        Party(carers, {}, expected=6, returns=4),
    ]
    given = {"P1": SPLIT, "P2": SPREAD, "D1": ALIKE, "D2": (1, 3, "DK", "NA", "NMP")}
    made = {"collaboration": collaboration, "by": by, "parties": parties, "ratings": given}
    return Stock(**made | {"words": WORDS} | more)


def _shifted(rating: int | str, shift: int) -> int | str:
    return rating if isinstance(rating, str) else min(5, max(1, rating + shift))
