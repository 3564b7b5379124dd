"""A round opens: from now on what people are promised stays."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.assessments.actions.rounds.holding import hold
from howff.assessments.models import Expected, Round, RoundState
from howff.assessments.tasks import tend_later
from howff.assessments.tasks.closing import KEPT_YEARS, years_after
from howff.assessments.tasks.history import record
from howff.instruments.actions import freeze
from howff.instruments.queries import definition_of
from howff.people.errors import Refused
from howff.people.models import Person


@transaction.atomic
def open_round(*, round: Round, by: Person | None) -> Round:
    """Let people answer. The instrument is frozen, and the rules stay as they are told now."""
    hold(round, RoundState.DRAFT, RoundState.OPEN)
    if round.state == RoundState.OPEN:
        return round
    round.refresh_from_db()
    refuse_unready(round)
    freeze(version=round.version, by=by)
    round.state, round.opened_at = RoundState.OPEN, timezone.now()
    round.opens_on = timezone.localdate()
    round.keep_until = round.keep_until or kept_until(round)
    round.save(update_fields=["state", "opened_at", "opens_on", "keep_until"])
    round.partners.update(expected_first=F("expected"))
    Expected.objects.filter(partner__round=round).update(people_first=F("people"))
    tend_later(round)
    record(round, by, "opened the round")
    return round


def kept_until(round: Round) -> date:
    """The day that people are told if nobody chose one; from now on it can only come earlier."""
    return years_after(round.closes_on or timezone.localdate(), KEPT_YEARS)


def refuse_unready(round: Round) -> None:
    """Refuse to ask nobody, about nothing, or somebody who is not there."""
    partners = list(round.partners.select_related("organisation"))
    if not partners:
        told = _("Please say first which partners are asked.")
        raise Refused("no_partners", told, field="partners", status=409)
    for one in partners:
        here = one.organisation and one.organisation.collaboration_id == round.collaboration_id
        if not here:
            told = _("%(name)s is no longer a partner here. Add it again, or leave it out.")
            raise Refused("unknown_partner", told % {"name": one.name}, field="partners")
    if not any(one.expected or one.returns for one in partners):
        told = _("Please say how many people are expected, of one partner at least.")
        raise Refused("nobody_expected", told, field="partners", status=409)
    if not definition_of(round.version).items():
        told = _("This instrument has nothing to rate yet. Add to it, or choose another.")
        raise Refused("no_items", told, field="version", status=409)
    if round.closes_on and round.closes_on < timezone.localdate():
        told = _("The day on which the round closes is past. Please choose a later one.")
        raise Refused("invalid", told, field="closes_on", status=409)
