"""`howff votes` tells what a Polis export shows, in three formats, and says what is wrong."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

import howff.sense.votes.tests
from howff.formats.tables import read_xlsx
from howff.website.cli import main, parser
from howff.website.commands import votes
from howff.website.errors import Refused

DATA = Path(howff.sense.votes.tests.__file__).parent / "data"
LONDON = DATA / "london.youth.policing"
BREXIT = DATA / "brexit-consensus"
TUTORIAL = Path(__file__).parents[4] / "docs" / "tutorial"


def written(tmp_path: Path, ending: str, *more: str, folder: Path = LONDON) -> Path:
    target = tmp_path / f"out.{ending}"
    assert votes.run(parser().parse_args(["votes", str(folder), "-o", str(target), *more])) == 0
    return target


def test_what_the_tutorial_says_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (TUTORIAL / "groups-of-a-vote.md").read_text()
    shutil.copytree(TUTORIAL / "brexit-consensus", tmp_path / "brexit-consensus")
    monkeypatch.chdir(tmp_path)
    for command in re.findall(r"^howff (votes .*)$", said, re.MULTILINE):
        assert main(shlex.split(command)) == 0
    page = (tmp_path / "votes.html").read_text()
    assert "A spectrum, not camps" in page
    first, border = page.index("Very likely at least 87 in 100 agree"), page.index("The Northern")
    assert border < first < page.index("Labour should oppose the Brexit process.")
    assert "This number of groups was asked for." in (tmp_path / "two-groups.html").read_text()
    assert {file.name for file in tmp_path.glob("*.*")} == {
        "votes.html", "two-groups.html", "as-polis.xlsx", "votes.json",
    }  # fmt: skip


def test_json_has_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(written(tmp_path, "json").read_text())
    assert [one["people"] for one in found["groups"]] == [24]
    assert len(found["people"]) == 26
    assert {"id", "group", "probabilities"} <= set(found["people"][0])
    assert [found["common_ground"][0][key] for key in ("statement", "n")] == [27, 14]
    assert 0.5 <= found["common_ground"][0]["lower"] <= 1
    assert found["log_loss"] > 0
    assert {"divisive", "minority"} <= set(found)
    assert capsys.readouterr().out.splitlines()[0].startswith("638 votes by 26 people on 39")


def test_the_same_votes_are_written_in_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, "json").read_bytes()
    assert written(tmp_path, "json").read_bytes() == first


def test_a_page_stands_alone_and_has_its_table(tmp_path: Path) -> None:
    page = written(tmp_path, "html", "--groups", "2", folder=BREXIT).read_text()
    assert "The map as a table" in page
    assert "Group A" in page
    assert not re.search(r'<(script|link)\b|src="http|style="| on\w+="', page)


def test_a_workbook_has_a_sheet_for_each_part(tmp_path: Path) -> None:
    rows = read_xlsx(written(tmp_path, "xlsx").read_bytes())
    assert rows.columns[:3] == ("Statement", "Words", "Agree")
    assert len(rows.rows) == 39


def test_what_moderators_refused_is_not_passed_on(tmp_path: Path) -> None:
    rows = read_xlsx(written(tmp_path, "xlsx").read_bytes())
    assert sum(row[1] == "[Refused by the moderators]" for row in rows.rows) == 3


def test_polis_groups_can_be_asked_for(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "json", "--mode", "polis").read_text())
    assert [one["people"] for one in found["groups"]] == [12, 9, 3]


@pytest.mark.parametrize(
    ("ending", "more", "said"),
    [
        ("docx", (), "should end in"),
        ("json", ("--groups", "9"), "from 1 to 8"),
        ("json", ("--seed", "-1"), "nought or more"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, ending: str, more: tuple[str, ...], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        written(tmp_path, ending, *more)


def test_a_folder_that_is_no_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        written(tmp_path, "json", folder=tmp_path)
