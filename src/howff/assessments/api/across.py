"""Analyses across collaborations, for programs: what many have in common, never what one said."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from howff.assessments.queries import across as queries
from howff.assessments.queries.access import round_for
from howff.people.api import PROBLEMS, Id, by
from howff.people.queries import collaboration_for
from howff.sense.rounds.across import ENOUGH

router = Router(tags=["taking stock"])
Common = Literal["strength", "difficulty", "mixed"]


class ComparisonOut(Schema):
    """What a collaboration asks of others, and with which instrument."""

    id: int
    title: str
    purpose: str
    instrument: str


class ItemOut(Schema):
    """A principle that was rated, on 1 to `levels`; `middle` where the best is in between."""

    id: str
    title: str
    category: str
    locus: Literal["ours", "conditions"]
    levels: int
    middle: bool


class CommonOut(Schema):
    """A principle across collaborations."""

    item: ItemOut
    collaborations: int
    common: Common | None = Field(
        description="What two thirds or more share; null where the best is in the middle."
    )
    often_split: bool
    bands: list[int] | None = Field(
        description="Collaborations whose median is low, in the middle and high; null if hidden."
    )


class ShownOut(Schema):
    """What is said of many collaborations, sorted into what they have in common."""

    collaborations: int
    strengths: list[CommonOut]
    difficulties: list[CommonOut]
    mixed: list[CommonOut]
    conditions: list[CommonOut]
    middle: list[CommonOut]


class FoundOut(ComparisonOut):
    """An analysis, how many agreed to share, and its figures once they are enough and made."""

    agreed: int
    enough: int = Field(description="How many must agree before there are figures.")
    figures: ShownOut | None
    needs: list[str] = Field(description="What they say the sector should do; never who said it.")


class BesideOut(Schema):
    """A principle: our own median, and what is said of all."""

    item: str
    title: str
    median: float
    common: Common | None
    often_split: bool


class BenchmarkOut(Schema):
    """Ours beside what many collaborations have in common; it is no ranking."""

    title: str
    host: str
    collaborations: int
    principles: list[BesideOut]


@router.get("/collaborations/{int:pk}/comparisons", response={200: list[ComparisonOut], **PROBLEMS})
def comparisons(request: HttpRequest, pk: Id) -> Any:
    """The analyses that a collaboration runs, newest first."""
    return [_asked(one) for one in queries.comparisons_of(collaboration_for(by(request), pk))]


@router.get("/comparisons/{int:pk}", response={200: FoundOut, **PROBLEMS})
def comparison(request: HttpRequest, pk: Id) -> Any:
    """What many collaborations have in common, for the people of the one that asked."""
    this = queries.comparison_for(by(request), pk)
    return _asked(this) | {
        "agreed": this.shares.count(),
        "enough": ENOUGH,
        "figures": queries.shown(this),
        "needs": queries.sector_needs(this),
    }


@router.get("/rounds/{int:pk}/benchmark", response={200: list[BenchmarkOut], **PROBLEMS})
def benchmark(request: HttpRequest, pk: Id) -> Any:
    """A round beside what is said of all, for each analysis that it is shared with."""
    found = queries.beside_others(round_for(by(request), pk))
    return [_benchmark(comparison, principles) for comparison, principles in found]


def _asked(comparison: Any) -> dict[str, Any]:
    told = {name: getattr(comparison, name) for name in ("id", "title", "purpose")}
    return told | {"instrument": comparison.instrument.name}


def _benchmark(comparison: Any, principles: list[queries.Beside]) -> dict[str, Any]:
    return {
        "title": comparison.title,
        "host": comparison.host.name,
        "collaborations": comparison.content["collaborations"],
        "principles": [
            {"item": one.across["item"]["id"], "title": one.title, "median": one.median}
            | {name: one.across[name] for name in ("common", "often_split")}
            for one in principles
        ],
    }
