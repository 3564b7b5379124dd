"""Holds a round still while something is done to it."""

from howff.assessments.models import Round, RoundState
from howff.assessments.rules import must_be


def hold(round: Round, *states: RoundState) -> None:
    """Lock the round as it stands now, whatever the page showed, and refuse in other states."""
    round.refresh_from_db(fields=["state"], from_queryset=Round.objects.select_for_update())
    must_be(round, *states)
