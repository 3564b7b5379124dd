"""`howff themes` tells the themes of a spreadsheet, without a database, whole or not at all."""

import csv
import json
import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from howff.formats.tables import table, write_csv, write_xlsx
from howff.sense.embedding import MiniLM
from howff.website.cli import main

TUTORIAL = Path(__file__).parents[4] / "docs" / "tutorial"
ANSWERS = TUTORIAL / "what-would-help.csv"
KEYS = {"id", "label", "quote", "people", "stability", "answers"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the answers of the tutorial, and nothing else."""
    (tmp_path / ANSWERS.name).write_bytes(ANSWERS.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def themed(*texts: str, column: str = "text") -> dict:
    """The JSON of a spreadsheet with these answers."""
    Path("in.csv").write_bytes(write_csv(table(["id", column], enumerate(texts))))
    assert main(["themes", "in.csv", "--column", column, "-o", "out.json"]) == 0
    return json.loads(Path("out.json").read_text())


def placed(found: dict) -> list[int]:
    return sorted({row for theme in found["themes"] for row in theme["answers"]})


def test_what_the_tutorial_says_can_be_done(here: Path, capsys: pytest.CaptureFixture) -> None:
    said = (TUTORIAL / "themes-of-a-spreadsheet.md").read_text()
    for command in re.findall(r"^howff (themes .*)$", said, re.MULTILINE):
        assert main(shlex.split(command)) == 0
    assert "6 themes in 49 answers (1 blank): see themes.html." in capsys.readouterr().out
    assert {file.name for file in here.iterdir()} == {ANSWERS.name, "themes.html", "themes.xlsx"}
    page = (here / "themes.html").read_text()
    for told in ("2 themes", "7 themes", "Where the machine is unsure", "More biscuits"):
        assert told in page
    book = openpyxl.load_workbook(here / "themes.xlsx")
    assert book.sheetnames == ["Themes", "Answers"]
    assert book["Answers"].max_row == 50


def test_every_answer_that_is_not_blank_is_in_a_theme(here: Path) -> None:
    command = "themes what-would-help.csv --column answer --person person -o out.json"
    assert main(command.split()) == 0
    found = json.loads((here / "out.json").read_text())
    assert placed(found) == [row for row in range(50) if row != 48]
    assert set(found["themes"][0]) >= KEYS
    rows = list(csv.DictReader(ANSWERS.read_text().splitlines()))
    for theme in found["themes"]:
        assert theme["quote"] in {rows[row]["answer"] for row in theme["answers"]}
        assert theme["people"] == len({rows[row]["person"] for row in theme["answers"]})
    assert set(found["unsure"]) <= set(placed(found))


def test_the_same_answers_give_the_same_bytes(here: Path) -> None:
    for name in ("one.json", "two.json"):
        assert main(["themes", "what-would-help.csv", "--column", "answer", "-o", name]) == 0
    assert (here / "one.json").read_bytes() == (here / "two.json").read_bytes()


def test_blank_rows_are_counted_but_not_placed(here: Path) -> None:
    assert placed(themed("a bus", "", "  ", "a bus")) == [0, 3]
    Path("one.csv").write_text('text\n""\na bus\n""\na bus\n')
    assert main(["themes", "one.csv", "--column", "text", "-o", "one.json"]) == 0
    assert placed(json.loads(Path("one.json").read_text())) == [1, 3]
    Path("one.xlsx").write_bytes(write_xlsx({"A": table(["text"], [["a"], [None], ["b"]])}))
    assert main(["themes", "one.xlsx", "--column", "text", "-o", "two.json"]) == 0
    assert placed(json.loads(Path("two.json").read_text())) == [0, 2]


def test_one_answer_is_a_theme(here: Path) -> None:
    (theme,) = themed("more buses")["themes"]
    assert theme["quote"] == "more buses"
    assert (theme["people"], theme["answers"], theme["stability"]) == (1, [0], None)


def test_a_person_who_answers_twice_counts_once(here: Path) -> None:
    Path("in.csv").write_text(
        "who,text\nana,more buses\nana,More buses!\n,more buses\n,more buses\n"
    )
    assert main(["themes", "in.csv", "--column", "text", "--person", "who", "-o", "out.json"]) == 0
    (theme,) = json.loads(Path("out.json").read_text())["themes"]
    assert (theme["people"], theme["answers"]) == (3, [0, 1, 2, 3])


def test_without_the_model_the_words_are_compared(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(MiniLM, "installed", staticmethod(lambda: False))
    assert main(["themes", "what-would-help.csv", "--column", "answer", "-o", "out.json"]) == 0
    assert "by the words that answers share" in capsys.readouterr().out
    found = json.loads((here / "out.json").read_text())
    assert found["embedder"] == "word counts"
    assert placed(found) == [row for row in range(50) if row != 48]


def test_what_people_wrote_is_never_markup(here: Path) -> None:
    themed("<script>alert(1)</script> & more", "two", "three")
    assert main(["themes", "in.csv", "--column", "text", "-o", "out.html"]) == 0
    assert "<script" not in (here / "out.html").read_text()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("no.csv --column answer -o out.json", "no.csv cannot be opened: No such file"),
        ("what-would-help.csv --column text -o out.json", "no column text: it has person, answer."),
        ("what-would-help.csv --column answer -o out.docx", "should end in .html, .xlsx, .json."),
        ("what-would-help.csv --column answer -o no/out.json", "There is no folder no"),
        ("blank.csv --column answer -o out.json", "has no answers in the column answer."),
        ("what.txt --column answer -o out.json", "should end in .csv or .xlsx."),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture, typed: str, told: str
) -> None:
    (here / "blank.csv").write_text("answer\n \n")
    before = {file.name for file in here.iterdir()}
    assert main(["themes", *typed.split()]) == 1
    assert told in capsys.readouterr().err
    assert {file.name for file in here.iterdir()} == before
