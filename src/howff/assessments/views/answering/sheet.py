"""The questions as HTML: drawn once for everybody, then filled with somebody's answers.

A form of 13 ratings and 27 texts has some hundred fields. Drawing it anew for each person cost most
of what a response costs; so it is drawn with marks where answers go, and these are filled in.
"""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from howff.assessments.queries.answering import Asking, unrated_labels

MARK = "\x02"
MOST_REMEMBERED = 100
_drawn: dict[tuple[int, str | None, str], tuple[Asking, list[str]]] = {}


def questions(
    asking: Asking,
    ratings: Mapping[str, Any],
    words: Mapping[str, str],
    *,
    noting: bool,
    stage: str,
) -> SafeString:
    """The questions with these answers; `noting` keeps every place for words open."""
    pieces = _pieces(asking, stage).copy()
    spoken = {name.split(".")[0] for name, text in words.items() if text}
    for place in range(1, len(pieces), 2):
        kind, _, name = pieces[place].partition(" ")
        pieces[place] = _filled(kind, name, ratings, words, spoken=spoken, noting=noting)
    return mark_safe("".join(pieces))  # noqa: S308  everything that people typed is escaped


def language_of_ours(asking: Asking) -> str:
    """The language of our own words where it is not the form's, to be marked in the page."""
    ours = get_language() or ""
    return "" if _same(ours, asking.language) else ours


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


def _filled(
    kind: str,
    name: str,
    ratings: Mapping[str, Any],
    words: Mapping[str, str],
    *,
    spoken: set[str],
    noting: bool,
) -> str:
    if kind == "words":
        return escape(words.get(name, ""))
    if kind == "rated":
        item, _, value = name.rpartition("=")
        return " checked" if str(ratings.get(item, "")) == value else ""
    return " open" if noting or not spoken.isdisjoint(name.split()) else ""


def _pieces(asking: Asking, stage: str) -> list[str]:
    """HTML and marks by turns."""
    key = (id(asking), get_language(), stage)
    if key not in _drawn:
        if len(_drawn) >= MOST_REMEMBERED:
            _drawn.clear()
        context = {
            "asking": asking,
            "stage": stage,
            "mark": MARK,
            "unrated": unrated_labels(asking),
            "ours": language_of_ours(asking),
        }
        drawn = render_to_string("assessments/answering/questions.html", context)
        _drawn[key] = asking, drawn.split(MARK)  # kept with it, so that its id stays its own
    return _drawn[key][1]
