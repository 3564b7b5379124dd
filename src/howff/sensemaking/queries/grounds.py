"""What a finding rests on, traced: its themes, quotes and figures, and the voices against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.sensemaking.models import Finding, Grounds, GroundsKind, Suggestion, Theme, ThemeState
from howff.sensemaking.queries.inside import inside, whose_of
from howff.sensemaking.queries.measured import Measured, measured
from howff.sensemaking.queries.origins import Origin, origins_of, told

PASSAGE, COUNTER = GroundsKind.PASSAGE, GroundsKind.COUNTER

type Held = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class OfTheme:
    """A theme that a finding rests on, with how many people are in it and one of its quotes."""

    grounds: int
    theme: int
    study: int
    name: str
    description: str
    people: int
    quote: Quote | None
    refused: bool
    place: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote, and where it was said."""

    grounds: int
    quote: Quote
    origin: Origin


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is now; `measured` is None where it is gone or hidden."""

    grounds: int
    measured: Measured | None


@dataclass(frozen=True, slots=True)
class RestsOn:
    """All of it. `people` are those whose words it rests on; `hidden` things are not told yet."""

    themes: tuple[OfTheme, ...]
    voices: tuple[Voice, ...]
    against: tuple[Voice, ...]
    figures: tuple[Figure, ...]
    people: int
    hidden: int

    @property
    def for_it(self) -> int:
        """How many things speak for it."""
        gone = sum(one.measured is None for one in self.figures)
        return len(self.themes) + len(self.voices) + len(self.figures) - gone


def rests_on(
    finding: Finding, audience: Audience = Audience.GROUP, *, untold: bool = True
) -> RestsOn:
    """What a finding rests on, as far as this audience may read it.

    Without `untold`, what was answered to prompts that are not shown yet is left out.
    """
    rows = list(finding.grounds.select_related("theme__study"))
    words = quotes([one.passage_id for one in rows if one.passage_id], audience)
    origins = origins_of(words)
    known = {one.pk: _names(one, origins) for one in rows}
    open_ = told(name for names in known.values() for name in names)
    kept = [one for one in rows if untold or open_.issuperset(known[one.pk])]
    voices = {kind: _voices(kept, kind, words, origins) for kind in (PASSAGE, COUNTER)}
    figures = [
        Figure(one.pk, measured(finding.collaboration, one.figure, audience))
        for one in kept
        if one.kind == GroundsKind.FIGURE
    ]
    seen = [one for one in figures if untold or one.measured is None or one.measured.told]
    themes = [one for one in kept if one.theme]
    held = inside([one.theme_id for one in themes if one.theme_id])
    return RestsOn(
        themes=tuple(_themes(themes, held, audience)),
        voices=voices[PASSAGE],
        against=voices[COUNTER],
        figures=tuple(seen),
        people=_people(held, voices[PASSAGE]),
        hidden=len(rows) - len(kept) + len(figures) - len(seen),
    )


def named(themes: Iterable[Theme]) -> dict[int, str]:
    """What each theme is called: as people named it, or by the words that stand out."""
    rows = list(themes)
    said = Suggestion.objects.filter(theme__in=rows).order_by("analysis__number")
    phrases = dict(said.values_list("theme", "phrases"))
    return {one.pk: one.name or ", ".join(phrases.get(one.pk, [])[:3]) for one in rows}


def quotes_for(themes: Sequence[Theme], audience: Audience) -> dict[int, Quote]:
    """The quote that stands for each theme: as a person chose it, or as the machine suggests."""
    said = Suggestion.objects.filter(theme__in=themes).order_by("analysis__number")
    chosen = dict(said.exclude(quote=None).values_list("theme", "quote"))
    chosen |= {one.pk: one.quote_id for one in themes if one.quote_id}
    words = quotes(chosen.values(), audience)
    return {
        theme: words[passage]
        for theme, passage in chosen.items()
        if passage in words and not words[passage].withdrawn
    }


def _themes(rows: Sequence[Grounds], held: Held, audience: Audience) -> Iterable[OfTheme]:
    themes = [one.theme for one in rows if one.theme]
    names, best = named(themes), quotes_for(themes, audience)
    for one in rows:
        assert one.theme
        yield OfTheme(
            grounds=one.pk,
            theme=one.theme.pk,
            study=one.theme.study_id,
            name=names[one.theme.pk],
            description=one.theme.description,
            people=len(set(held[one.theme.pk].values())),
            quote=best.get(one.theme.pk),
            refused=one.theme.state == ThemeState.REFUSED or one.theme.merged_into_id is not None,
            place=one.theme.study.title,
        )


def _voices(
    rows: Iterable[Grounds], kind: GroundsKind, words: dict[int, Quote], origins: dict[int, Origin]
) -> tuple[Voice, ...]:
    return tuple(
        Voice(one.pk, words[one.passage_id], origins[one.passage_id])
        for one in rows
        if one.kind == kind and one.passage_id in words and not words[one.passage_id].withdrawn
    )


def _names(one: Grounds, origins: dict[int, Origin]) -> list[str]:
    """The sources behind one of the grounds; of a figure they are asked of itself."""
    if one.theme:
        return list(one.theme.study.sources)
    return [origins[one.passage_id].name] if one.passage_id in origins else []


def _people(held: Held, voices: Iterable[Voice]) -> int:
    """How many people said it: those in its themes and those who are quoted, each once."""
    people = {who for some in held.values() for who in some.values()}
    return len(people | set(whose_of(one.quote.id for one in voices).values()))
