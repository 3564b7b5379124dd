"""`howff assess` tells what a spreadsheet shows, without a database, whole or not at all."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from howff.formats.tables import read_csv, table, write_xlsx
from howff.instruments.definitions import built_in, to_toml
from howff.website.cli import main

TUTORIAL = Path(__file__).parents[4] / "docs" / "tutorial"
ANSWERS = TUTORIAL / "where-we-stand.csv"
INDEX = "collaborative-providers-index"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the answers of the tutorial, and nothing else."""
    (tmp_path / ANSWERS.name).write_bytes(ANSWERS.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figures(file: Path) -> dict:
    return json.loads(file.read_text())["figures"]


def test_what_the_tutorial_says_can_be_done(here: Path, capsys: pytest.CaptureFixture) -> None:
    said = (TUTORIAL / "assess-a-spreadsheet.md").read_text()
    commands = re.findall(r"^howff (assess .*)$", said, re.MULTILINE)
    for command in commands:
        assert main(shlex.split(command)) == 0
    assert "35 answers from 5 organisations and 3 places: see report.html." in (
        capsys.readouterr().out
    )
    assert {file.name for file in here.iterdir()} == {
        ANSWERS.name,
        "report.html",
        "figures.xlsx",
    }
    page = (here / "report.html").read_text()
    for told in ("Where people are split", "With each organisation counted once", "hidden"):
        assert told in page
    assert "Saltmarket Shed" in openpyxl.load_workbook(here / "figures.xlsx")["Turnout"]["A6"].value


def test_one_answer_is_counted_as_one(here: Path, capsys: pytest.CaptureFixture) -> None:
    first = ANSWERS.read_text().splitlines(keepends=True)[:2]
    (here / "one.csv").write_text("".join(first))
    assert main(["assess", "one.csv", "--instrument", INDEX, "-o", "one.md"]) == 0
    assert capsys.readouterr().out.startswith("1 answer from 1 organisation and 1 place: see ")


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "json", "csv", "sav", "xml", "md"])
def test_the_ending_picks_what_is_written(here: Path, ending: str) -> None:
    target = here / f"out.{ending}"
    assert main(["assess", ANSWERS.name, "--instrument", INDEX, "-o", str(target)]) == 0
    assert target.stat().st_size > 1000


def test_a_workbook_gives_the_same_as_csv(here: Path) -> None:
    rows = read_csv(ANSWERS.read_bytes())
    (here / "answers.xlsx").write_bytes(write_xlsx({"Answers": rows}))
    for name in (ANSWERS.name, "answers.xlsx"):
        assert main(["assess", name, "--instrument", INDEX, "-o", f"{name}.json"]) == 0
    assert figures(here / f"{ANSWERS.name}.json") == figures(here / "answers.xlsx.json")


def test_an_instrument_may_be_a_file(here: Path) -> None:
    (here / "own.toml").write_text(to_toml(built_in("pulse")))
    items = [one.id for one in built_in("pulse").items()]
    answers = write_rows([("organisation", "place", *items), *[("A", "", 4, "DK", "", 1, 2)] * 12])
    (here / "pulse.csv").write_bytes(answers)
    assert main(["assess", "pulse.csv", "--instrument", "own.toml", "-o", "out.json"]) == 0
    found = {one["item"]["id"]: one for one in figures(here / "out.json")["items"]}
    assert (found[items[1]]["dont_know"], found[items[2]]["blank"]) == (None, None)
    assert found[items[0]]["everyone"]["band"] == [4, 5]


def write_rows(rows: list[tuple]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_a_higher_number_shows_less_and_never_more(here: Path) -> None:
    for k in ("5", "10"):
        typed = ["assess", ANSWERS.name, "--instrument", INDEX, "--k", k, "-o", f"{k}.json"]
        assert main(typed) == 0
    inside, outside = (figures(here / f"{k}.json") for k in ("5", "10"))
    assert (inside["k"], outside["k"]) == (5, 10)
    assert shown(outside) < shown(inside)


def shown(found: dict) -> set[tuple[str, str]]:
    return {
        (one["item"]["id"], cell["group"])
        for one in found["items"]
        for cell in (*one["organisations"], *one["places"])
        if cell["shown"]
    }


def test_comments_are_left_out_unless_wanted(here: Path) -> None:
    typed = ["assess", ANSWERS.name, "--instrument", INDEX]
    assert main([*typed, "-o", "without.html"]) == 0
    assert main([*typed, "--with-comments", "-o", "with.html"]) == 0
    said = "Ask the people at the door, not us."
    assert said in ANSWERS.read_text()
    assert said not in (here / "without.html").read_text()
    page = (here / "with.html").read_text()
    assert said in page
    assert "a participant" in page


def test_who_is_missing_is_told_where_it_is_known(here: Path) -> None:
    expected = [("organisation", "expected"), ("Lantern Trust", 14), ("Nobody Came", 6)]
    (here / "expected.csv").write_bytes(write_rows(expected))
    typed = ["assess", ANSWERS.name, "--instrument", INDEX, "--expected", "expected.csv"]
    assert main([*typed, "-o", "out.json"]) == 0
    found = {
        one["group"]["title"]: one["group"] for one in figures(here / "out.json")["organisations"]
    }
    assert found["Lantern Trust"]["expected"] == 14
    assert found["Nobody Came"]["expected"] == 6


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [("organisation", "P1"), ("A", "7")],
            "Row 2, column P1: “7” is not a rating. Write 1 to 5, DK, NA or NMP",
        ),
        ([("organisation", "P1", "Z9"), ("A", 3, 3)], "The column “Z9” is not known here"),
        ([("organisation", "place"), ("A", "B")], "There is no column with ratings"),
        ([("organisation", "P1")], "holds no answers"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture, rows: list[tuple], told: str
) -> None:
    (here / "wrong.csv").write_bytes(write_rows(rows))
    (here / "out.html").write_text("as it was")
    assert main(["assess", "wrong.csv", "--instrument", INDEX, "-o", "out.html"]) == 1
    assert told in capsys.readouterr().err
    assert (here / "out.html").read_text() == "as it was"
    assert {one.name for one in here.iterdir()} == {ANSWERS.name, "wrong.csv", "out.html"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["gone.csv", "--instrument", INDEX, "-o", "o.html"], "gone.csv cannot be opened"),
        (["a.ods", "--instrument", INDEX, "-o", "o.html"], "should end in .csv or .xlsx"),
        ([ANSWERS.name, "--instrument", "indx", "-o", "o.html"], "The built-in instruments are"),
        ([ANSWERS.name, "--instrument", INDEX, "-o", "o.doc"], "should end in .html"),
        ([ANSWERS.name, "--instrument", INDEX, "-o", "no/o.html"], "There is no folder no"),
        ([ANSWERS.name, "--instrument", INDEX, "-o", ANSWERS.name], "holds the answers"),
        ([ANSWERS.name, "--instrument", INDEX, "--k", "3", "-o", "o.html"], "--k 3 is too low"),
    ],
)
def test_what_cannot_be_done_is_said(
    here: Path, capsys: pytest.CaptureFixture, typed: list[str], told: str
) -> None:
    before = (here / ANSWERS.name).read_bytes()
    assert main(["assess", *typed]) == 1
    assert told in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in here.iterdir()} == {ANSWERS.name: before}


def test_too_few_people_are_told_so(here: Path, capsys: pytest.CaptureFixture) -> None:
    (here / "few.csv").write_bytes(write_rows([("P1",), (4,), (2,), (5,)]))
    assert main(["assess", "few.csv", "--instrument", INDEX, "-o", "out.json"]) == 0
    assert "Fewer than 5 people answered, so no numbers are shown." in capsys.readouterr().out
    assert figures(here / "out.json")["people"] == 0


def test_an_expected_file_that_does_not_fit_is_refused(
    here: Path, capsys: pytest.CaptureFixture
) -> None:
    wrong = table(("organisation", "expected"), (("A", "many"),))
    (here / "expected.xlsx").write_bytes(write_xlsx({"x": wrong}))
    typed = ["assess", ANSWERS.name, "--instrument", INDEX, "--expected", "expected.xlsx"]
    assert main([*typed, "-o", "out.html"]) == 1
    assert "row 2, column expected: write a whole number" in capsys.readouterr().err


def test_principles_without_a_column_are_told(here: Path, capsys: pytest.CaptureFixture) -> None:
    items = [one.id for one in built_in(INDEX).items()]
    (here / "most.csv").write_bytes(write_rows([items[1:], ["DK"] * (len(items) - 1)]))
    assert main(["assess", "most.csv", "--instrument", INDEX, "-o", "out.json"]) == 0
    assert f"Nobody rated {items[0]}: is a column missing" in capsys.readouterr().out
