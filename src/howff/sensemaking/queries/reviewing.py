"""What people look at next: the answers of which the machine is least sure come first."""

from collections.abc import Mapping
from dataclasses import dataclass

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes, texts
from howff.sensemaking.models import Theme
from howff.sensemaking.queries.members import Place
from howff.sensemaking.queries.sureness import Badge, how_sure
from howff.sensemaking.queries.themes import Bench, piece_of

AT_ONCE = 20
ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ToJudge:
    """An answer in a theme: its words, how sure that is, and where else it is."""

    quote: Quote
    text: str
    theme: int
    title: str
    sure: Badge
    confirmed: bool
    also: list[str]


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of the answers that wait, how many there are, and what was looked for."""

    shown: list[ToJudge]
    total: int
    settled: int
    page: int
    pages: int
    which: str
    search: str


def queue(bench: Bench, *, which: str = "", search: str = "", page: int = 1) -> Queue:
    """The answers that no person has placed, least sure first; `unsure` gives only that pile."""
    titles = dict(bench.titles)
    members = bench.members
    placed = {one for theme in titles for one, at in members.of(theme).items() if at.confirmed}
    waiting = [
        (at.confidence, passage, theme)
        for theme in titles
        for passage, at in members.of(theme).items()
        if passage not in placed and (which != "unsure" or at.unsure)
    ]
    waiting.sort(key=lambda one: (not members.of(one[2])[one[1]].unsure, *one))
    pairs = [(passage, theme) for _sure, passage, theme in waiting]
    found = _holding(pairs, search)
    some, page, pages = _page(found, page, AT_ONCE)
    return Queue(
        shown=_judged(bench, some),
        total=len(found),
        settled=len(placed),
        page=page,
        pages=pages,
        which=which,
        search=search,
    )


def answers_of(bench: Bench, theme: Theme, *, search: str = "", page: int = 1) -> Queue:
    """All answers of a theme, least sure first, those that people confirmed last."""
    places = bench.members.of(theme.pk)
    ordered = sorted(places, key=lambda pk: (places[pk].confirmed, places[pk].confidence, pk))
    found = _holding([(pk, theme.pk) for pk in ordered], search)
    some, page, pages = _page(found, page, ON_A_PAGE)
    return Queue(
        shown=_judged(bench, some),
        total=len(found),
        settled=sum(one.confirmed for one in places.values()),
        page=page,
        pages=pages,
        which="",
        search=search,
    )


def _judged(bench: Bench, pairs: list[tuple[int, int]]) -> list[ToJudge]:
    words = quotes({passage for passage, _theme in pairs}, Audience.GROUP)
    titles = dict(bench.titles)
    return [
        _one(bench, words[passage], bench.members.of(theme)[passage], theme, titles)
        for passage, theme in pairs
        if passage in words and not words[passage].withdrawn
    ]


def _one(
    bench: Bench, quote: Quote, place: Place, theme: int, titles: Mapping[int, str]
) -> ToJudge:
    others = [titles[one] for one in bench.members.by_answer[quote.id] if one in titles]
    title = titles.get(theme, "")
    return ToJudge(
        quote=quote,
        text=piece_of(quote.text, place),
        theme=theme,
        title=title,
        sure=how_sure(place),
        confirmed=place.confirmed,
        also=[one for one in others if one != title],
    )


def _holding(pairs: list[tuple[int, int]], search: str) -> list[tuple[int, int]]:
    """Those whose words hold what was looked for, as far as they may be read."""
    if not search:
        return pairs
    words = texts({passage for passage, _theme in pairs}, Audience.GROUP)
    wanted = search.casefold()
    return [pair for pair in pairs if wanted in words.get(pair[0], "").casefold()]


def _page(
    found: list[tuple[int, int]], page: int, at_once: int
) -> tuple[list[tuple[int, int]], int, int]:
    pages = max(1, -(-len(found) // at_once))
    here = max(1, min(page, pages))
    return found[(here - 1) * at_once : here * at_once], here, pages
