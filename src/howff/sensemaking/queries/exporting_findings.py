"""Findings as files: what stands in them, and what each rests on, as far as consent allows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from howff.consent.models import Audience
from howff.formats.tables import XLSX_TYPE, Cell, Table, table, write_csv, write_xlsx
from howff.people.models import Collaboration
from howff.people.rules import Someone
from howff.sensemaking.models import Finding, GroundsKind
from howff.sensemaking.queries.findings import findings_in
from howff.sensemaking.queries.grounds import RestsOn, Voice, rests_on
from howff.sensemaking.rules import may_decide

FINDINGS = (
    "finding",
    "statement",
    "explanation",
    "confidence",
    "state",
    "flagged",
    "accepted_at",
    "people",
    "no_counter_voice",
)
GROUNDS = ("finding", "kind", "theme", "text", "attribution", "people", "place")
CSV_TYPE = "text/csv; charset=utf-8"
FILES: Mapping[str, str] = {
    "findings.xlsx": XLSX_TYPE,
    "findings.csv": CSV_TYPE,
    "grounds.csv": CSV_TYPE,
    "findings.json": "application/json",
}

type Row = dict[str, Any]


def finding_json(finding: Finding, person: Someone, audience: Audience = Audience.GROUP) -> Row:
    """A finding and what it rests on, in plain values."""
    found = rests_on(finding, audience, untold=may_decide(person, finding.collaboration))
    accepted = finding.accepted_at
    return {
        "finding": finding.pk,
        "statement": finding.statement,
        "explanation": finding.explanation,
        "confidence": finding.confidence,
        "state": finding.state,
        "flagged": finding.flagged,
        "accepted_at": accepted.isoformat() if accepted else None,
        "people": found.people,
        "no_counter_voice": finding.no_counter_voice,
        "grounds": list(_grounds(finding, found)),
    }


def findings_file(collaboration: Collaboration, person: Someone, name: str) -> bytes:
    """All findings that this person may see, with words that may be quoted in the report."""
    rows = findings_in(collaboration, person).select_related("collaboration").order_by("pk")
    found = [finding_json(one, person, Audience.REPORT) for one in rows]
    if name == "findings.json":
        return json.dumps({"findings": found}, ensure_ascii=False, indent=1).encode()
    tables = _tables(found)
    if name == "findings.xlsx":
        return write_xlsx(tables)
    return write_csv(tables[name.removesuffix(".csv").capitalize()])


def _tables(found: Iterable[Row]) -> dict[str, Table]:
    rows = list(found)
    grounds = [one for row in rows for one in row["grounds"]]
    return {
        "Findings": table(FINDINGS, [_cells(row, FINDINGS) for row in rows]),
        "Grounds": table(GROUNDS, [_cells(row, GROUNDS) for row in grounds]),
    }


def _cells(row: Row, columns: tuple[str, ...]) -> list[Cell]:
    return [row[name] for name in columns]


def _grounds(finding: Finding, found: RestsOn) -> Iterable[Row]:
    for one in found.themes:
        words = {"theme": one.theme, "text": one.name, "attribution": "", "people": one.people}
        yield _row(finding, GroundsKind.THEME, words, one.place)
    for kind, voices in ((GroundsKind.PASSAGE, found.voices), (GroundsKind.COUNTER, found.against)):
        for voice in voices:
            yield _row(finding, kind, _said(voice), voice.origin.place)
    for each in found.figures:
        if each.measured:
            told = f"{each.measured.title}: {each.measured.sentence}"
            words = {"theme": None, "text": told, "attribution": ""}
            yield _row(finding, GroundsKind.FIGURE, words | {"people": each.measured.people}, "")


def _said(voice: Voice) -> Row:
    quote = voice.quote
    return {"theme": None, "text": quote.text, "attribution": quote.attribution, "people": 1}


def _row(finding: Finding, kind: GroundsKind, words: Row, place: str) -> Row:
    return {"finding": finding.pk, "kind": kind.value, **words, "place": place}
