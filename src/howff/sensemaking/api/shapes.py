"""How studies and themes look to programs."""

from typing import Any

from ninja import Schema

from howff.sensemaking.queries.themes import Card


class AnalysisOut(Schema):
    """One time that the machine looks: how far it is, from 0 to 1."""

    id: int
    number: int
    state: str
    progress: float
    expected_seconds: float
    trouble: str


class StudyOut(Schema):
    """What is looked at together; `revision` rises with each decision."""

    id: int
    kind: str
    title: str
    sources: list[str]
    level: int | None
    revision: int
    analysis: AnalysisOut | None


class QuoteOut(Schema):
    """Words that stand for a theme, as their speaker allows."""

    passage: int
    text: str
    attribution: str
    language: str


class ThemeOut(Schema):
    """A theme: what people decided about it, and what the machine suggests."""

    id: int
    study: int
    title: str
    name: str
    description: str
    state: str
    locked: bool
    principle: str
    people: int
    answers: int
    confirmed: int
    unsure: int
    steadiness: str
    phrases: list[str]
    quotes: list[QuoteOut]


def study_json(study: Any) -> dict[str, Any]:
    """A study with its newest analysis."""
    return {
        "id": study.pk,
        "kind": study.kind,
        "title": study.title,
        "sources": study.sources,
        "level": study.level,
        "revision": study.revision,
        "analysis": next(iter(study.analyses.all()), None),
    }


def theme_json(card: Card) -> dict[str, Any]:
    """A theme as its card shows it."""
    theme = card.theme
    own = ("name", "description", "state", "locked", "principle")
    counted = ("people", "answers", "confirmed", "unsure", "phrases", "title")
    return {
        "id": theme.pk,
        "study": theme.study_id,
        **{name: getattr(theme, name) for name in own},
        **{name: getattr(card, name) for name in counted},
        "steadiness": card.steadiness.text,
        "quotes": [
            {
                "passage": one.quote.id,
                "text": one.text,
                "attribution": one.attribution,
                "language": one.language,
            }
            for one in card.quotes
        ],
    }
