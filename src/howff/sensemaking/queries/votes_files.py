"""What votes say as files: the findings as tables or data, and all votes as Polis exports them."""

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.formats.polis_writing import polis_files
from howff.formats.tables import XLSX_TYPE, Cell, Table, table, write_csv, write_xlsx
from howff.sense.votes import Standing
from howff.sensemaking.models import Study
from howff.sensemaking.queries.common_ground import Line, Told, told_of
from howff.sensemaking.queries.polis import as_polis
from howff.sensemaking.queries.verdicts import in_words, stability_in_words
from howff.sensemaking.queries.votes import prompt_of, reading_of

DAY = (1980, 1, 1, 0, 0, 0)
VOTED = ("agree", "disagree", "pass", "people")


def exported(study: Study, ending: str) -> tuple[bytes, str]:
    """The content and the kind of a `json`, `csv` or `xlsx` file; empty until somebody looked."""
    reading = reading_of(study)
    told = told_of(reading, Audience.REPORT) if reading else None
    if ending == "json":
        text = json.dumps(_data(study, told), ensure_ascii=False, indent=1)
        return text.encode(), "application/json"
    sheets = _tables(told)
    if ending == "xlsx":
        return write_xlsx(sheets), XLSX_TYPE
    return write_csv(sheets["Statements"]), "text/csv; charset=utf-8"


def polis_zip(study: Study) -> bytes:
    """The files of a Polis export in one; people are fresh numbers, times are days."""
    files = polis_files(as_polis(prompt_of(study), reading_of(study)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _data(study: Study, told: Told | None) -> dict[str, Any]:
    if told is None:
        return {"title": study.title, "people": 0}
    found, groups = told.findings, told.findings.groups
    return {
        "title": study.title,
        "people": found.people,
        "votes": found.votes,
        "verdict": groups.verdict.value,
        "why": groups.why.value,
        "stability": groups.stability,
        "log_loss": found.log_loss,
        "plain_log_loss": found.plain_loss,
        "unplaced": groups.unplaced if told.groups else None,
        "groups": [
            {
                "name": one.name,
                "people": one.people,
                "statements": [
                    {"statement": each.quote.text, "agrees": each.agrees, "likely": each.here / 100}
                    for each in one.traits
                ],
            }
            for one in told.groups
        ],
        "common_ground": [_line(one, "lower") for one in told.ground],
        "common_refusal": [_line(one, "lower") for one in told.refusal],
        "divisive": [_line(one, "apart") for one in told.divisive],
        "minority": [
            {"statement": one.quote.text, "backers": one.backers, "new": one.new, "n": one.n}
            for one in told.voices
        ],
        "map": [
            {"group": one.name or None, "x": one.across, "y": one.up, "people": one.people}
            for one in (told.map.in_order if told.map.is_drawn else ())
        ],
    }


def _line(one: Line, share: str) -> dict[str, Any]:
    return {
        "statement": one.quote.text,
        share: one.at_least / 100,
        "n": one.everyone.n,
        **_voted(one.everyone),
        "groups": [
            {"name": part.name, **(_voted(part.standing) if part.standing else {})}
            for part in one.parts
        ],
    }


def _voted(standing: Standing) -> dict[str, int]:
    return dict(zip(VOTED, _cells(standing), strict=True))


def _cells(standing: Standing) -> tuple[int, int, int, int]:
    return standing.agree, standing.disagree, standing.passed, standing.n


def _tables(told: Told | None) -> dict[str, Table]:
    heads = ["found", "statement", *VOTED, "at least %", "backs nothing above"]
    of_groups = ["group", "people", "says", "statement", "likely %", "elsewhere %"]
    if told is None:
        return {"Statements": table(heads, [])}
    return {
        "Statements": table(heads, _statements(told)),
        "Groups": table(of_groups, _of(told)),
        "Map": table(
            ["group", "left to right", "bottom to top", "people"],
            [
                [one.name, one.across, one.up, one.people]
                for one in (told.map.in_order if told.map.is_drawn else ())
            ],
        ),
        "About": table(["what", "value"], _about(told)),
    }


def _statements(told: Told) -> Iterable[list[Cell]]:
    kinds = (
        (_("common ground"), told.ground),
        (_("nobody wants"), told.refusal),
        (_("divides"), told.divisive),
        (_("too few votes"), told.too_few),
    )
    for kind, lines in kinds:
        for one in lines:
            share = one.at_least or None
            yield [kind, one.quote.text, *_cells(one.everyone), share, None]
    for voice in told.voices:
        cells: list[Cell] = [voice.backers, None, None, voice.n, None, voice.new]
        yield [_("view of fewer people"), voice.quote.text, *cells]


def _of(told: Told) -> Iterable[list[Cell]]:
    for one in told.groups:
        yield [one.name, one.people, None, None, None, None]
        for each in one.traits:
            says = _("agrees") if each.agrees else _("disagrees")
            yield [one.name, None, says, each.quote.text, each.here, each.elsewhere]


def _about(told: Told) -> Iterable[list[Cell]]:
    found, said = told.findings, in_words(told.findings.groups)
    yield [_("people"), found.people]
    yield [_("votes"), found.votes]
    yield [_("groups"), f"{said.heading}. {said.why}"]
    if told.groups:
        yield [_("in no group"), found.groups.unplaced]
        yield [_("how steady"), stability_in_words(found.groups.badge)]
    if found.log_loss is not None:
        yield [_("error of hidden votes"), found.log_loss]
    yield [_("seed"), found.seed]
