"""Somebody takes back what they said: the words, one by one, or all of it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from howff.assessments.models import (
    Door,
    Partner,
    Response,
    ResponseState,
    Round,
    RoundState,
    Said,
    TakenBack,
)
from howff.assessments.queries.answering import return_of
from howff.assessments.queries.counting import id_of_organisation
from howff.assessments.tasks import make_figures
from howff.assessments.tasks.history import record
from howff.evidence import actions as evidence
from howff.people.errors import Refused
from howff.people.models import Person
from howff.sense.rounds.figures import ItemFigures, figures_from_json


@transaction.atomic
def take_back(*, response: Response) -> None:
    """Erase a response with its words.

    The figures of a closed round stay until as many have been taken back as it takes to hide who:
    then they are made again, if the change tells of nobody. What an organisation returned in its
    own name goes at once, and so does its line in an attributed round when its last person leaves.
    """
    _erase(response, _settled(response))


@transaction.atomic
def erase_return(*, partner: Partner, by: Person | None) -> None:
    """Erase what an organisation answered so far; the history says so, and who did it."""
    before = return_of(partner)
    if before is None:
        return
    take_back(response=before)
    erased = "erased" if by else "saw somebody erase"
    verb = f"{erased} an organisation's answer in"
    record(partner.round, by, verb, organisation=partner.name)


@transaction.atomic
def take_back_words(*, response: Response, said: int) -> None:
    """Erase one passage of a closed round, and leave the ratings."""
    _settled(response)
    found = Said.objects.filter(response=response, pk=said).first()
    if found is None:
        raise Http404
    TakenBack.objects.get_or_create(response=response.pk, about=found.about)
    evidence.take_back(passage_ids=[found.passage_id])


@transaction.atomic
def take_back_again(proofs: Iterable[tuple[UUID, str]]) -> None:
    """Erase in a restored backup what was taken back after it was made: (response, about) pairs."""
    for some in batched(proofs, 500):
        known = [TakenBack(response=pk, about=about) for pk, about in some]
        TakenBack.objects.bulk_create(known, ignore_conflicts=True)
        rows = Response.objects.select_related("partner").in_bulk([pk for pk, _about in some])
        for pk, about in sorted(some, reverse=True):
            if pk in rows:
                _again(rows[pk], about)


def _again(row: Response, about: str) -> None:
    """Words of a round that was open in the backup are no passages yet."""
    if about:
        row.words.pop(about, None)
        row.save(update_fields=["words"])
    else:
        _erase(row, Round.objects.get(pk=row.round_id))


def _erase(response: Response, round: Round) -> None:
    TakenBack.objects.get_or_create(response=response.pk, about="")
    said = Said.objects.filter(response=response).values_list("passage", flat=True)
    evidence.take_back(passage_ids=list(said))
    partner = response.partner if response.door == Door.RETURN else None
    response.delete()
    if round.state == RoundState.CLOSED and partner:
        _unpublish(round, id_of_organisation(partner))
    elif round.state == RoundState.CLOSED and response.state == ResponseState.SENT:
        _unname(round, response.partner)
        _count(round)


def _settled(response: Response) -> Round:
    """The round, which is not being counted at this moment and cannot begin to be."""
    round = Round.objects.select_for_update().get(pk=response.round_id)
    if round.state == RoundState.CLOSING:
        message = _("This round is being counted: please come back in a moment.")
        raise Refused("closed", message, status=409)
    return round


def _unname(round: Round, partner: Partner | None) -> None:
    """In an attributed round, name an organisation no longer when nobody of it is left."""
    people = Response.objects.filter(round=round, partner=partner, state=ResponseState.SENT)
    if round.attributed and partner and not people.exclude(door=Door.RETURN).exists():
        _unpublish(round, id_of_organisation(partner), people=True)


def _unpublish(round: Round, organisation: str, *, people: bool = False) -> None:
    """Take an organisation's own ratings, or those of its people, out of all that is shown."""
    for published in round.published.all():
        figures = figures_from_json(published.content)
        items = tuple(_without(one, organisation, people=people) for one in figures.items)
        published.content |= replace(figures, items=items).to_json()
        published.save(update_fields=["content"])


def _without(item: ItemFigures, organisation: str, *, people: bool) -> ItemFigures:
    if people:
        cells = (
            replace(one, shown=None) if one.group == organisation else one
            for one in item.organisations
        )
        return replace(item, organisations=tuple(cells))
    return replace(item, returns=tuple(one for one in item.returns if one[0] != organisation))


def _count(round: Round) -> None:
    Round.objects.filter(pk=round.pk).update(taken_back=F("taken_back") + 1)
    if round.taken_back + 1 >= round.threshold:
        transaction.on_commit(lambda: make_figures.enqueue(round.pk, None))
