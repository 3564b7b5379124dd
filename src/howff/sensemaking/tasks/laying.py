"""Lays out what was found: rows for one of the ways from fewer to more themes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from howff.sense.themes import Level, Themes
from howff.sensemaking.models import Analysis, Placing, Study, Suggestion, Theme
from howff.sensemaking.queries.decided import Span, decided_themes, roots_in

AT_ONCE = 2000

type Compact = dict[str, Any]
type Phrases = Sequence[tuple[str, ...]]


def compact(themes: Themes, spans: Sequence[Span], gone: Collection[int]) -> Compact:
    """What was found as numbers alone, without the passages that are gone by now."""
    kept = [at for at, span in enumerate(spans) if span[0] not in gone]
    place = {at: new for new, at in enumerate(kept)}
    levels = [_level(level, place) for level in themes.levels]
    return {
        "pieces": [spans[at] for at in kept],
        "levels": levels,
        "counts": [len(level["themes"]) for level in levels],
        "suggested": themes.suggested,
    }


def _level(level: Level, place: Mapping[int, int]) -> Compact:
    themes = []
    for one in level.themes:
        pairs = zip(one.pieces, one.confidences, strict=True)
        kept = [(place[at], round(sure, 3)) for at, sure in pairs if at in place]
        if kept:
            themes.append(
                {
                    "key": one.key,
                    "quote": place.get(one.quote, kept[0][0]),
                    "pieces": [at for at, _sure in kept],
                    "confidences": [sure for _at, sure in kept],
                    "people": one.people,
                    "stability": one.stability,
                }
            )
    return {"themes": themes, "unsure": [place[at] for at in level.unsure if at in place]}


def chosen_level(study: Study, result: Mapping[str, Any]) -> int:
    """The level that people chose, as far as there is one, or else the suggested one."""
    levels = len(result["levels"])
    wanted = result["suggested"] if study.level is None else study.level
    return max(0, min(int(wanted), levels - 1))


@dataclass(frozen=True, slots=True)
class Layout:
    """What is laid out: a level of a result, with its phrases and what no person confirmed."""

    level: Compact
    pieces: Sequence[Span]
    phrases: Phrases
    unsaid: Mapping[tuple[int, Span], float]


def lay_out(study: Study, analysis: Analysis, laid: Layout) -> None:
    """Put the level's themes in the place of what was suggested before; what is decided stays."""
    roots, staying = roots_in(study), set(decided_themes(study).values_list("pk", flat=True))
    found = laid.level["themes"]
    covered = {one["key"] for one in found if one["key"] in staying}
    Theme.objects.filter(study=study).exclude(pk__in=staying).delete()
    families = [pk for pk in staying if roots.get(pk, pk) in covered]
    for rows in (Placing.objects.all(), Suggestion.objects.all()):
        rows.filter(theme__in=families).delete()
        # What was decided while the machine looked, or refused, keeps what was in it.
        rows.filter(theme__study=study).exclude(analysis=analysis).update(analysis=analysis)
    themes = _themes(study, found, staying)
    Suggestion.objects.bulk_create(
        _suggestion(analysis, theme, one, laid.pieces, phrases)
        for theme, one, phrases in zip(themes, found, laid.phrases, strict=True)
    )
    Placing.objects.bulk_create(_placings(analysis, themes, laid), batch_size=AT_ONCE)


def _themes(study: Study, found: Sequence[Compact], staying: Collection[int]) -> list[Theme]:
    """The row of each theme: that which people decided, or a new one after all of these."""
    kept = {one.pk: one for one in Theme.objects.filter(pk__in=staying)}
    last = max([one.position for one in kept.values()], default=0)
    rows = []
    for at, one in enumerate(found):
        decided = kept.get(one["key"])
        rows.append(decided or Theme(study=study, position=last + 1 + at))
    made = [row for row in rows if row.pk is None]
    Theme.objects.bulk_create(made)
    return rows


def _suggestion(
    analysis: Analysis,
    theme: Theme,
    one: Compact,
    pieces: Sequence[Span],
    phrases: Sequence[str],
) -> Suggestion:
    passage, start, end = pieces[one["quote"]]
    return Suggestion(
        analysis=analysis,
        theme=theme,
        phrases=list(phrases[:8]),
        quote_id=passage,
        start=start,
        end=end,
        people=one["people"],
        stability=one["stability"],
    )


def _placings(analysis: Analysis, themes: Sequence[Theme], laid: Layout) -> list[Placing]:
    unsure = set(laid.level["unsure"])
    rows = []
    for theme, one in zip(themes, laid.level["themes"], strict=True):
        for at, sure in zip(one["pieces"], one["confidences"], strict=True):
            passage, start, end = laid.pieces[at]
            rows.append(
                Placing(
                    analysis=analysis,
                    theme=theme,
                    passage_id=passage,
                    start=start,
                    end=end,
                    confidence=laid.unsaid.get((theme.pk, laid.pieces[at]), sure),
                    unsure=at in unsure,
                )
            )
    return rows


def last_position(study: Study) -> int:
    """The place after all themes of a study."""
    return (Theme.objects.filter(study=study).aggregate(last=Max("position"))["last"] or 0) + 1
