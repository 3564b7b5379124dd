"""The words of a closed round become passages, in an order that tells nothing."""

from dataclasses import dataclass
from itertools import batched
from math import ceil
from random import SystemRandom
from uuid import uuid4

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from howff.assessments.models import Door, Partner, Response, ResponseState, Round, Said
from howff.assessments.queries.answering import homes_of
from howff.assessments.queries.counting import id_of_organisation, id_of_place, shown_for_everything
from howff.consent.actions import give
from howff.consent.models import Attribution, Audience, Consent
from howff.evidence.actions import keep
from howff.evidence.models import Passage, PassageState, Speaker
from howff.sense.rounds.figures import Figures

PEOPLE_AT_ONCE = 500
PASSAGES_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Spoken:
    """Some words, what they are about, and what may be said of who wrote them."""

    response: Response
    about: str
    text: str
    speaker: Speaker | None
    attribution: Attribution


def words_to_passages(round: Round, inside: Figures, outside: Figures) -> None:
    """Take the words out of the responses, a bounded number at a time, each batch at once.

    Batches are of about the same size, so that no small one sets few people apart.
    """
    making = _Making(round, inside, outside)
    waiting = Response.objects.filter(round=round).exclude(words={})
    while total := waiting.count():
        size = ceil(total / ceil(total / PEOPLE_AT_ONCE))
        with transaction.atomic():
            Round.objects.select_for_update().get(pk=round.pk)
            rows = waiting.select_related("partner__organisation", "place").order_by("pk")[:size]
            making.take(list(rows))


class _Making:
    """Turns responses' words into passages of one round."""

    def __init__(self, round: Round, inside: Figures, outside: Figures) -> None:
        self.round = round
        self.shown = {
            Audience.GROUP: _large_enough(inside),
            Audience.REPORT: _large_enough(outside),
        }
        self.languages = _languages_of(round)
        self.items = homes_of(round)
        self.speakers: dict[tuple[int | None, str], Speaker] = {}
        self.consents: dict[tuple[str, str], Consent] = {}

    def take(self, responses: list[Response]) -> None:
        """Make passages of these responses' words, shuffled, and empty the responses."""
        spoken = [one for response in responses for one in self._spoken(response)]
        SystemRandom().shuffle(spoken)
        for some in batched(spoken, PASSAGES_AT_ONCE):
            passages = keep([self._passage(one) for one in some])
            Said.objects.bulk_create(
                Said(
                    round=self.round,
                    response=one.response,
                    about=one.about,
                    item=self.items.get(one.about, ""),
                    passage=passage,
                )
                for one, passage in zip(some, passages, strict=True)
            )
        Response.objects.filter(pk__in=[one.pk for one in responses]).update(words={})

    def _spoken(self, response: Response) -> list[Spoken]:
        speaker, attribution = self._who(response)
        return [
            Spoken(response, about, str(text), speaker, attribution)
            for about, text in response.words.items()
            if str(text).strip()
        ]

    def _who(self, response: Response) -> tuple[Speaker | None, Attribution]:
        """What may be said of a person: what they chose, as far as their group may be shown.

        Never organisation and place together, because figures do not cross them either.
        """
        if (partner := response.partner) and self._named(response, partner):
            return self._speaker(partner.organisation_id, partner.name), Attribution.ORGANISATION
        shown, place = self.shown[Audience(response.audience)], response.place
        if place and response.attribution == Attribution.ROLE and id_of_place(place) in shown:
            return self._speaker(None, place.name), Attribution.ROLE
        return None, Attribution.NONE

    def _named(self, response: Response, partner: Partner) -> bool:
        """Whether the organisation may stand beside these words."""
        if response.door == Door.RETURN:
            return True
        shown = id_of_organisation(partner) in self.shown[Audience(response.audience)]
        return response.attribution == Attribution.ORGANISATION and shown

    def _speaker(self, organisation: int | None, name: str) -> Speaker:
        """One speaker for everybody of a group, so that nothing joins the words of a person."""
        key = organisation, name
        if key not in self.speakers:
            place = {"role": name[:80]} if organisation is None else {"organisation_name": name}
            self.speakers[key] = Speaker.objects.create(organisation_id=organisation, **place)
        return self.speakers[key]

    def _consent(self, attribution: Attribution, audience: Audience) -> Consent:
        """One consent for all who allow the same, so that nothing joins the words of a person."""
        key = attribution.value, audience.value
        if key not in self.consents:
            self.consents[key] = give(attribution=attribution, audience=audience)
        return self.consents[key]

    def _language(self, response: Response) -> str:
        """The language of the form, or the round's where few others used the same."""
        known = self.languages[Audience(response.audience)]
        return response.language if response.language in known else self.round.language

    def _passage(self, one: Spoken) -> Passage:
        closed = self.round.closed_at or timezone.now()
        return Passage(
            collaboration=self.round.collaboration,
            source=f"rating:{self.round.pk}:{uuid4().hex}",
            text=one.text,
            language=self._language(one.response),
            speaker=one.speaker,
            consent=self._consent(one.attribution, Audience(one.response.audience)),
            state=PassageState.REVIEW,
            said_at=closed,
            changed_at=closed,
        )


def _languages_of(round: Round) -> dict[Audience, frozenset[str]]:
    """The languages that enough people used for each audience; none where few used all others."""
    people = Response.objects.filter(round=round, state=ResponseState.SENT)
    rows = people.exclude(door=Door.RETURN).values_list("language").annotate(n=Count("pk"))
    used = dict(rows.order_by())
    known = {}
    for audience, k in (
        (Audience.GROUP, round.threshold),
        (Audience.REPORT, round.threshold_outside),
    ):
        enough = frozenset(one for one, people in used.items() if people >= k)
        others = sum(people for one, people in used.items() if one not in enough)
        hidden_among = others + (used[round.language] if round.language in enough else 0)
        known[audience] = enough if hidden_among == 0 or hidden_among >= k else frozenset()
    return known


def _large_enough(figures: Figures) -> frozenset[str]:
    """The groups that may stand beside words: shown everywhere, and not of few people.

    In an attributed round organisations' ratings are shown whatever their size; words never name a
    small one, as people are told where they choose.
    """
    groups = (*figures.organisations, *figures.places)
    few = {one.group.id for one in groups if one.answered is not None and one.answered < figures.k}
    return shown_for_everything(figures) - few
