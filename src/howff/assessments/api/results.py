"""Figures, words and progress of a round, for programs: the same as on its pages."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router

from howff.assessments.queries.access import round_for
from howff.assessments.queries.figures import (
    audience_named,
    figures_in,
    order_of,
    published_when_closed,
    words_in,
)
from howff.assessments.queries.progress import progress_in
from howff.people.api import PROBLEMS, Refusal, by

router = Router(tags=["taking stock"])
ANSWERS = {200: dict[str, Any], **PROBLEMS, 409: Refusal}
Who = Literal["inside", "outside"]


@router.get("/rounds/{int:round_id}/figures", response=ANSWERS)
def figures(request: HttpRequest, round_id: int, audience: Who = "inside") -> dict[str, Any]:
    """Every number that may be shown of a round; what is null is hidden from everybody."""
    return figures_in(_published(request, round_id, audience)).to_json()


@router.get("/rounds/{int:round_id}/words", response=ANSWERS)
def words(request: HttpRequest, round_id: int, audience: Who = "inside") -> dict[str, Any]:
    """What people wrote, by principle and question, as far as each of them allows."""
    published = _published(request, round_id, audience)
    items = [one.item.id for one in figures_in(published).items]
    return {
        "words": [
            {
                "item": found.item,
                "about": found.about,
                "text": quote.text,
                "attribution": quote.attribution,
                "language": quote.language,
            }
            for found in words_in(order_of(published, items), audience_named(audience))
            for quote in found.quotes
        ]
    }


@router.get("/rounds/{int:round_id}/progress", response=ANSWERS)
def progress(request: HttpRequest, round_id: int, audience: Who = "inside") -> dict[str, Any]:
    """What changed since the round before; not found where there was none."""
    change = progress_in(_published(request, round_id, audience))
    if change is None:
        raise Http404
    return change.to_json()


def _published(request: HttpRequest, round_id: int, audience: str) -> Any:
    return published_when_closed(round_for(by(request), round_id), audience_named(audience))
