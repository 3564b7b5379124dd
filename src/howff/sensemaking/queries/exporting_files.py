"""Writes a study's themes as a workbook, tables, for programs, and as a codebook."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from howff.formats.refi import CODEBOOK_TYPE, Code, Codebook, guid_of, write_codebook
from howff.formats.tables import XLSX_TYPE, Cell, Table, table, write_csv, write_xlsx
from howff.people.errors import Refused
from howff.sensemaking.queries.exporting import ANSWERS, THEMES, Row, ThemesFile

CSV_TYPE = "text/csv; charset=utf-8"
COLOURS = ("#0b6e4f", "#8c4a00", "#1f4e9e", "#8a1c4a", "#5b4a00", "#4b2e83")


def to_json(file: ThemesFile) -> bytes:
    """Everything, for programs."""
    run = file.analysis
    content = {
        "study": file.study.pk,
        "title": file.study.title,
        "audience": file.audience.value,
        "rule": file.rule,
        "analysis": {"number": run.number, "model": run.model, "seed": run.seed} if run else None,
        "themes": file.themes,
        "answers": file.answers,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def to_xlsx(file: ThemesFile) -> bytes:
    """A workbook: what it is, the themes, and the answers."""
    told = table((_("About this file"),), [[one] for one in (file.study.title, *file.rule)])
    sheets = {_("Read me"): told, _("Themes"): _themes(file), _("Answers"): _answers(file)}
    return write_xlsx(sheets)


def to_codebook(file: ThemesFile) -> bytes:
    """The themes as codes; those attached to a principle lie within its code."""
    if not file.themes:
        raise Refused("no themes", _("There are no themes yet."), status=409)
    codes: dict[str, list[Code]] = {}
    for place, row in enumerate(file.themes):
        codes.setdefault(row["principle"], []).append(_code(row, place))
    above = [
        Code(_guid(f"principle:{key}"), title, codable=False, codes=tuple(codes[key]))
        for key, title in file.principles.items()
    ]
    return write_codebook(Codebook((*codes.get("", []), *above), "Howff"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what to call it, and who writes it."""

    name: Any
    content_type: str
    write: Callable[[ThemesFile], bytes]


FILES: Mapping[str, Kind] = {
    "themes.xlsx": Kind(gettext_lazy("Workbook (XLSX)"), XLSX_TYPE, to_xlsx),
    "themes.csv": Kind(
        gettext_lazy("Themes (CSV)"), CSV_TYPE, lambda file: write_csv(_themes(file))
    ),
    "answers.csv": Kind(
        gettext_lazy("Answers with their themes (CSV)"),
        CSV_TYPE,
        lambda file: write_csv(_answers(file)),
    ),
    "themes.json": Kind(gettext_lazy("For programs (JSON)"), "application/json", to_json),
    "themes.qdc": Kind(gettext_lazy("Codebook (REFI-QDA)"), CODEBOOK_TYPE, to_codebook),
}


def _themes(file: ThemesFile) -> Table:
    joined = [row | {"phrases": "; ".join(row["phrases"])} for row in file.themes]
    return table(THEMES, [_cells(row, THEMES) for row in joined])


def _answers(file: ThemesFile) -> Table:
    return table(ANSWERS, [_cells(row, ANSWERS) for row in file.answers])


def _cells(row: Row, columns: tuple[str, ...]) -> list[Cell]:
    return [row[name] for name in columns]


def _code(row: Row, place: int) -> Code:
    phrases = _("Words that stand out: %(words)s") % {"words": "; ".join(row["phrases"])}
    parts = [row["description"], phrases if row["phrases"] else ""]
    return Code(
        guid=_guid(f"theme:{row['theme']}"),
        name=row["name"] or _("Theme %(number)d") % {"number": place + 1},
        description="\n".join(filter(None, parts)),
        colour=COLOURS[place % len(COLOURS)],
    )


def _guid(name: str) -> UUID:
    """A number that no other installation gives to anything."""
    return guid_of(f"{settings.PUBLIC_ADDRESS}/{name}")
