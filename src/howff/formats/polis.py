"""Reads a Polis open-data export: a folder of CSV files as github.com/compdemocracy/openData has.

In all six conversations that were measured (15-per-hour-seattle, american-assembly.bowling-green,
brexit-consensus, london.youth.policing, scoop-hivemind.freshwater and scoop-hivemind.ubi), 1 means
agree, -1 disagree and 0 pass. `comments.csv` counts every vote ever cast, so that somebody who
changed their mind counts twice there; here, as in `participants-votes.csv`, the last vote stands.
The sign is compared with `comments.csv` at every reading: an export that has it the other way
round, as Polis keeps it inside, is turned.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path

from howff.formats.tables import FORMULA_STARTS

STATEMENTS = "comments.csv"
VOTES = "votes.csv"
PARTICIPANTS = "participants-votes.csv"
SUMMARY = "summary.csv"
VOTE_VALUES = (-1, 0, 1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PolisError(ValueError):
    """An export that cannot be read; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that people voted on; `moderated` is 1 accepted, 0 not looked at, -1 refused."""

    id: int
    author: int
    text: str
    moderated: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's last vote on a statement: 1 agree, 0 pass, -1 disagree; `at` where it is known."""

    statement: int
    voter: int
    vote: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who voted, and the opinion group in which Polis put them, if any."""

    id: int
    group: int | None


@dataclass(frozen=True, slots=True)
class PolisConversation:
    """A whole export, in the order of the numbers that Polis gave."""

    topic: str
    description: str
    url: str
    statements: tuple[Statement, ...]
    votes: tuple[Vote, ...]
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file, which knows where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def whole(self, column: str) -> int:
        """Give a cell that should be a whole number."""
        try:
            return int(self.cells[column])
        except ValueError:
            raise self.wrong(f"{column} is {self.cells[column]!r}, not a whole number") from None

    def one_of(self, column: str, allowed: Iterable[int]) -> int:
        """Give a cell that should be one of a few numbers."""
        value = self.whole(column)
        if value not in allowed:
            raise self.wrong(f"{column} is {value}, not one of {', '.join(map(str, allowed))}")
        return value

    def time(self, column: str) -> datetime:
        """Give a cell that counts milliseconds since 1970."""
        try:
            return EPOCH + timedelta(milliseconds=self.whole(column))
        except OverflowError:
            raise self.wrong(f"{column} is {self.cells[column]!r}, not a time") from None

    def wrong(self, what: str) -> PolisError:
        """Make the error that says where."""
        return PolisError(f"{self.file}, line {self.number}: {what}.")


def read_polis(folder: Path) -> PolisConversation:
    """Read an export; raises PolisError where a file is missing or a line is wrong.

    Where there is no `votes.csv`, the votes are those of `participants-votes.csv`, without times.
    """
    summary = _summary(folder / SUMMARY)
    statements, counted = _statements(folder / STATEMENTS)
    participants, matrix = _participants(folder / PARTICIPANTS, statements)
    log = folder / VOTES
    votes = _votes(log, statements) if log.exists() else matrix
    silent = {vote.voter: Participant(vote.voter, None) for vote in votes}
    return PolisConversation(
        topic=summary["topic"],
        description=summary.get("conversation-description", ""),
        url=summary.get("url", ""),
        statements=tuple(sorted(statements.values(), key=lambda one: one.id)),
        votes=tuple(_turned(votes, counted)),
        participants=tuple(sorted((silent | participants).values(), key=lambda one: one.id)),
    )


def polis_files(conversation: PolisConversation) -> dict[str, bytes]:
    """Give the files of an export by name, for `read_polis` and other programs to read."""
    from howff.formats import polis_writing  # noqa: PLC0415  it writes what is defined here

    return polis_writing.polis_files(conversation)


def _summary(path: Path) -> dict[str, str]:
    """Give the settings of the conversation by name."""
    rows = {row[0]: row[1] for _, row in _rows(path) if len(row) == 2}
    if not rows.get("topic", "").strip():
        raise PolisError(f"{path.name}: there is no line that gives the topic.")
    return {name: _said(value) for name, value in rows.items()}


def _said(cell: str) -> str:
    """Give a text without what keeps a spreadsheet from running it as a formula."""
    text = cell.strip()
    kept = text.startswith("'") and text[1:].lstrip("' ").startswith(FORMULA_STARTS)
    return text[1:].lstrip(" ") if kept else text


def _statements(path: Path) -> tuple[dict[int, Statement], dict[int, tuple[int, int]]]:
    """Give the statements, and how often Polis counted agree and disagree for each."""
    statements = {}
    counted = {}
    needed = ("timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated")
    for line in _lines(path, (*needed, "comment-body")):
        number = line.whole("comment-id")
        if number in statements:
            raise line.wrong(f"comment-id {number} is there twice")
        statements[number] = Statement(
            id=number,
            author=line.whole("author-id"),
            text=_said(line.cells["comment-body"]),
            moderated=line.one_of("moderated", VOTE_VALUES),
            created=line.time("timestamp"),
        )
        counted[number] = line.whole("agrees"), line.whole("disagrees")
    if not statements:
        raise PolisError(f"{path.name}: there is not one statement.")
    return statements, counted


def _participants(
    path: Path, statements: Collection[int]
) -> tuple[dict[int, Participant], list[Vote]]:
    """Give the people, and their votes as the matrix has them: a column for each statement."""
    people = {}
    votes = []
    for line in _lines(path, ("participant", "group-id")):
        number = line.whole("participant")
        group = line.whole("group-id") if line.cells["group-id"] else None
        people[number] = Participant(number, group)
        for column, cell in line.cells.items():
            if cell and column.isdecimal():
                if int(column) not in statements:
                    raise line.wrong(f"statement {column} is not in {STATEMENTS}")
                votes.append(Vote(int(column), number, line.one_of(column, VOTE_VALUES)))
    return people, sorted(votes, key=lambda vote: (vote.statement, vote.voter))


def _votes(path: Path, statements: Collection[int]) -> list[Vote]:
    """Give each person's last vote on each statement."""
    cast = []
    for line in _lines(path, ("timestamp", "comment-id", "voter-id", "vote")):
        statement = line.whole("comment-id")
        if statement not in statements:
            raise line.wrong(f"statement {statement} is not in {STATEMENTS}")
        value = line.one_of("vote", VOTE_VALUES)
        cast.append(Vote(statement, line.whole("voter-id"), value, line.time("timestamp")))
    cast.sort(key=attrgetter("at"))
    last = {(vote.statement, vote.voter): vote for vote in cast}
    return [last[each] for each in sorted(last)]


def _turned(votes: list[Vote], counted: Mapping[int, tuple[int, int]]) -> Iterable[Vote]:
    """Give the votes with 1 for agree, whichever sign the export has."""
    found = Counter((vote.statement, vote.vote) for vote in votes)
    apart = {
        sign: sum(
            abs(found[one, sign] - agrees) + abs(found[one, -sign] - disagrees)
            for one, (agrees, disagrees) in counted.items()
        )
        for sign in (1, -1)
    }
    return votes if apart[1] <= apart[-1] else (replace(one, vote=-one.vote) for one in votes)


def _lines(path: Path, needed: tuple[str, ...]) -> Iterator[_Line]:
    """Give the lines of a file by column; its header must name what is needed."""
    rows = _rows(path)
    _, header = next(rows, (1, []))
    missing = [name for name in needed if name not in header]
    if missing:
        raise PolisError(f"{path.name}, line 1: there is no column {', '.join(missing)}.")
    for number, row in rows:
        if len(row) != len(header):
            raise PolisError(
                f"{path.name}, line {number}: {len(row)} cells instead of {len(header)}; "
                "is the file cut off?"
            )
        yield _Line(path.name, number, dict(zip(header, row, strict=True)))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a CSV file that are not empty, each with the line it begins on."""
    if not path.is_file():
        raise PolisError(f"{path.name} is missing; an export has it in its folder.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        begins = 1
        try:
            for row in reader:
                if row:
                    yield begins, row
                begins = reader.line_num + 1
        except csv.Error as error:
            raise PolisError(f"{path.name}, line {begins}: {error}.") from error
        except UnicodeDecodeError as error:
            raise PolisError(f"{path.name} is not in UTF-8; save it so.") from error
