"""What people do across collaborations: one asks, others agree, and may think again."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison, Published, Round, RoundState, Share
from howff.assessments.queries.figures import figures_in
from howff.consent.models import Audience
from howff.instruments.models import Instrument
from howff.people.actions import remember
from howff.people.actions.keeping import tidy, tidy_lines
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sense.rounds.across import ENOUGH, across


@transaction.atomic
def ask(
    *, host: Collaboration, instrument: Instrument, title: str, by: Person, purpose: str = ""
) -> Comparison:
    """Ask other collaborations to put together what they found with an instrument."""
    if not tidy(title):
        raise Refused("invalid", _("Please give it a title."), field="title")
    comparison = Comparison.objects.create(
        host=host,
        instrument=instrument,
        title=tidy(title)[:200],
        purpose=tidy_lines(purpose)[:4000],
        key=secrets.token_urlsafe(9),
        created_by=by,
    )
    remember(collaboration=host, by=by, verb="asked others to share", subject=comparison.title)
    return comparison


@transaction.atomic
def share(*, comparison: Comparison, round: Round, needs: bool, by: Person) -> Share:
    """Agree that a round's outside figures are used; an older round of ours is then not."""
    _must_fit(comparison, round)
    ours = comparison.shares.filter(round__collaboration=round.collaboration)
    ours.exclude(round=round).delete()
    made, _new = Share.objects.update_or_create(
        comparison=comparison, round=round, defaults={"needs": needs, "agreed_by": by}
    )
    told = {"with": comparison.title}
    remember(
        collaboration=round.collaboration,
        by=by,
        verb="agreed to share a round",
        subject=round.title,
        details=told,
    )
    return made


@transaction.atomic
def withdraw(*, share: Share, by: Person | None) -> None:
    """Share no longer: needs go at once, figures with the next making, all where too few stay."""
    comparison, round = share.comparison, share.round
    share.delete()
    if comparison.shares.count() < ENOUGH:
        comparison.content, comparison.shared = None, []
        comparison.save(update_fields=["content", "shared"])
    told = {"with": comparison.title}
    remember(
        collaboration=round.collaboration,
        by=by,
        verb="no longer shares a round",
        subject=round.title,
        details=told,
    )


@transaction.atomic
def make(*, comparison: Comparison, by: Person) -> Comparison:
    """Make the figures; again only when five have come or gone, so that none can be told apart."""
    locked = Comparison.objects.select_for_update().get(pk=comparison.pk)
    shared = sorted(locked.shares.values_list("round", flat=True))
    _must_be_enough(locked, shared)
    rows = Published.objects.filter(round__in=shared, audience=Audience.REPORT)
    figures = [
        (str(one.round.collaboration_id), figures_in(one)) for one in rows.select_related("round")
    ]
    locked.content, locked.shared = across(figures).to_json(), shared
    locked.save(update_fields=["content", "shared"])
    told = {"collaborations": len(shared)}
    remember(
        collaboration=locked.host,
        by=by,
        verb="compared collaborations",
        subject=locked.title,
        details=told,
    )
    return locked


def _must_fit(comparison: Comparison, round: Round) -> None:
    if round.version.instrument_id != comparison.instrument_id:
        told = _("This round used another instrument.")
        raise Refused("invalid", told, field="round")
    published = Published.objects.filter(round=round, audience=Audience.REPORT)
    if round.state != RoundState.CLOSED or not published.exists():
        told = _("Close the round first: only what is shown outside can be shared.")
        raise Refused("closed", told, field="round", status=409)


def _must_be_enough(comparison: Comparison, shared: list[int]) -> None:
    if len(shared) < ENOUGH:
        told = _("At least %(n)s collaborations must agree before anything can be shown.")
        raise Refused("too_few", told % {"n": ENOUGH}, status=409)
    if comparison.content is None:
        return
    if shared == comparison.shared:
        told = _("Nothing has changed since the figures were made.")
        raise Refused("unchanged", told, status=409)
    if _changed(shared, comparison.shared) < ENOUGH:
        told = _(
            "Since the figures were made, fewer than %(n)s collaborations have come or gone. "
            "Making them again now would tell what one of them said. Please wait for more."
        )
        raise Refused("too_few", told % {"n": ENOUGH}, status=409)


def _changed(now: list[int], before: list[int]) -> int:
    """How many collaborations have come, gone, or shared another round."""
    rounds = Round.objects.filter(pk__in=set(now) ^ set(before))
    return rounds.values("collaboration").distinct().count()
