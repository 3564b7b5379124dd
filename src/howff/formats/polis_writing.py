"""Writes a Polis open-data export, the files that `polis.read_polis` reads."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from howff.formats.polis import (
    EPOCH,
    PARTICIPANTS,
    STATEMENTS,
    SUMMARY,
    VOTES,
    Participant,
    PolisConversation,
    Vote,
)
from howff.formats.tables import FORMULA_STARTS

type Row = Iterable[str | int]


def polis_files(conversation: PolisConversation) -> dict[str, bytes]:
    """Give the files of an export by name.

    `votes.csv` is left out where the time of a vote is not known: without times a Polis log says
    nothing that `participants-votes.csv` does not say. Texts that a spreadsheet would run as a
    formula get an apostrophe in front, as everywhere in Howff; `read_polis` takes it away again.
    """
    files = {
        SUMMARY: _csv(_summary(conversation)),
        STATEMENTS: _csv(_statements(conversation)),
        PARTICIPANTS: _csv(_participants(conversation)),
    }
    if all(vote.at for vote in conversation.votes):
        files[VOTES] = _csv(_votes(conversation.votes))
    return files


def _csv(rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _summary(conversation: PolisConversation) -> Iterable[Row]:
    voters = {vote.voter for vote in conversation.votes}
    groups = {one.group for one in conversation.participants} - {None}
    yield "topic", _text(conversation.topic)
    yield "url", _text(conversation.url)
    yield "voters", len(voters)
    yield "voters-in-conv", sum(one.group is not None for one in conversation.participants)
    yield "commenters", len({one.author for one in conversation.statements})
    yield "comments", len(conversation.statements)
    yield "groups", len(groups)
    yield "conversation-description", _text(conversation.description)


def _statements(conversation: PolisConversation) -> Iterable[Row]:
    counted: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for vote in conversation.votes:
        if vote.vote:
            counted[vote.statement][vote.vote < 0] += 1
    yield (
        "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated",
        "comment-body",
    )  # fmt: skip
    for one in conversation.statements:
        yield (
            *_time(one.created), one.id, one.author, *counted[one.id], one.moderated,
            _text(one.text),
        )  # fmt: skip


def _participants(conversation: PolisConversation) -> Iterable[Row]:
    votes: dict[int, dict[int, int]] = defaultdict(dict)
    for vote in conversation.votes:
        votes[vote.voter][vote.statement] = vote.vote
    wrote: dict[int, int] = defaultdict(int)
    for statement in conversation.statements:
        wrote[statement.author] += 1
    ids = [one.id for one in conversation.statements]
    yield ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *ids)
    for person in conversation.participants:
        yield _person(person, votes[person.id], wrote[person.id], ids)


def _person(person: Participant, votes: Mapping[int, int], wrote: int, ids: list[int]) -> Row:
    said = list(votes.values())
    group = "" if person.group is None else person.group
    counts = (wrote, len(said), said.count(1), said.count(-1))
    return (person.id, group, *counts, *(votes.get(one, "") for one in ids))


def _votes(votes: Iterable[Vote]) -> Iterable[Row]:
    yield ("timestamp", "datetime", "comment-id", "voter-id", "vote")
    for vote in votes:
        assert vote.at
        yield (*_time(vote.at), vote.statement, vote.voter, vote.vote)


def _time(at: datetime) -> tuple[int, str]:
    """Milliseconds since 1970, and the same for people."""
    return (at - EPOCH) // timedelta(milliseconds=1), at.astimezone(UTC).strftime(
        "%Y-%m-%d %H:%M:%S"
    )


def _text(text: str) -> str:
    return f"'{text}" if text.lstrip("' ").startswith(FORMULA_STARTS) else text
