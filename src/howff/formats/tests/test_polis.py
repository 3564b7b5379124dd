"""A Polis export is read as it was meant, or the reader says where it is broken."""

import os
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from howff.formats.polis import Participant, PolisError, Statement, Vote, read_polis

EXCERPTS = Path(__file__).parent / "data" / "polis"
SEATTLE = EXCERPTS / "15-per-hour-seattle"
BOWLING_GREEN = EXCERPTS / "american-assembly.bowling-green"
WHOLE = {  # statements, votes that stand, participants; measured on the exports
    "15-per-hour-seattle": (54, 2872, 339),
    "american-assembly.bowling-green": (896, 225_524, 2031),
    "brexit-consensus": (50, 5303, 204),
    "london.youth.policing": (39, 638, 26),
    "scoop-hivemind.freshwater": (80, 3972, 117),
    "scoop-hivemind.ubi": (71, 7153, 234),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Seattle excerpt, to be broken."""
    return Path(shutil.copytree(SEATTLE, tmp_path / "export"))


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_a_conversation_says_what_it_is_about() -> None:
    conversation = read_polis(SEATTLE)
    assert conversation.topic == "$15/hour"
    assert conversation.description.startswith("How do you think the new minimum wage law")
    assert conversation.url == "https://pol.is/2demo"


def test_statements_have_their_author_and_moderation() -> None:
    statements = read_polis(SEATTLE).statements
    assert [(one.id, one.author, one.moderated) for one in statements] == [
        (0, 0, 1), (1, 0, 1), (4, 0, 1), (5, 0, 1), (11, 0, 1), (13, 8, -1), (53, 6172, 0),
    ]  # fmt: skip
    assert statements[3] == Statement(
        5, 0, "This will lead to robots.", 1, datetime(2014, 6, 18, 1, 17, 16, 703_000, UTC)
    )


def test_people_have_their_group_if_any() -> None:
    participants = read_polis(SEATTLE).participants
    assert participants[:3] == (Participant(0, 0), Participant(1, 1), Participant(4, 1))
    assert Participant(9, None) in participants


def test_the_last_vote_stands_whatever_the_order_of_the_log(folder: Path) -> None:
    header, *cast = (SEATTLE / "votes.csv").read_text().splitlines()
    assert [line[-3:] for line in cast if ",1,6031," in line] == [",-1", "1,1"]
    before = read_polis(folder)
    at = datetime(2017, 2, 6, 16, 38, 0, 525_000, UTC)
    assert [one for one in before.votes if (one.statement, one.voter) == (1, 6031)] == [
        Vote(1, 6031, 1, at)
    ]
    (folder / "votes.csv").write_text("\n\n".join([header, *reversed(cast)]))
    assert read_polis(folder) == before


def test_without_a_log_the_matrix_has_the_votes() -> None:
    conversation = read_polis(BOWLING_GREEN)
    first = [vote for vote in conversation.votes if vote.voter == 2]
    assert first == [Vote(0, 2, -1), Vote(1, 2, 1), Vote(2, 2, 1), Vote(3, 2, -1), Vote(14, 2, 1),
                     Vote(20, 2, 1)]  # fmt: skip


def test_the_log_and_the_matrix_agree(folder: Path) -> None:
    log = [(vote.statement, vote.voter, vote.vote) for vote in read_polis(folder).votes]
    (folder / "votes.csv").unlink()
    matrix = [(vote.statement, vote.voter, vote.vote) for vote in read_polis(folder).votes]
    assert log == matrix


@pytest.mark.parametrize("excerpt", [SEATTLE, BOWLING_GREEN])
def test_an_export_with_the_other_sign_is_turned(excerpt: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(excerpt, tmp_path / "export"))
    lines = (folder / "comments.csv").read_text().splitlines()
    swapped = [line.split(",", 6) for line in lines]
    for cells in swapped[1:]:
        if len(cells) == 7:
            cells[4], cells[5] = cells[5], cells[4]
    (folder / "comments.csv").write_text("\n".join(",".join(cells) for cells in swapped))
    turned = [-vote.vote for vote in read_polis(folder).votes]
    assert turned == [vote.vote for vote in read_polis(excerpt).votes]


def test_somebody_who_is_only_in_the_log_is_a_participant(folder: Path) -> None:
    with (folder / "votes.csv").open("a") as log:
        log.write("1403054214196,Wed Jun 18 08:16:54 WIB 2014,0,7777,1\n")
    assert read_polis(folder).participants[-1] == Participant(7777, None)


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("summary.csv", "topic,", "title,", ": there is no line that gives the topic."),
        ("comments.csv", "comment-id", "id", ", line 1: there is no column comment-id."),
        ("votes.csv", "voter-id,vote", "voter", ", line 1: there is no column voter-id, vote."),
        ("comments.csv", ",53,6172", ",x,6172", ", line 2: comment-id is 'x', not a whole number."),
        (
            "comments.csv",
            "0,Not sure",
            "7,Not sure",
            ", line 2: moderated is 7, not one of -1, 0, 1.",
        ),
        (
            "comments.csv",
            "1542406176584",
            "9" * 30,
            f", line 2: timestamp is '{'9' * 30}', not a time.",
        ),
        ("comments.csv", ",4,0,", ",53,0,", ", line 3: comment-id 53 is there twice."),
        ("comments.csv", ",Hello.", "", ", line 5: 7 cells instead of 8; is the file cut off?"),
        ("comments.csv", "Not sure", '"Not sure', ", line 2: ',' expected after '\"'."),
        ("votes.csv", ",0,0,0\n", ",0,0,2\n", ", line 2: vote is 2, not one of -1, 0, 1."),
        ("votes.csv", ",0,0,0\n", ",99,0,0\n", ", line 2: statement 99 is not in comments.csv."),
        ("participants-votes.csv", ",53", ",99", ", line 2: statement 99 is not in comments.csv."),
    ],
)
def test_a_broken_export_says_where(
    folder: Path, file: str, before: str, after: str, message: str
) -> None:
    edit(folder / file, before, after)
    if file == "participants-votes.csv":
        edit(folder / file, ",\n", ",1\n")
    with pytest.raises(PolisError) as raised:
        read_polis(folder)
    assert str(raised.value) == f"{file}{message}"


@pytest.mark.parametrize("file", ["comments.csv", "participants-votes.csv", "summary.csv"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(PolisError, match=f"^{file} is missing; an export has it in its folder"):
        read_polis(folder)


def test_an_export_without_statements_says_so(folder: Path) -> None:
    header = (folder / "comments.csv").read_text().partition("\n")[0]
    (folder / "comments.csv").write_text(header)
    with pytest.raises(PolisError, match=r"^comments\.csv: there is not one statement\.$"):
        read_polis(folder)


def test_an_empty_file_has_no_columns(folder: Path) -> None:
    (folder / "participants-votes.csv").write_bytes(b"")
    with pytest.raises(PolisError, match="line 1: there is no column participant, group-id"):
        read_polis(folder)


def test_another_encoding_is_named(folder: Path) -> None:
    (folder / "summary.csv").write_bytes(b"topic,caf\xe9\n")
    with pytest.raises(PolisError, match=r"^summary\.csv is not in UTF-8"):
        read_polis(folder)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_export_reads(name: str) -> None:
    if "HOWFF_POLIS_DATA" not in os.environ:
        pytest.skip("HOWFF_POLIS_DATA does not name the folder of whole Polis exports")
    folder = Path(os.environ["HOWFF_POLIS_DATA"]) / name
    conversation = read_polis(folder)
    found = conversation.statements, conversation.votes, conversation.participants
    assert tuple(map(len, found)) == WHOLE[name]
    signs = Counter(vote.vote for vote in conversation.votes)
    assert signs[1] > signs[-1] > 0
