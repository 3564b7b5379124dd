"""What a workshop could talk about: the differences first, then what is agreed to be hard."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from howff.assessments.models import Round, Topic
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.instruments.queries import definition_of
from howff.sense.rounds.figures import Distribution, Item, ItemFigures, Verdict

SPLIT = (_("You are split: some of you rate this low and others high."), 20)
SPREAD = (_("Your ratings are spread out: you do not see this alike."), 15)
UNEVEN = (_("It looks different when each organisation counts the same."), 15)
CONDITIONS = (_("You agree that the conditions around you make this hard."), 10)
LOW = (_("You agree that this is not strong yet."), 10)
UNKNOWN = (_("Many of you could not rate it."), 10)
WELL = (_("You agree that this goes well: a word on what keeps it so."), 5)
ALIKE = (_("You see this much alike."), 5)
HIDDEN = (_("Too few of you rated it to show numbers; you can talk about it."), 15)

MOST_AT_FIRST = 5
WORTH_TALKING = (SPLIT, SPREAD, UNEVEN, CONDITIONS, LOW, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A principle that a workshop could talk about: why, for how long, and whether at first."""

    item: str
    title: str
    category: str
    why: str
    minutes: int
    people: int
    chosen: bool = False


def suggested(round: Round) -> list[Suggestion]:
    """Every principle of a round, the most different first; those most worth the time chosen."""
    found = _by_worth(round)
    return [
        Suggestion(
            item=item.id,
            title=item.title,
            category=item.category,
            why=str(why),
            minutes=minutes,
            people=people,
            chosen=place < MOST_AT_FIRST and (why, minutes) in WORTH_TALKING,
        )
        for place, (item, (why, minutes), people) in enumerate(found)
    ]


def left_out(round: Round, topics: Iterable[Topic]) -> list[Suggestion]:
    """The principles that are not on the agenda yet."""
    taken = {one.item for one in topics}
    return [one for one in suggested(round) if one.item not in taken]


def why_and_minutes(one: ItemFigures) -> tuple[str | Promise, int]:
    """Why a principle is worth talking about, in a sentence, and for how many minutes."""
    shown = one.everyone
    if shown is None:
        return HIDDEN
    differing = {Verdict.SPLIT: SPLIT, Verdict.SPREAD: SPREAD}.get(one.verdict or Verdict.AGREED)
    if differing:
        return differing
    if one.differ:
        return UNEVEN
    if not one.item.middle and _low(shown, one.item.levels):
        return CONDITIONS if one.item.locus == "conditions" else LOW
    if (one.dont_know or 0) * 3 >= shown.n:
        return UNKNOWN
    return WELL if not one.item.middle and _high(shown, one.item.levels) else ALIKE


def _by_worth(round: Round) -> list[tuple[Item, tuple[str | Promise, int], int]]:
    """Worth talking about before what is not, each in the order of the figures."""
    figures = figures_of(round, Audience.GROUP)
    if figures is None or not figures.enough:
        items = definition_of(round.version).in_language(round.language).items()
        return [(one, HIDDEN, 0) for one in items]
    rows = [
        (one.item, why_and_minutes(one), one.everyone.n if one.everyone else 0)
        for one in figures.items
    ]
    return sorted(rows, key=lambda row: _rank(row[1]))


def _rank(why: tuple[str | Promise, int]) -> int:
    return WORTH_TALKING.index(why) if why in WORTH_TALKING else len(WORTH_TALKING)


def _low(shown: Distribution, levels: int) -> bool:
    """Most are below the middle of the scale."""
    middle = _middle(shown)
    return middle is not None and middle < (levels + 1) / 2


def _high(shown: Distribution, levels: int) -> bool:
    middle = _middle(shown)
    return middle is not None and middle > (levels + 1) / 2


def _middle(shown: Distribution) -> float | None:
    """The median, or where only a band is told, its middle."""
    if shown.median is None and shown.band:
        return sum(shown.band) / 2
    return shown.median
