"""Somebody reads the words first, and decides what everybody may read; all of it can be undone."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.models import Round, RoundState, Said
from howff.assessments.rules import must_be
from howff.assessments.tasks.history import record
from howff.evidence.actions import set_state
from howff.evidence.models import PassageState
from howff.people.errors import Refused
from howff.people.models import Person

STATES = (PassageState.REVIEW, PassageState.PUBLISHED, PassageState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Decided:
    """Which words went where, and where they were before, to undo it."""

    passage: int
    before: str
    after: str


@transaction.atomic
def set_words_state(*, round: Round, passage: int, state: str, by: Person) -> Decided:
    """Publish words, hold them for review, or archive them."""
    must_be(round, RoundState.CLOSED)
    said = Said.objects.filter(round=round, passage=passage).select_related("passage").first()
    row = said.passage if said else None
    if row is None or row.state == PassageState.WITHDRAWN:
        told = _("These words are not here any more: they were taken back.")
        raise Refused("gone", told, status=404)
    if state not in STATES:
        raise Refused("invalid", _("These words cannot be moved there."), field="state")
    before = row.state
    set_state(passage_ids=[row.pk], state=PassageState(state))
    record(round, by, f"moved words to {state}", passage=row.pk, before=before)
    return Decided(row.pk, before, state)


@transaction.atomic
def publish_remaining(*, round: Round, by: Person, back: tuple[int, ...] = ()) -> list[int]:
    """Publish all words that nobody decided on; gives their numbers. `back` puts those back."""
    must_be(round, RoundState.CLOSED)
    before, after = PassageState.REVIEW, PassageState.PUBLISHED
    rows = Said.objects.filter(round=round)
    if back:
        before, after = after, before
        rows = rows.filter(passage__in=back)
    found = rows.filter(passage__state=before).values_list("passage", flat=True)
    numbers = list(found)
    if numbers:
        set_state(passage_ids=numbers, state=after)
        record(round, by, f"moved all words to {after}", words=len(numbers))
    return numbers
