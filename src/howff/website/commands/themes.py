"""`howff themes`: the themes in a spreadsheet of answers, without a server or a database."""

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import ngettext

from howff.formats.tables import Table, table, write_xlsx
from howff.sense.embedding import Embedder, EmbeddingError, default_embedder
from howff.sense.themes import Level, Said, Theme, Themes, find_themes, text_of
from howff.website.commands.themes_page import in_words, page
from howff.website.errors import Refused
from howff.website.files import ending_of, read_rows, write_whole

ENDINGS = ("html", "xlsx", "json")
LONGEST_CELL = 10_000_000  # letters; the spreadsheet is the person's own


def run(options: Namespace) -> int:
    """Read the answers, find their themes, and write them whole or not at all."""
    target = Path(options.output)
    ending = ending_of(target, ENDINGS)
    said = _said(Path(options.answers), options)
    embedder = default_embedder([options.language])
    themes = _found(said, embedder)
    write_whole(target, _content(said, themes, ending, options.title or Path(options.answers).stem))
    print(f"{_counted(said, themes)}: see {target}.")
    if not embedder.lasting:
        print("They were found by the words that answers share. To find them by meaning, install")
        print("howff[themes].")
    return 0


def _counted(said: Sequence[Said], themes: Themes) -> str:
    """How many themes in how many answers."""
    answers = len({piece.answer for piece in themes.pieces})
    found = len(themes.best.themes)
    told = ngettext("%(n)s theme", "%(n)s themes", found) % {"n": found}
    blank = len(said) - answers
    left = f" ({blank} blank)" if blank else ""
    return f"{told} in {ngettext('%(n)s answer', '%(n)s answers', answers) % {'n': answers}}{left}"


def _found(said: Sequence[Said], embedder: Embedder) -> Themes:
    """Find the themes, and tell somebody who waits at a terminal how far it is."""
    watching = sys.stderr.isatty()

    def told(share: float) -> None:
        if watching:
            print(f"\r{share:4.0%}", end="\n" if share == 1 else "", file=sys.stderr, flush=True)

    try:
        return find_themes(said, embedder=embedder, progress=told)
    except EmbeddingError as error:
        raise Refused(str(error)) from None


def _said(file: Path, options: Namespace) -> list[Said]:
    """Read every row as an answer; without a person each row is somebody else."""
    csv.field_size_limit(LONGEST_CELL)
    rows = read_rows(file, blank=True)
    for name in filter(None, (options.column, options.person)):
        if name not in rows.columns:
            raise Refused(f"{file} has no column {name}: it has {', '.join(rows.columns)}.")
    said = [
        Said(_person(row, options.person, number), str(row[options.column] or ""), options.language)
        for number, row in enumerate(rows.records())
    ]
    if not any(one.text.strip() for one in said):
        raise Refused(f"{file} has no answers in the column {options.column}.")
    return said


def _person(row: dict[str, Any], column: str | None, number: int) -> str | int:
    """Give who said it: what stands in the column, or else the row itself."""
    return str(row[column] or "").strip() or number if column else number


def _content(said: Sequence[Said], themes: Themes, ending: str, title: str) -> bytes:
    """Give the whole file."""
    if ending == "html":
        return page(said, themes, title)
    if ending == "xlsx":
        return write_xlsx({"Themes": _themes(said, themes), "Answers": _answers(said, themes)})
    return json.dumps(as_values(said, themes), ensure_ascii=False, indent=1).encode() + b"\n"


def as_values(said: Sequence[Said], themes: Themes) -> dict[str, Any]:
    """Give the themes as plain values; answers are rows below the header, from 0."""
    return {
        "themes": _values(said, themes, themes.best),
        "unsure": _rows(themes, themes.best.unsure),
        "levels": [
            {"suggested": level is themes.best, "themes": _values(said, themes, level)}
            for level in themes.levels
        ],
        "embedder": themes.embedder,
        "digest": themes.digest,
        "seed": themes.seed,
    }


def _values(said: Sequence[Said], themes: Themes, level: Level) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "label": theme.label,
            "quote": quote_of(said, themes, theme),
            "people": theme.people,
            "stability": theme.stability,
            "answers": list(themes.answers(theme)),
            "phrases": list(theme.phrases),
        }
        for number, theme in enumerate(level.themes, 1)
    ]


def _rows(themes: Themes, pieces: Sequence[int]) -> list[int]:
    return sorted({themes.pieces[piece].answer for piece in pieces})


def quote_of(said: Sequence[Said], themes: Themes, theme: Theme) -> str:
    """Give the words of a theme's most typical piece."""
    return text_of(said, themes.pieces[theme.quote])


def _themes(said: Sequence[Said], themes: Themes) -> Table:
    """Give a row for each theme of each level, those to begin with first."""
    columns = (
        "Theme", "Label", "People", "Answers", "Stability", "In words", "Quote", "Phrases", "Level",
    )  # fmt: skip
    levels = sorted(enumerate(themes.levels, 1), key=lambda one: one[1] is not themes.best)
    return table(
        columns,
        (
            (number, theme.label, theme.people, len(themes.answers(theme)), theme.stability,
             in_words(theme.stability), quote_of(said, themes, theme), ", ".join(theme.phrases),
             f"{at} of {len(levels)}" + (", suggested" if level is themes.best else ""))
            for at, level in levels
            for number, theme in enumerate(level.themes, 1)
        ),
    )  # fmt: skip


def _answers(said: Sequence[Said], themes: Themes) -> Table:
    """Give a row for each piece of each answer with its theme at the level to begin with."""
    unsure = set(themes.best.unsure)
    rows = sorted(
        (themes.pieces[piece], number, theme, piece, sure)
        for number, theme in enumerate(themes.best.themes, 1)
        for piece, sure in zip(theme.pieces, theme.confidences, strict=True)
    )
    columns = ("Row", "Words", "Theme", "Label", "Confidence", "Unsure")
    return table(
        columns,
        (
            (where.answer, text_of(said, where), number, theme.label, sure, piece in unsure)
            for where, number, theme, piece, sure in rows
        ),
    )
