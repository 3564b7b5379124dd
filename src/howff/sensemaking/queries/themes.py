"""The workbench: themes as cards, what the machine is doing, and what came of it last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.sensemaking.models import Analysis, Progress, Study, Suggestion, Theme, ThemeState
from howff.sensemaking.queries.access import under_way
from howff.sensemaking.queries.came import Came, Everyone, came, groups_of
from howff.sensemaking.queries.members import Members, Place
from howff.sensemaking.queries.sources import people_known
from howff.sensemaking.queries.sureness import (
    Badge,
    how_long,
    is_made_by_another_model,
    seconds_for,
    steadiness,
)

QUOTES = 3
LONGEST = 280
KEYS = 9
AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it stands for a theme: the piece that is about it, word for word."""

    quote: Quote
    text: str

    @property
    def attribution(self) -> str:
        """How the speaker chose to be named."""
        return self.quote.attribution

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.quote.language


@dataclass(frozen=True, slots=True)
class Card:
    """A theme, with everything by which people judge it."""

    theme: Theme
    title: str
    phrases: list[str]
    people: int
    answers: int
    confirmed: int
    unsure: int
    steadiness: Badge
    quotes: list[Shown] = field(default_factory=list)
    came: Came = field(default_factory=Came)
    key: int = 0

    @property
    def decided(self) -> bool:
        """Whether somebody said that this is a theme."""
        return self.theme.state == ThemeState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of the last look without reading all that it found."""

    analysis: Analysis
    counts: list[int]
    suggested: int
    passages: int
    languages: list[str]


class Bench:
    """A study as the workbench shows it; everything is read in a fixed number of queries."""

    def __init__(self, study: Study, limit: int = AT_ONCE) -> None:
        self.study, self.limit = study, limit

    @cached_property
    def members(self) -> Members:
        """Which answers are in which theme."""
        return Members(self.study)

    @property
    def answers(self) -> int:
        """How many answers may be read now."""
        return len(self.members.people)

    @cached_property
    def people(self) -> int:
        """How many people they are of."""
        return len(set(self.members.people.values()))

    @property
    def people_known(self) -> bool:
        """Whether anybody knows which answers are of the same person."""
        return people_known(self.study.sources)

    @cached_property
    def running(self) -> Analysis | None:
        """The look that waits or is under way."""
        return under_way(self.study)

    @cached_property
    def newest(self) -> Analysis | None:
        """The look that was asked for last, whatever became of it."""
        return self.study.analyses.defer("inputs", "result").first()

    @cached_property
    def looked(self) -> Looked | None:
        """The last look that was finished."""
        done = self.study.analyses.filter(state=Progress.DONE)
        analysis = done.defer("inputs", "result").first()
        if analysis is None:
            return None
        about = ("counts", "suggested", "passages", "languages")
        rows = Analysis.objects.filter(pk=analysis.pk)
        counts, suggested, passages, languages = rows.values_list(
            *(f"result__{one}" for one in about)
        ).get()
        return Looked(analysis, counts or [], suggested or 0, passages or 0, languages or [])

    @property
    def new(self) -> int:
        """How many answers came since the last look."""
        return max(0, self.answers - self.looked.passages) if self.looked else self.answers

    @property
    def takes(self) -> str:
        """How long another look would take, in words."""
        return how_long(seconds_for(self.answers, self.new))

    @property
    def made_by_another_model(self) -> bool:
        """Whether the last look was made by a model that is no longer in use."""
        if self.looked is None:
            return False
        return is_made_by_another_model(self.looked.analysis.model_digest, self.looked.languages)

    @property
    def level(self) -> int:
        """The level in use."""
        if self.looked is None or not self.looked.counts:
            return 0
        wanted = self.looked.suggested if self.study.level is None else self.study.level
        return max(0, min(wanted, len(self.looked.counts) - 1))

    @cached_property
    def rows(self) -> list[Theme]:
        """The themes that are not part of another one."""
        rows = Theme.objects.filter(study=self.study, merged_into=None)
        return list(rows.order_by("position", "pk"))

    @cached_property
    def suggestions(self) -> Mapping[int, Suggestion]:
        """What the machine says of each theme."""
        rows = Suggestion.objects.filter(theme__study=self.study).order_by("pk")
        return {one.theme_id: one for one in rows}

    @cached_property
    def cards(self) -> list[Card]:
        """The first themes, with quotes, numbers and who is in them."""
        rows = self.standing[: self.limit]
        wanted = {one.pk: self._to_quote(one) for one in rows}
        words = quotes({pk for some in wanted.values() for pk in some}, Audience.GROUP)
        return [self._card(one, wanted[one.pk], words, key) for key, one in enumerate(rows, 1)]

    @cached_property
    def standing(self) -> list[Theme]:
        """All themes that nobody refused and that have answers or a name."""
        rows = [one for one in self.rows if one.state != ThemeState.REFUSED]
        return [one for one in rows if self.members.of(one.pk) or one.name]

    @property
    def more(self) -> int:
        """How many cards to show when somebody wants more; 0 where all are shown."""
        return self.limit + AT_ONCE if len(self.standing) > self.limit else 0

    @cached_property
    def refused(self) -> list[tuple[Theme, str]]:
        """The themes that people refused, with what they are called."""
        rows = [one for one in self.rows if one.state == ThemeState.REFUSED]
        return [(one, self.title(one)) for one in rows]

    @cached_property
    def titles(self) -> list[tuple[int, str]]:
        """The themes by number and name, in their order: to choose from."""
        return [(one.pk, self.title(one)) for one in self.standing]

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Those that are offered beside each answer."""
        return self.titles[: self.limit]

    def title(self, theme: Theme) -> str:
        """The name that people gave, or the words that the machine found."""
        return title_of(theme, self.suggestions.get(theme.pk))

    def card(self, theme: Theme) -> Card:
        """One theme with everything."""
        wanted = self._to_quote(theme)
        return self._card(theme, wanted, quotes(wanted, Audience.GROUP), 0)

    def _card(self, theme: Theme, wanted: list[int], words: Mapping[int, Quote], key: int) -> Card:
        places, suggested = self.members.of(theme.pk), self.suggestions.get(theme.pk)
        people = self.members.people_in(theme.pk)
        return Card(
            theme=theme,
            title=self.title(theme),
            phrases=suggested.phrases if suggested else [],
            people=len(people),
            answers=len(places),
            confirmed=sum(one.confirmed for one in places.values()),
            unsure=sum(one.unsure for one in places.values()),
            steadiness=steadiness(suggested.stability if suggested else None),
            quotes=list(shown(wanted, words, places)),
            came=came(people, self._everyone),
            key=key if key <= KEYS else 0,
        )

    def _to_quote(self, theme: Theme) -> list[int]:
        """The answers that stand for a theme: the chosen one, the most typical, then the surest."""
        places, suggested = self.members.of(theme.pk), self.suggestions.get(theme.pk)
        first = [theme.quote_id, suggested.quote_id if suggested else None]
        surest = sorted(places, key=lambda pk: (-places[pk].confirmed, -places[pk].confidence, pk))
        wanted = [pk for pk in (*first, *surest[: QUOTES + 2]) if pk in places]
        return list(dict.fromkeys(wanted))[:QUOTES]

    @cached_property
    def _everyone(self) -> Everyone:
        return Everyone.of(set(self.members.people.values()), groups_of(self.study.sources))


def title_of(theme: Theme, suggested: Any) -> str:
    """What a theme is called: by people, or else by the words in which it differs."""
    if theme.name:
        return theme.name
    phrases = suggested.phrases[:3] if suggested else []
    return ", ".join(phrases) or f"№ {theme.position}"


def shown(
    wanted: Iterable[int], words: Mapping[int, Quote], places: Mapping[int, Place]
) -> Iterable[Shown]:
    """The piece of each answer that is about a theme; the whole of a short one."""
    for pk in wanted:
        if pk in words and not words[pk].withdrawn:
            yield Shown(words[pk], piece_of(words[pk].text, places.get(pk)))


def piece_of(text: str, place: Place | None) -> str:
    """The piece that was placed, word for word; where that is the whole, the whole."""
    if place is None or place.end <= place.start or len(text) <= LONGEST:
        return text
    before, after = "… " if place.start else "", " …" if place.end < len(text.rstrip()) else ""
    return f"{before}{text[place.start : place.end]}{after}"
