"""A Polis export is given back as it was read."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from howff.formats.polis import PolisConversation, Vote, polis_files, read_polis

EXCERPTS = Path(__file__).parent / "data" / "polis"
SEATTLE = read_polis(EXCERPTS / "15-per-hour-seattle")


def back(conversation: PolisConversation, folder: Path) -> PolisConversation:
    for old in folder.glob("*.csv"):
        old.unlink()
    for name, content in polis_files(conversation).items():
        (folder / name).write_bytes(content)
    return read_polis(folder)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert back(SEATTLE, tmp_path) == SEATTLE


def test_a_conversation_without_times_is_read_back(tmp_path: Path) -> None:
    timeless = read_polis(EXCERPTS / "american-assembly.bowling-green")
    assert all(vote.at is None for vote in timeless.votes)
    assert set(polis_files(timeless)) == {"summary.csv", "comments.csv", "participants-votes.csv"}
    assert back(timeless, tmp_path) == timeless


def test_a_statement_that_a_spreadsheet_would_run_is_kept_from_it(tmp_path: Path) -> None:
    formula = replace(SEATTLE.statements[0], text="=1+1")
    changed = replace(SEATTLE, statements=(formula, *SEATTLE.statements[1:]))
    assert b",'=1+1\n" in polis_files(changed)["comments.csv"]
    assert back(changed, tmp_path) == changed


@given(st.text(alphabet="ab ='\"-,\n", min_size=1).map(str.strip).filter(bool))
def test_any_words_are_read_back(text: str) -> None:
    from tempfile import TemporaryDirectory

    said = replace(SEATTLE.statements[0], text=text)
    changed = replace(SEATTLE, statements=(said, *SEATTLE.statements[1:]))
    plain = text.startswith("'") and text.lstrip("' ").startswith(("=", "-"))
    with TemporaryDirectory() as folder:
        read = back(changed, Path(folder)).statements[0].text
    assert read == text or plain


def test_the_last_votes_are_counted(tmp_path: Path) -> None:
    one = Vote(SEATTLE.statements[0].id, SEATTLE.participants[0].id, 1)
    rows = polis_files(replace(SEATTLE, votes=(one,)))["comments.csv"].decode().splitlines()
    assert rows[1].split(",")[4:6] == ["1", "0"]
