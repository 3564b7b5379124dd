"""What may be seen of analyses across collaborations, and by whom."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from howff.assessments.models import (
    Comparison,
    Level,
    Round,
    RoundState,
    Share,
    SupportNeed,
)
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.instruments.models import Instrument
from howff.instruments.queries import versions_for
from howff.people.models import Collaboration, Membership, Role
from howff.people.rules import Someone, may_facilitate, may_see
from howff.sense.rounds.across import ENOUGH


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of many collaborations, sorted into what they have in common."""

    collaborations: int
    strengths: list[dict[str, Any]]
    difficulties: list[dict[str, Any]]
    mixed: list[dict[str, Any]]
    conditions: list[dict[str, Any]]
    middle: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One principle: our own middle, and what is said of all collaborations."""

    title: str
    median: float
    across: dict[str, Any]


def comparisons_of(host: Collaboration) -> QuerySet[Comparison]:
    """The analyses that a collaboration runs, newest first."""
    return Comparison.objects.filter(host=host).select_related("instrument")


def instruments_for(person: Someone, here: Collaboration) -> QuerySet[Instrument]:
    """The instruments that a collaboration can ask others about."""
    versions = versions_for(person, here)
    return Instrument.objects.filter(pk__in={one.instrument_id for one in versions})


def comparison_for(person: Someone, pk: int) -> Comparison:
    """An analysis that this person may see: the people of its host."""
    comparison = Comparison.objects.select_related("host", "instrument").filter(pk=pk).first()
    if comparison is None or not may_see(person, comparison.host):
        raise Http404
    return comparison


def comparison_to_run(person: Someone, pk: int) -> Comparison:
    """An analysis that this person runs."""
    comparison = comparison_for(person, pk)
    if not may_facilitate(person, comparison.host):
        raise PermissionDenied
    return comparison


def comparison_by_key(key: str) -> Comparison:
    """The analysis that an invitation leads to."""
    comparison = Comparison.objects.select_related("host", "instrument").filter(key=key).first()
    if comparison is None:
        raise Http404
    return comparison


def rounds_to_share(person: Someone, comparison: Comparison) -> QuerySet[Round]:
    """The closed rounds with its instrument that this person may agree to share."""
    mine = Membership.objects.filter(person=person.pk, role=Role.FACILITATOR)
    rows = Round.objects.filter(
        collaboration__in=mine.values("collaboration"),
        version__instrument=comparison.instrument,
        state=RoundState.CLOSED,
    )
    return rows.select_related("collaboration")


def shares_by(person: Someone, comparison: Comparison) -> QuerySet[Share]:
    """What this person's collaborations share with it."""
    rounds = rounds_to_share(person, comparison)
    return comparison.shares.filter(round__in=rounds).select_related("round__collaboration")


def share_to_withdraw(person: Someone, pk: int) -> Share:
    """A share of a collaboration that this person facilitates."""
    rows = Share.objects.select_related("round__collaboration", "comparison")
    share = rows.filter(pk=pk).first()
    if share is None or not may_see(person, share.round.collaboration):
        raise Http404
    if not may_facilitate(person, share.round.collaboration):
        raise PermissionDenied
    return share


def shown(comparison: Comparison) -> Shown | None:
    """The figures across collaborations, if there are any."""
    if comparison.content is None:
        return None
    items: list[dict[str, Any]] = comparison.content["items"]
    ours = [one for one in items if one["item"]["locus"] == "ours" and not one["item"]["middle"]]

    def common(kind: str) -> list[dict[str, Any]]:
        return [one for one in ours if one["common"] == kind]

    return Shown(
        comparison.content["collaborations"],
        common("strength"),
        common("difficulty"),
        common("mixed"),
        [one for one in items if one["item"]["locus"] == "conditions"],
        [one for one in items if one["item"]["middle"] and one["item"]["locus"] == "ours"],
    )


def sector_needs(comparison: Comparison) -> list[str]:
    """What would help at the level of the sector, by those who share their needs; never who."""
    if len(comparison.shared) < ENOUGH:
        return []
    shares = comparison.shares.filter(needs=True, round__in=comparison.shared)
    rows = SupportNeed.objects.filter(round__in=shares.values("round"), level=Level.SECTOR)
    return sorted(set(rows.values_list("text", flat=True)), key=str.casefold)


def beside_others(round: Round) -> list[tuple[Comparison, list[Beside]]]:
    """Our own middle beside what is said of all, for each analysis that uses this round."""
    shares = round.shares.select_related("comparison").filter(comparison__content__isnull=False)
    figures = figures_of(round, Audience.GROUP) if shares else None
    if figures is None:
        return []
    medians = {
        one.item.id: one.everyone.median
        for one in figures.items
        if one.everyone and one.everyone.median is not None
    }
    return [(one.comparison, _beside(one.comparison, medians)) for one in shares]


def _beside(comparison: Comparison, medians: dict[str, float]) -> list[Beside]:
    assert comparison.content
    return [
        Beside(one["item"]["title"], medians[one["item"]["id"]], one)
        for one in comparison.content["items"]
        if one["item"]["id"] in medians
    ]
