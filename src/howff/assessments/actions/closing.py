"""A round closes: no more answers, and its figures are made once, in the background."""

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.models import Round, RoundState
from howff.assessments.rules import must_be
from howff.assessments.tasks import make_figures, shut
from howff.people.errors import Refused
from howff.people.models import Person


@transaction.atomic
def close_round(*, round: Round, by: Person | None) -> Round:
    """Take no more answers, for good; the figures follow as soon as they are counted."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state == RoundState.DRAFT:
        told = _("This round is not open yet, so there is nothing to close.")
        raise Refused("closed", told, status=409)
    must_be(locked, RoundState.OPEN)
    shut(round, by)
    return round


def count_again(*, round: Round, by: Person) -> None:
    """Have a round counted whose counting was interrupted too often."""
    must_be(round, RoundState.CLOSING)
    make_figures.enqueue(round.pk, by.pk)
