"""Puts what was found into words: labels, phrases, quotes and numbers of people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from howff.sense.themes.atoms import Atoms
from howff.sense.themes.graph import Labels
from howff.sense.themes.keeping import Kept
from howff.sense.themes.levels import unit
from howff.sense.themes.phrases import Phrasebook
from howff.sense.themes.pieces import text_of
from howff.sense.themes.shapes import Decided, Level, Piece, Said, Theme
from howff.sense.themes.suggesting import Suggested

UNSURE = 0.5
IN_LABEL = 2  # phrases
MOST_READ = 50  # pieces of a theme, for its phrases
SHORT = 48  # letters of a quote, where it must serve as a label


@dataclass(frozen=True, slots=True)
class _Draft:
    """A theme before it has words."""

    decided: Decided | None
    pieces: Labels
    confidences: NDArray[np.float64]
    stability: float | None


def written(
    said: Sequence[Said],
    pieces: Sequence[Piece],
    atoms: Atoms,
    *,
    decided: Sequence[Decided],
    kept: Kept,
    found: Sequence[Suggested],
) -> tuple[Level, ...]:
    """Write out every level; a decided theme that holds nothing is left out."""
    levels = [[*_kept(decided, kept), *_suggested(kept.rest, one, atoms)] for one in found]
    phrases = _phrases(said, pieces, atoms, levels)
    return tuple(
        _level(
            [
                _theme(draft, words, said, pieces, atoms)
                for draft, words in zip(drafts, told, strict=True)
            ]
        )
        for drafts, told in zip(levels, phrases, strict=True)
    )


def _level(themes: Sequence[Theme]) -> Level:
    """Put the themes of a level together with what is unsure in them."""
    least: dict[int, float] = {}
    for theme in themes:
        for piece, sure in zip(theme.pieces, theme.confidences, strict=True):
            least[piece] = max(sure, least.get(piece, 0.0))
    unsure = [piece for piece, sure in least.items() if sure < UNSURE]
    return Level(tuple(themes), tuple(sorted(unsure, key=lambda piece: (least[piece], piece))))


def _kept(decided: Sequence[Decided], kept: Kept) -> Iterator[_Draft]:
    """Give the decided themes that hold something, in the order in which they were given."""
    for one, pieces, sure in zip(decided, kept.pieces, kept.confidences, strict=True):
        if len(pieces):
            yield _Draft(one, pieces, sure, None)


def _suggested(rest: Labels, level: Suggested, atoms: Atoms) -> list[_Draft]:
    """Give the suggested themes, most people first."""
    drafts = [
        _Draft(None, rest[level.themes == at], level.confidences[level.themes == at], stability)
        for at, stability in enumerate(level.stability)
    ]
    return sorted(drafts, key=lambda one: (-_people(one, atoms), atoms.of[one.pieces].min()))


def _people(draft: _Draft, atoms: Atoms) -> int:
    return len(np.unique(atoms.person[draft.pieces]))


def _phrases(
    said: Sequence[Said], pieces: Sequence[Piece], atoms: Atoms, levels: Sequence[list[_Draft]]
) -> list[list[tuple[str, ...]]]:
    """Give the phrases of every theme."""
    order = _told_by(atoms, _themes(levels[-1], len(pieces)))
    book = Phrasebook(
        [text_of(said, pieces[at]) for at in order],
        [said[pieces[at].answer].language for at in order],
    )
    return book.of([(_themes(drafts, len(pieces))[order], len(drafts)) for drafts in levels])


def _told_by(atoms: Atoms, finest: Labels) -> Labels:
    """Choose the pieces whose words are read: up to fifty of each of the smallest themes.

    Somebody who says a thing twice counts once.
    """
    once = np.unique(np.stack([atoms.of, atoms.person]), axis=1, return_index=True)[1]
    order = once[np.lexsort((once, atoms.of[once], finest[once]))]
    sizes = np.bincount(finest[order] + 1)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    step = -(-sizes // MOST_READ)
    return np.asarray(order[rank % np.repeat(np.maximum(step, 1), sizes) == 0])


def _themes(drafts: Sequence[_Draft], count: int) -> Labels:
    """Give the first theme that each piece is in."""
    themes = np.full(count, -1)
    for at, draft in reversed(list(enumerate(drafts))):
        themes[draft.pieces] = at
    return themes


def _theme(
    draft: _Draft,
    phrases: tuple[str, ...],
    said: Sequence[Said],
    pieces: Sequence[Piece],
    atoms: Atoms,
) -> Theme:
    """Give a draft its words; its pieces come most typical first."""
    order = _most_typical_first(draft.pieces, atoms)
    found = draft.pieces[order].tolist()
    confirmed = [piece for piece in found if draft.decided and piece in draft.decided.examples]
    quote = (confirmed or found)[0]
    return Theme(
        key=draft.decided.key if draft.decided else None,
        label=draft.decided.name
        if draft.decided
        else _label(phrases, text_of(said, pieces[quote])),
        phrases=phrases,
        quote=quote,
        pieces=tuple(found),
        confidences=tuple(draft.confidences[order].round(4).tolist()),
        people=_people(draft, atoms),
        stability=draft.stability,
    )


def _most_typical_first(pieces: Labels, atoms: Atoms) -> Labels:
    """Give the order from the middle of a theme outwards."""
    of = atoms.of[pieces]
    centre = unit(atoms.vectors[np.sort(of)].sum(axis=0, dtype=np.float64)[None])[0]
    near = (atoms.vectors[of] @ centre).round(5)
    return np.asarray(np.lexsort((pieces, of, -near)), np.int64)


def _label(phrases: Sequence[str], quote: str) -> str:
    """Give a suggested theme's label: its phrases, or the beginning of its quote."""
    text = ", ".join(phrases[:IN_LABEL]) or " ".join(quote.split())
    short = text if len(text) <= SHORT or phrases else f"{text[: SHORT - 1]}…"
    return short[:1].upper() + short[1:]
