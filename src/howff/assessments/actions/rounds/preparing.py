"""A facilitator prepares a round; what people are promised is fixed once it opens."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from howff.assessments.actions.rounds.holding import hold
from howff.assessments.actions.rounds.partners import copy_partners, copy_places, offer_places
from howff.assessments.models import Compares, Round, RoundState, Weighting
from howff.assessments.rules import must_be
from howff.assessments.tasks import forget_later, tend_later
from howff.assessments.tasks.history import record
from howff.instruments.models import InstrumentVersion
from howff.people.actions.keeping import tidy, tidy_lines
from howff.people.codes import free_code
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sense.rounds.figures import INSIDE, OUTSIDE

CODE_LENGTH = 7  # one more than a conversation's, so that nobody takes one for the other
WORDS = {"title": 200, "purpose": 4000, "welcome": 2000, "reader": 200}
SETTINGS = {
    *WORDS,
    "version",
    "stage",
    "language",
    "attributed",
    "threshold",
    "threshold_outside",
    "weighting",
    "compares",
    "cards",
    "closes_on",
    "keep_until",
}
CARRIED = (
    "threshold",
    "threshold_outside",
    "weighting",
    "compares",
    "attributed",
    "cards",
    "reader",
)


@transaction.atomic
def create_round(
    *,
    collaboration: Collaboration,
    version: InstrumentVersion,
    title: str,
    by: Person | None,
    previous: Round | None = None,
    **settings: Any,
) -> Round:
    """Begin a round; one that follows another begins with its partners, places and rules."""
    _must_belong(collaboration, version, previous)
    carried = {name: getattr(previous, name) for name in CARRIED} if previous else {}
    round = Round(
        collaboration=collaboration,
        version=version,
        previous=previous,
        code=free_code(Round.objects.all(), CODE_LENGTH),
        created_by=by,
        language=collaboration.language,
    )
    _apply(round, carried | {"title": title} | settings)
    round.save()
    if previous:
        copy_places(round, previous)
        copy_partners(round, previous)
    else:
        offer_places(round)
    record(round, by, "began the round")
    return round


@transaction.atomic
def edit_round(*, round: Round, by: Person | None, **settings: Any) -> Round:
    """Change how a round is held, as far as what people were promised lets it."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if set(settings) != {"keep_until"}:
        must_be(locked, RoundState.DRAFT, RoundState.OPEN)
    if locked.state == RoundState.OPEN:
        _keep_promises(locked, settings)
    if locked.state != RoundState.DRAFT:
        _keep_the_day(locked, settings)
    _apply(round, settings)
    round.save(update_fields=sorted(settings))
    if locked.state == RoundState.OPEN:
        tend_later(round)
    if locked.state == RoundState.CLOSED:
        forget_later(round)
    record(round, by, "changed the round", fields=sorted(settings))
    return round


@transaction.atomic
def discard_round(*, round: Round, by: Person) -> None:
    """Take away a round that never opened."""
    hold(round, RoundState.DRAFT)
    record(round, by, "discarded the round")
    round.delete()


def _must_belong(
    collaboration: Collaboration, version: InstrumentVersion, previous: Round | None
) -> None:
    if version.instrument.collaboration_id not in {None, collaboration.pk}:
        told = _("This instrument belongs to another collaboration. Please choose another.")
        raise Refused("invalid", told, field="version")
    if previous and previous.collaboration_id != collaboration.pk:
        told = _("A round can only follow one of the same collaboration.")
        raise Refused("invalid", told, field="previous")


def _apply(round: Round, settings: Mapping[str, Any]) -> None:
    unknown = set(settings) - SETTINGS
    if unknown:
        told = _("A round has no setting called %(name)s.")
        raise Refused("invalid", told % {"name": min(unknown)}, field=min(unknown))
    for name, value in settings.items():
        setattr(round, name, _words(name, value) if name in WORDS else value)
    _check_words(round)
    _check_thresholds(round)
    _check_dates(round, settings)
    _check_others(round)


def _words(name: str, value: str) -> str:
    return tidy(value) if name in {"title", "reader"} else tidy_lines(value)


def _check_words(round: Round) -> None:
    if not round.title:
        raise Refused("invalid", _("Please give the round a title."), field="title")
    for name, most in WORDS.items():
        if len(getattr(round, name)) > most:
            told = _("Please use at most %(most)s characters.")
            raise Refused("too_long", told % {"most": most}, field=name)


def _check_thresholds(round: Round) -> None:
    if not INSIDE <= round.threshold <= 1000:
        told = _(
            "Groups of fewer than %(least)s people are always hidden. "
            "You can raise this number, but not lower it."
        )
        raise Refused("too_low", told % {"least": INSIDE}, field="threshold")
    if not max(OUTSIDE, round.threshold) <= round.threshold_outside <= 1000:
        least = max(OUTSIDE, round.threshold)
        told = _(
            "Outside this collaboration, groups of fewer than %(least)s people are always hidden. "
            "You can raise this number, but not lower it."
        )
        raise Refused("too_low", told % {"least": least}, field="threshold_outside")


def _check_dates(round: Round, settings: Mapping[str, Any]) -> None:
    today = timezone.localdate()
    closes: date | None = round.closes_on
    if settings.get("closes_on") and closes and closes < today:
        told = _("This day is past. Please choose today or a later day.")
        raise Refused("invalid", told, field="closes_on")
    keep = round.keep_until
    if keep and keep <= max(closes or today, today):
        told = _("Answers can only be deleted after the round has closed. Choose a later day.")
        raise Refused("invalid", told, field="keep_until")


def _check_others(round: Round) -> None:
    for name, known in (("weighting", Weighting.values), ("compares", Compares.values)):
        if getattr(round, name) not in known:
            told = _("Please choose one of: %(choices)s.")
            raise Refused("invalid", told % {"choices": ", ".join(known)}, field=name)
    if round.version.instrument.collaboration_id not in {None, round.collaboration_id}:
        told = _("This instrument belongs to another collaboration. Please choose another.")
        raise Refused("invalid", told, field="version")
    if round.stage and round.stage.collaboration_id != round.collaboration_id:
        told = _("This stage belongs to another collaboration. Please choose another.")
        raise Refused("invalid", told, field="stage")


def _keep_promises(round: Round, settings: Mapping[str, Any]) -> None:
    """Refuse to change what people were told before they answered."""
    for name, told in _promises().items():
        if name in settings and settings[name] != getattr(round, name):
            raise Refused("fixed", told, field=name, status=409)
    for name in ("threshold", "threshold_outside"):
        if settings.get(name, getattr(round, name)) < getattr(round, name):
            told = _(
                "People answered knowing that groups of fewer than %(n)s are hidden. "
                "You can raise this number, but not lower it."
            )
            told %= {"n": getattr(round, name)}
            raise Refused("fixed", told, field=name, status=409)


def _keep_the_day(round: Round, settings: Mapping[str, Any]) -> None:
    """Refuse to keep answers longer than people were told."""
    promised = round.keep_until
    day = settings.get("keep_until", promised)
    if promised and (day is None or day > promised):
        told = _(
            "People were told that their answers are deleted on %(day)s. "
            "You can choose an earlier day, but not a later one."
        )
        told %= {"day": date_format(promised, "DATE_FORMAT")}
        raise Refused("fixed", told, field="keep_until", status=409)


def _promises() -> dict[str, str]:
    return {
        "attributed": _(
            "People were told who will see their organisation's name, and answered trusting it. "
            "This cannot be changed any more, in either direction. A new round can do otherwise."
        ),
        "weighting": _("The mean that leads was chosen before anybody answered, and stays."),
        "compares": _("What is compared was chosen before anybody answered, and stays."),
        "version": _("People are answering these questions already. A new round can ask others."),
        "cards": _("People were told whether there are return cards. This stays in this round."),
    }
