"""The rules and the days of a round, changed together."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from howff.assessments.actions.rounds.inviting import set_reminders
from howff.assessments.actions.rounds.preparing import edit_round
from howff.assessments.models import Round
from howff.people.models import Person


@transaction.atomic
def set_rules(
    *, round: Round, by: Person | None, reminders: Iterable[date] | None = None, **settings: Any
) -> Round:
    """Change a round's settings and the days of its reminders, both or neither."""
    edit_round(round=round, by=by, **settings)
    if reminders is not None:
        set_reminders(round=round, days=reminders, by=by)
    return round
