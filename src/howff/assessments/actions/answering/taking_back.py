"""Somebody takes back what they said: the words, one by one, or all of it."""

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from howff.assessments.models import Response, ResponseState, Round, RoundState, Said
from howff.assessments.tasks import make_figures
from howff.evidence import actions as evidence
from howff.people.errors import Refused


@transaction.atomic
def take_back(*, response: Response) -> None:
    """Erase a response with its words.

    The figures of a closed round stay until as many have been taken back as it takes to hide who:
    then they are made again.
    """
    round = _settled(response)
    said = Said.objects.filter(response=response).values_list("passage", flat=True)
    evidence.take_back(passage_ids=list(said))
    counted = response.state == ResponseState.SENT and round.state == RoundState.CLOSED
    response.delete()
    if counted:
        _count(round)


@transaction.atomic
def take_back_words(*, response: Response, said: int) -> None:
    """Erase one passage of a closed round, and leave the ratings."""
    _settled(response)
    passage = Said.objects.filter(response=response, pk=said).values_list("passage", flat=True)
    if not passage:
        raise Http404
    evidence.take_back(passage_ids=list(passage))


def _settled(response: Response) -> Round:
    """The round, which is not being counted at this moment and cannot begin to be."""
    round = Round.objects.select_for_update().get(pk=response.round_id)
    if round.state == RoundState.CLOSING:
        message = _("This round is being counted: please come back in a moment.")
        raise Refused("closed", message, status=409)
    return round


def _count(round: Round) -> None:
    Round.objects.filter(pk=round.pk).update(taken_back=F("taken_back") + 1)
    if round.taken_back + 1 >= round.threshold:
        transaction.on_commit(lambda: make_figures.enqueue(round.pk, None))
