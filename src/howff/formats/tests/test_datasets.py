"""Tables of numbers with labels, for statistics programs and archives."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pyreadstat
import pytest

from howff.formats.dataset import Category, Dataset, DatasetError, Variable
from howff.formats.ddi import write_ddi
from howff.formats.spss import write_spss

YES = {1: Category("yes", "It is so."), 2: Category("no"), 9: Category("refused", missing=True)}
ANSWER = Variable("answer", "What people said", question="Is it so?", categories=YES)
AGE = Variable("age", "Age", measure="scale")
MADE = Dataset("Invented", (ANSWER, AGE), ((1, 30), (2, 41.5), (9, None)), about="Nothing real.")


def test_spss_files_come_back_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "made.sav"
    file.write_bytes(write_spss(MADE))
    columns, about = pyreadstat.read_sav(file, output_format="dict", user_missing=True)
    assert columns == {"answer": [1, 2, 9], "age": [30, 41.5, None]}
    assert about.variable_value_labels == {"answer": {1: "yes", 2: "no", 9: "refused"}}
    assert about.missing_ranges == {"answer": [{"lo": 9, "hi": 9}]}
    assert about.column_names_to_labels == {"answer": "What people said", "age": "Age"}
    assert about.variable_measure == {"answer": "nominal", "age": "scale"}
    assert about.notes == ["Nothing real."]


def test_missing_codes_are_no_answers_for_whoever_does_not_ask(tmp_path: Path) -> None:
    file = tmp_path / "made.sav"
    file.write_bytes(write_spss(MADE))
    columns, _about = pyreadstat.read_sav(file, output_format="dict")
    assert columns["answer"] == [1, 2, None]


def test_long_labels_of_any_letters_are_cut_whole(tmp_path: Path) -> None:
    long = "ü" * 400
    one = Variable("x", long, categories={1: Category(long)})
    file = tmp_path / "made.sav"
    file.write_bytes(write_spss(Dataset(long, (one,), ((1,),), about=long)))
    _columns, about = pyreadstat.read_sav(file, output_format="dict")
    assert about.column_names_to_labels["x"] == "ü" * 125
    assert about.variable_value_labels["x"][1] == "ü" * 57


def test_an_empty_table_is_written_too(tmp_path: Path) -> None:
    file = tmp_path / "made.sav"
    file.write_bytes(write_spss(Dataset("Empty", (AGE,), ())))
    columns, _about = pyreadstat.read_sav(file, output_format="dict")
    assert columns == {"age": []}


def test_a_codebook_says_what_the_numbers_mean() -> None:
    root = fromstring(write_ddi(MADE, "made.sav"))
    space = {"d": "ddi:codebook:2_5"}
    assert root.get("version") == "2.5"
    assert root.findtext("d:fileDscr/d:fileTxt/d:fileName", namespaces=space) == "made.sav"
    assert root.findtext(".//d:caseQnty", namespaces=space) == "3"
    assert root.findtext(".//d:qstnLit", namespaces=space) == "Is it so?"
    codes = [one.get("VALUE") for one in root.findall(".//d:valrng/d:item", space)]
    assert codes == ["1", "2"]
    assert [one.get("VALUE") for one in root.findall(".//d:invalrng/d:item", space)] == ["9"]


def test_a_codebook_stands_any_letters() -> None:
    odd = Dataset("a\x01<b>&", (AGE,), ())
    root = fromstring(write_ddi(odd, "x.sav"))
    assert root.findtext(".//{ddi:codebook:2_5}titl") == "a<b>&"


@pytest.mark.parametrize(
    ("variables", "rows", "told"),
    [
        ((AGE,), ((1, 2),), "Row 1 has 2 numbers."),
        ((Variable("a b", "x"),), (), "'a b' is not a name for a variable."),
        ((ANSWER,), ((3,),), "answer holds 3, which stands for nothing."),
    ],
)
def test_what_does_not_fit_together_is_refused(variables: tuple, rows: tuple, told: str) -> None:
    with pytest.raises(DatasetError) as error:
        Dataset("Wrong", variables, rows)
    assert str(error.value) == told
