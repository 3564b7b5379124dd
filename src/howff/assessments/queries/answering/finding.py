"""Finds responses for those who gave them, or typed them in; nobody else is given one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from howff.assessments.models import Door, Partner, Response, ResponseState, Round, RoundPlace, Said
from howff.assessments.queries.access import key_digest, round_for
from howff.assessments.rules import may_help
from howff.evidence.queries import Quote, own_words
from howff.people.models import Person
from howff.people.rules import Someone


def opened_by(code: str, key: str) -> Response | None:
    """The response that a private link opens; what its instrument asks is read only once."""
    rows = Response.objects.select_related(
        "round__collaboration", "round__version__instrument", "round__stage", "partner", "place"
    ).defer("round__version__content")
    return rows.filter(key_digest=key_digest(key), round__code=code.upper()).first()


def partners_of(round: Round) -> QuerySet[Partner]:
    """The partners whose people answer one by one, beside an answer agreed inside or without."""
    return Partner.objects.filter(round=round).exclude(returns=True, expected=0)


def places_of(round: Round) -> QuerySet[RoundPlace]:
    """The places in the collaboration that people can say they have."""
    return RoundPlace.objects.filter(round=round)


def return_of(partner: Partner) -> Response | None:
    """What an organisation has answered so far."""
    return Response.objects.filter(partner=partner, door=Door.RETURN).first()


def paper_of(person: Someone, round: int, pk: UUID) -> Response:
    """A response that this person typed in from paper."""
    return _typed_in(person, round, Door.PAPER, pk)


def interview_of(person: Someone, round: int, pk: UUID) -> Response:
    """An interview that this person leads, until the link to it is handed over."""
    return _typed_in(person, round, Door.INTERVIEW, pk, state=ResponseState.DRAFT)


def handed_over(person: Someone, round: int, pk: UUID, key: str) -> Response | None:
    """An interview that this person just finished with this key: asked twice, it is told twice."""
    here, digest = round_for(person, round), key_digest(key)
    rows = Response.objects.filter(pk=pk, round=here, door=Door.INTERVIEW, entered_by=person.pk)
    found = rows.filter(key_digest=digest).select_related("round__collaboration").first()
    return found if may_help(person, here) else None


def interviews_of(round: Round, person: Person) -> QuerySet[Response]:
    """The interviews that this person leads in a round."""
    rows = Response.objects.filter(round=round, entered_by=person, door=Door.INTERVIEW)
    return rows.select_related("partner", "place").order_by("state", "partner__name", "pk")


@dataclass(frozen=True, slots=True)
class Own:
    """Words of somebody's own in a closed round; `about` is the item or question."""

    pk: int
    about: str
    quote: Quote


def said_by(response: Response) -> list[Own]:
    """The words that somebody said in a closed round and has not taken back."""
    said = list(Said.objects.filter(response=response).order_by("about"))
    words = own_words([one.passage_id for one in said])
    found = (Own(one.pk, one.about, words[one.passage_id]) for one in said)
    return [one for one in found if one.quote.text]


def _typed_in(person: Someone, round: int, door: Door, pk: UUID, **more: object) -> Response:
    """Give a response to whoever typed it in and still helps; for others it is not there."""
    here = round_for(person, round)
    rows = Response.objects.select_related(
        "round__collaboration", "round__version__instrument", "round__stage", "partner", "place"
    )
    found = rows.filter(pk=pk, round=here, door=door, entered_by=person.pk, **more).first()
    if found is None or not may_help(person, here):
        raise Http404
    return found
