"""Answers from a spreadsheet as the analysis takes them, and all that is told of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import TypedDict

import numpy as np
from django.utils.translation import gettext as _

from howff.formats.ratings import Responses
from howff.instruments.definitions import Definition
from howff.reports.document import Saying
from howff.reports.rounds.stock import Stock
from howff.sense.disclosure.cuts import Prefer
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import INSIDE, OUTSIDE, Group, Ratings, Unrated, Weighting

UNRATED = {
    "DK": int(Unrated.DONT_KNOW),
    "NA": int(Unrated.NOT_APPLICABLE),
    "NMP": int(Unrated.NOT_MY_PART),
}


class Chosen(TypedDict):
    """What was fixed before anybody answered."""

    weighting: Weighting
    prefer: Prefer


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a spreadsheet of answers is to be told."""

    title: str
    k: int = INSIDE
    weighting: Weighting = "pooled"
    prefer: Prefer = "either"
    comments: bool = False
    expected: Mapping[tuple[str, str], int] | None = None


def stock_from(responses: Responses, definition: Definition, wanted: Wanted) -> Stock:
    """Work out what may be shown of a spreadsheet, as a round of Howff does when it closes.

    ValueError where `k` is lower than inside a collaboration.
    """
    if wanted.k < INSIDE:
        raise ValueError(f"the fewest people shown together are {INSIDE} or more")
    ratings = ratings_from(responses, definition, wanted.expected or {})
    chosen: Chosen = {"weighting": wanted.weighting, "prefer": wanted.prefer}
    figures = analyse(ratings, INSIDE, **chosen)
    if wanted.k > INSIDE:
        figures = analyse(ratings, wanted.k, within=figures, **chosen)
    return Stock(
        title=wanted.title,
        figures=figures,
        outside=wanted.k >= OUTSIDE,
        definition=definition,
        words=_words(responses, definition) if wanted.comments else {},
    )


def ratings_from(
    responses: Responses, definition: Definition, expected: Mapping[tuple[str, str], int]
) -> Ratings:
    """The ratings in a spreadsheet; `expected` has people by organisation and place."""
    items = definition.items()
    organisations = _groups("o", responses.organisations, expected, 0)
    places = _groups("p", responses.places, expected, 1)
    by_organisation = {one.title: at for at, one in enumerate(organisations)}
    by_place = {one.title: at for at, one in enumerate(places)}
    rows = responses.rows
    coded = [[_code(row.ratings.get(item.id)) for item in items] for row in rows]
    return Ratings(
        items=items,
        organisations=organisations,
        places=places,
        values=np.array(coded, dtype=np.int8).reshape(len(rows), len(items)),
        organisation=np.array(
            [by_organisation.get(row.organisation, -1) for row in rows], dtype=np.int32
        ),
        place=np.array([by_place.get(row.place, -1) for row in rows], dtype=np.int32),
    )


def _groups(
    sign: str, named: Iterable[str], expected: Mapping[tuple[str, str], int], side: int
) -> tuple[Group, ...]:
    """The groups that answered or were expected, in the order of their names."""
    people: dict[str, int] = defaultdict(int)
    for pair, number in expected.items():
        people[pair[side]] += number
    names = sorted({*named, *people} - {""})
    return tuple(Group(f"{sign}{at}", name, people.get(name)) for at, name in enumerate(names, 1))


def _code(rating: int | str | None) -> int:
    if rating is None:
        return int(Unrated.BLANK)
    return UNRATED[rating] if isinstance(rating, str) else rating


def _words(responses: Responses, definition: Definition) -> dict[str, tuple[Saying, ...]]:
    """What was written about each principle, in an order that tells nothing about who wrote it."""
    under = {question.id: one.id for one in definition.principles for question in one.questions}
    found: dict[str, list[Saying]] = defaultdict(list)
    for row in responses.rows:
        for name, text in row.words.items():
            found[under.get(name, name)].append(Saying(text, _("a participant")))
    for said in found.values():
        SystemRandom().shuffle(said)
    return {item: tuple(said) for item, said in found.items()}
