"""Themes of several conversations, rounds and story collections side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from howff.people.models import Collaboration
from howff.people.rules import Someone
from howff.sense.series import Course, Life, Pair, Seen, alike, centre_of, life
from howff.sensemaking.models import (
    Strand,
    Study,
    StudyKind,
    Suggestion,
    Theme,
    ThemeState,
    Thread,
    Vector,
)
from howff.sensemaking.queries.access import studies_for
from howff.sensemaking.queries.contrary import vector_of
from howff.sensemaking.queries.grounds import named
from howff.sensemaking.queries.members import Members
from howff.sensemaking.queries.sources import people_known

K = 5
HIGH, WIDE = 40, 28
MOST_READ = 60
MOST_PAIRS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One place where people were asked, and how many answered; texts, where nobody knows whose."""

    study: Study
    answered: int
    people_known: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One time of a small picture, in its own units; hidden where few people spoke."""

    x: int
    y: float
    height: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A theme through the series; `thread` where a person said which are the same."""

    name: str
    thread: int | None
    themes: tuple[int, ...]
    life: Life

    @property
    def value(self) -> str:
        """The row as a form sends it."""
        return f"{','.join(map(str, self.themes))}:{self.name}"

    @property
    def course(self) -> str:
        """How it fares, in words."""
        return COURSES[self.life.course]()

    @property
    def bars(self) -> list[Bar]:
        """A small picture of its shares."""
        return [
            Bar(at * WIDE + 4, HIGH - HIGH * (one or 0), HIGH * (one or 0), one is None)
            for at, one in enumerate(self.life.shares)
        ]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Two themes that may be the same."""

    names: tuple[str, str]
    places: tuple[str, str]
    value: str
    by_meaning: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Everything side by side, and what may be joined."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    suggested: tuple[Suggested, ...]

    @property
    def width(self) -> int:
        """How wide a small picture is."""
        return WIDE * len(self.columns)


COURSES = {
    Course.ONCE: lambda: _("came up once"),
    Course.LASTING: lambda: _("came up every time"),
    Course.NEW: lambda: _("came up lately"),
    Course.QUIET: lambda: _("has gone quiet"),
    Course.RETURNED: lambda: _("went and came back"),
    Course.UNKNOWN: lambda: _("cannot be told: few people spoke of it"),
}


def series_of(person: Someone, collaboration: Collaboration, *, suggest: bool) -> Series:
    """The accepted themes of every study that this person may see, the oldest study first."""
    seen = [one for one in studies_for(person, collaboration) if one.kind == StudyKind.THEMES]
    themes = _accepted(seen)
    studies = sorted(
        (one for one in seen if themes[one.pk]), key=lambda one: (one.created_at, one.pk)
    )
    members = {one.pk: Members(one) for one in studies}
    every = [theme for one in studies for theme in themes[one.pk]]
    names, threads = named(every), _threads(every)
    columns = tuple(_column(one, members[one.pk]) for one in studies)
    rows = _rows(every, threads, names, members, columns)
    found = _suggested(every, threads, names, members) if suggest else ()
    return Series(columns, rows, found)


def themes_to_join(collaboration: Collaboration, numbers: Iterable[int]) -> list[Theme]:
    """Accepted themes of a collaboration, by number; others are not found."""
    rows = Theme.objects.filter(
        study__collaboration=collaboration, state=ThemeState.ACCEPTED, merged_into=None
    )
    return list(rows.filter(pk__in=list(numbers)).select_related("study"))


def thread_in(collaboration: Collaboration, pk: int) -> Thread:
    """One thread of a collaboration, or not found."""
    thread = Thread.objects.filter(collaboration=collaboration, pk=pk).first()
    if thread is None:
        raise Http404
    return thread


def _accepted(studies: Sequence[Study]) -> dict[int, list[Theme]]:
    rows = Theme.objects.filter(study__in=studies, state=ThemeState.ACCEPTED, merged_into=None)
    found: dict[int, list[Theme]] = defaultdict(list)
    for one in rows:
        found[one.study_id].append(one)
    return found


def _column(study: Study, members: Members) -> Column:
    return Column(study, len(set(members.people.values())), people_known(study.sources))


def _threads(themes: Sequence[Theme]) -> dict[int, Thread]:
    rows = Strand.objects.filter(theme__in=themes).select_related("thread")
    return {one.theme_id: one.thread for one in rows}


def _rows(
    themes: Sequence[Theme],
    threads: Mapping[int, Thread],
    names: Mapping[int, str],
    members: Mapping[int, Members],
    columns: Sequence[Column],
) -> tuple[Row, ...]:
    """A row for each thread and for each theme that is alone, most people first."""
    groups: dict[object, list[Theme]] = defaultdict(list)
    for one in themes:
        thread = threads.get(one.pk)
        groups[("thread", thread.pk) if thread else one.pk].append(one)
    found: list[tuple[int, Row]] = []
    for some in groups.values():
        thread = threads.get(some[0].pk)
        counts = _counts(some, members, columns)
        row = Row(
            name=thread.name if thread else names[some[0].pk],
            thread=thread.pk if thread else None,
            themes=tuple(one.pk for one in some),
            life=life(counts, [one.answered for one in columns], K),
        )
        found.append((sum(counts), row))
    ordered = sorted(found, key=lambda pair: (-pair[0], pair[1].name))
    return tuple(row for _n, row in ordered)


def _counts(
    themes: Sequence[Theme], members: Mapping[int, Members], columns: Sequence[Column]
) -> list[int]:
    """How many people spoke of these, each time."""
    people: dict[int, set[str]] = defaultdict(set)
    for one in themes:
        people[one.study_id] |= members[one.study_id].people_in(one.pk)
    return [len(people[one.study.pk]) for one in columns]


def _suggested(
    themes: Sequence[Theme],
    threads: Mapping[int, Thread],
    names: Mapping[int, str],
    members: Mapping[int, Members],
) -> tuple[Suggested, ...]:
    """The pairs that nobody joined yet, the most alike first."""
    seen = as_seen(themes, names, members)
    places = {one.pk: members[one.study_id].study.title for one in themes}
    joined = {one.pk: threads[one.pk].pk if one.pk in threads else -one.pk for one in themes}
    found = []
    for pair in alike(seen):
        one, other = _numbers(pair)
        if joined[one] != joined[other]:
            value = f"{one},{other}:{names[one]}"
            both = (names[one], names[other]), (places[one], places[other])
            found.append(Suggested(*both, value, pair.by_meaning))
    return tuple(found[:MOST_PAIRS])


def _numbers(pair: Pair) -> tuple[int, int]:
    assert isinstance(pair.one, int)
    assert isinstance(pair.other, int)
    return pair.one, pair.other


def as_seen(
    themes: Sequence[Theme], names: Mapping[int, str], members: Mapping[int, Members]
) -> list[Seen]:
    """Each theme with its words, and the centre of what is surest in it."""
    said = Suggestion.objects.filter(theme__in=themes).order_by("analysis__number")
    phrases = dict(said.values_list("theme", "phrases"))
    inside = {one.pk: _surest(members[one.study_id], one.pk) for one in themes}
    kept = Vector.objects.filter(passage__in={pk for some in inside.values() for pk in some})
    models = sorted(set(kept.values_list("model_digest", flat=True)))[:1]
    vectors = {one.passage_id: vector_of(one) for one in kept.filter(model_digest__in=models)}
    return [
        Seen(
            key=one.pk,
            place=one.study_id,
            words=(names[one.pk], *phrases.get(one.pk, [])),
            centre=centre_of([vectors[pk] for pk in inside[one.pk] if pk in vectors]),
            model=models[0] if models else "",
        )
        for one in themes
    ]


def _surest(members: Members, theme: int) -> list[int]:
    places = members.of(theme)
    return sorted(places, key=lambda one: (-places[one].confidence, one))[:MOST_READ]
