"""Themes and findings as files: complete, and never more than consent allows."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from howff.consent.models import Audience
from howff.evidence.actions import take_back
from howff.formats.refi import read_codebook
from howff.formats.tables import read_xlsx
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import findings as writing
from howff.sensemaking.models import Theme, ThemeState
from howff.sensemaking.queries import exporting, exporting_findings
from howff.sensemaking.queries.exporting_files import FILES
from howff.sensemaking.tests.themed import SAID, Themed, themed

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[4] / "docs" / "reference" / "exported-themes.md"


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def asked(collaboration: Collaboration, ana: Person) -> Themed:
    """The themed question."""
    return themed(collaboration, ana)


def fetched(client: Client, path: str) -> bytes:
    """A file."""
    response = client.get(path)
    assert response.status_code == 200
    return bytes(response.content)


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def documented(heading: str) -> list[str]:
    """The columns that the docs tell of below a heading."""
    section = DOCS.read_text().split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


class TestThemes:
    def test_every_theme_has_its_row(self, asked: Themed, as_ana: Client) -> None:
        found = rows(fetched(as_ana, f"/studies/{asked.study.pk}/files/themes.csv"))
        assert found == [
            {
                "theme": str(asked.buses.pk),
                "name": "late bus",
                "named_by": "machine",
                "description": "",
                "state": "suggested",
                "locked": "no",
                "principle": "",
                "people": "4",
                "answers": "4",
                "stability": "0.812",
                "phrases": "late bus",
                "quote": SAID[0][2],
                "attribution": "Visitor",
            },
            {
                "theme": str(asked.fares.pk),
                "name": "Fares",
                "named_by": "person",
                "description": "What it costs.",
                "state": "accepted",
                "locked": "no",
                "principle": "",
                "people": "1",
                "answers": "1",
                "stability": "",
                "phrases": "",
                "quote": SAID[2][2],
                "attribution": "Visitor",
            },
        ]

    def test_every_answer_says_where_it_is_and_who_put_it_there(
        self, asked: Themed, as_ana: Client
    ) -> None:
        found = rows(fetched(as_ana, f"/studies/{asked.study.pk}/files/answers.csv"))
        told = ("text", "name", "part", "confidence", "placed_by", "unsure")
        assert [tuple(row[one] for one in told) for row in found] == [
            (SAID[1][2], "late bus", "", "", "person", "no"),
            (SAID[0][2], "late bus", "", "0.9", "machine", "no"),
            (SAID[2][2], "late bus", "", "0.7", "machine", "no"),
            (SAID[3][2], "late bus", "", "0.6", "machine", "yes"),
            (SAID[2][2], "Fares", "Fares are too high.", "0.7", "machine", "no"),
            (SAID[4][2], "", "", "", "", "yes"),
        ]

    def test_the_workbook_and_the_json_hold_the_same(self, asked: Themed, as_ana: Client) -> None:
        start = f"/studies/{asked.study.pk}/files/themes"
        told = json.loads(fetched(as_ana, f"{start}.json"))
        book = fetched(as_ana, f"{start}.xlsx")
        assert [row["name"] for row in told["themes"]] == ["late bus", "Fares"]
        assert (told["audience"], told["analysis"]["model"]) == ("group", "counts of words")
        sheets: Mapping[str, Any] = {name: read_xlsx(book, name) for name in ("Themes", "Answers")}
        assert [row[1] for row in sheets["Themes"].rows] == ["late bus", "Fares"]
        texts = [row["text"] for row in told["answers"]]
        assert [row[1] for row in sheets["Answers"].rows] == texts

    def test_a_refused_theme_is_left_out_and_its_answers_are_in_none(
        self, asked: Themed, as_ana: Client
    ) -> None:
        Theme.objects.filter(pk=asked.buses.pk).update(state=ThemeState.REFUSED)
        told = json.loads(fetched(as_ana, f"/studies/{asked.study.pk}/files/themes.json"))
        assert [row["name"] for row in told["themes"]] == ["Fares"]
        assert [row["name"] for row in told["answers"]] == ["Fares", "", "", "", ""]

    def test_the_codebook_has_a_code_for_each_theme_with_the_same_number_each_time(
        self, asked: Themed, as_ana: Client
    ) -> None:
        path = f"/studies/{asked.study.pk}/files/themes.qdc"
        book = read_codebook(fetched(as_ana, path))
        assert book == read_codebook(fetched(as_ana, path))
        assert [(one.name, one.description, one.codable) for one in book.codes] == [
            ("late bus", "Words that stand out: late bus", True),
            ("Fares", "What it costs.", True),
        ]
        assert len({one.colour for one in book.codes}) == 2

    def test_a_theme_that_is_attached_to_a_principle_lies_within_its_code(
        self, asked: Themed, as_ana: Client, ana: Person
    ) -> None:
        from howff.sensemaking.queries.principles import principles_for

        principle = principles_for(ana, asked.study.collaboration)[0]
        Theme.objects.filter(pk=asked.fares.pk).update(principle=principle.key)
        book = read_codebook(fetched(as_ana, f"/studies/{asked.study.pk}/files/themes.qdc"))
        free, above = book.codes
        assert (free.name, above.name, above.codable) == ("late bus", principle.title, False)
        assert [one.name for one in above.codes] == ["Fares"]

    def test_a_study_without_themes_has_no_codebook(self, asked: Themed, as_ana: Client) -> None:
        Theme.objects.all().delete()
        response = as_ana.get(f"/studies/{asked.study.pk}/files/themes.qdc")
        assert response.status_code == 302


class TestConsent:
    def test_the_page_offers_what_a_person_may_have(
        self, asked: Themed, cleo: Person, client: Client, as_ana: Client
    ) -> None:
        page = f"/studies/{asked.study.pk}/themes/"
        group = f'href="/studies/{asked.study.pk}/files/answers.csv"'
        outside = f'href="/studies/{asked.study.pk}/files/answers.csv?audience=report"'
        shown = as_ana.get(page).content.decode()
        assert (group in shown, outside in shown) == (True, True)
        client.force_login(cleo)
        shown = client.get(page).content.decode()
        assert (group in shown, outside in shown) == (False, True)

    @pytest.mark.parametrize("name", FILES)
    def test_who_takes_part_gets_no_words_that_stay_in_the_group(
        self, asked: Themed, cleo: Person, client: Client, name: str
    ) -> None:
        client.force_login(cleo)
        content = fetched(client, f"/studies/{asked.study.pk}/files/{name}")
        assert b"secret" not in unpacked(content, name)

    def test_a_facilitator_gets_them_unless_the_file_is_to_be_passed_on(
        self, asked: Themed, as_ana: Client
    ) -> None:
        path = f"/studies/{asked.study.pk}/files/answers.csv"
        assert b"secret" in fetched(as_ana, path)
        outside = fetched(as_ana, f"{path}?audience=report")
        assert b"secret" not in outside
        assert len(rows(outside)) == 5

    def test_a_helper_gets_them_not(self, asked: Themed, hana: Person) -> None:
        assert exporting.audience_for(hana, asked.study) == Audience.REPORT

    def test_people_are_counted_all_the_same(
        self, asked: Themed, cleo: Person, client: Client
    ) -> None:
        client.force_login(cleo)
        (buses, _fares) = rows(fetched(client, f"/studies/{asked.study.pk}/files/themes.csv"))
        assert (buses["people"], buses["answers"], buses["phrases"]) == ("4", "4", "late bus")

    @pytest.mark.parametrize("name", FILES)
    def test_what_was_taken_back_is_in_no_file(
        self, asked: Themed, as_ana: Client, name: str
    ) -> None:
        take_back(passage_ids=[asked.passages[3]])
        content = fetched(as_ana, f"/studies/{asked.study.pk}/files/{name}")
        assert b"secret" not in unpacked(content, name)

    def test_answers_that_are_not_shown_yet_are_for_those_who_decide(
        self, collaboration: Collaboration, ana: Person, cleo: Person, client: Client
    ) -> None:
        hidden = themed(collaboration, ana, results="hidden")
        path = f"/studies/{hidden.study.pk}/files/themes.csv"
        client.force_login(cleo)
        assert client.get(path).status_code == 404
        client.force_login(ana)
        assert client.get(path).status_code == 200


class TestFindings:
    @pytest.fixture
    def finding(self, asked: Themed, collaboration: Collaboration, ana: Person) -> Any:
        """A finding that rests on a theme and a quote, with a quiet voice against it."""
        made = writing.write_finding(
            collaboration=collaboration, statement="Late buses cost appointments.", by=ana
        )
        writing.add_theme(finding=made, theme=asked.fares, by=ana)
        writing.add_quote(finding=made, passage=asked.passages[1], by=ana)
        writing.add_quote(finding=made, passage=asked.passages[3], counter=True, by=ana)
        return made

    def test_a_finding_is_told_with_what_it_rests_on(
        self, finding: Any, asked: Themed, as_ana: Client
    ) -> None:
        start = f"/collaborations/{finding.collaboration_id}/findings/files"
        (told,) = json.loads(fetched(as_ana, f"{start}/findings.json"))["findings"]
        assert (told["statement"], told["state"], told["people"]) == (
            "Late buses cost appointments.",
            "draft",
            2,
        )
        assert [(one["kind"], one["text"], one["people"]) for one in told["grounds"]] == [
            ("theme", "Fares", 1),
            ("passage", SAID[1][2], 1),
        ]
        (row,) = rows(fetched(as_ana, f"{start}/findings.csv"))
        assert row["statement"] == told["statement"]
        grounds = rows(fetched(as_ana, f"{start}/grounds.csv"))
        assert [one["text"] for one in grounds] == ["Fares", SAID[1][2]]
        book = fetched(as_ana, f"{start}/findings.xlsx")
        assert [one[3] for one in read_xlsx(book, "Grounds").rows] == ["Fares", SAID[1][2]]

    def test_a_draft_is_for_those_who_decide(
        self, finding: Any, cleo: Person, client: Client
    ) -> None:
        client.force_login(cleo)
        path = f"/collaborations/{finding.collaboration_id}/findings/files/findings.json"
        assert json.loads(fetched(client, path)) == {"findings": []}


def test_every_column_is_documented_and_every_documented_column_exists() -> None:
    assert documented("`themes.csv`") == list(exporting.THEMES)
    assert documented("`answers.csv`") == list(exporting.ANSWERS)
    assert documented("`findings.csv`") == list(exporting_findings.FINDINGS)
    assert documented("`grounds.csv`") == list(exporting_findings.GROUNDS)


def test_every_file_is_documented() -> None:
    named = set(re.findall(r"`(\w+\.(?:csv|json|xlsx|qdc))`", DOCS.read_text()))
    assert named == {*FILES, *exporting_findings.FILES}


def test_an_unknown_file_is_not_found(asked: Themed, as_ana: Client) -> None:
    assert as_ana.get(f"/studies/{asked.study.pk}/files/themes.doc").status_code == 404
    here = asked.study.collaboration_id
    assert as_ana.get(f"/collaborations/{here}/findings/files/x.csv").status_code == 404


def unpacked(content: bytes, name: str) -> bytes:
    """A file's bytes; of a workbook those inside."""
    if not name.endswith("xlsx"):
        return content
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(one) for one in book.namelist())
