"""Themes as one web page that needs nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from howff.reports.rendering.html import styles
from howff.sense.themes import Level, Said, Theme, Themes, text_of
from howff.sense.themes.pieces import same_words

MORE_QUOTES = 2
LISTED = 200  # answers of a theme; the workbook has all of them
FAIR, GOOD, BEST = 0.6, 0.75, 0.85  # Hennig, 2007

LAID_OUT = """
.level > summary { padding-block: var(--space-3); cursor: pointer; }
.level > summary h2 { display: inline; }
.theme-cards {
  display: grid; gap: var(--space-4); padding: 0; list-style: none;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
}
.theme-cards > .card { margin: 0; }
.theme-cards > .card > * + *, .report-page > header > * + *,
.report-page > section > * + * { margin-block-start: var(--space-3); }
.report-page > section, .report-page > footer { margin-block-start: var(--space-6); }
"""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one theme."""

    number: int
    label: str
    people: str
    stability: str
    quotes: tuple[str, ...]
    answers: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one level."""

    title: str
    suggested: bool
    cards: tuple[Card, ...]


def page(said: Sequence[Said], themes: Themes, title: str) -> bytes:
    """Write the themes as a page with its styles inside, without scripts."""
    answers = len({piece.answer for piece in themes.pieces})
    people = len({said[piece.answer].person for piece in themes.pieces})
    context = {
        "title": title,
        "answers": ngettext("%(n)s answer", "%(n)s answers", answers) % {"n": answers},
        "people": _people(people),
        "levels": [_shown(said, themes, level) for level in themes.levels],
        "unsure": [text_of(said, themes.pieces[one]) for one in themes.best.unsure[:LISTED]],
        "embedder": themes.embedder,
        "language": next((one.language for one in said), "en"),
        "styles": styles() + LAID_OUT,
        "document": {"language": "en", "title": title, "collaboration": _("Themes")},
    }
    return render_to_string("website/themes.html", context).encode()


def in_words(stability: float | None) -> str:
    """Say how far a theme can be trusted."""
    if stability is None:
        return _("too few answers to say how firm it is")
    if stability >= BEST:
        return _("very firm")
    if stability >= GOOD:
        return _("firm")
    return _("may shift with more answers") if stability >= FAIR else _("loose: read it with care")


def _shown(said: Sequence[Said], themes: Themes, level: Level) -> Shown:
    """Give a level; only the one to begin with lists its answers."""
    count, suggested = len(level.themes), level is themes.best
    return Shown(
        title=ngettext("%(n)s theme", "%(n)s themes", count) % {"n": count},
        suggested=suggested,
        cards=tuple(
            _card(said, themes, theme, number, listed=suggested)
            for number, theme in enumerate(level.themes, 1)
        ),
    )


def _card(said: Sequence[Said], themes: Themes, theme: Theme, number: int, *, listed: bool) -> Card:
    """Give a theme's card with a few different quotes, the most typical first."""
    words = [text_of(said, themes.pieces[piece]) for piece in (theme.quote, *theme.pieces)]
    return Card(
        number=number,
        label=theme.label,
        people=_people(theme.people),
        stability=in_words(theme.stability),
        quotes=tuple(islice(_different(words), 1 + MORE_QUOTES)),
        answers=tuple(words[1 : LISTED + 1]) if listed else (),
        left=max(0, len(theme.pieces) - LISTED),
    )


def _different(words: Sequence[str]) -> Iterator[str]:
    """Leave out what was said before in the same words."""
    seen: set[str] = set()
    for one in words:
        if (key := same_words(one)) not in seen:
            seen.add(key)
            yield one


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
