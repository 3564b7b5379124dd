"""Votes for tests: real conversations, and invented ones with or without groups."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from howff.sense.votes import Votes

DATA = Path(__file__).parent / "data"
REAL = (
    "london.youth.policing",
    "scoop-hivemind.freshwater",
    "scoop-hivemind.ubi",
    "15-per-hour-seattle",
    "brexit-consensus",
)


def moderated(name: str) -> dict[int, int]:
    """Whether moderators accepted each statement, by its number: 1 yes, -1 no, 0 not looked at."""
    rows = _rows(name, "comments.csv")
    found = {int(row["comment-id"]): int(row["moderated"]) for row in rows}
    return dict(sorted(found.items()))


@cache
def votes_of(name: str) -> Votes:
    """Its votes; statements that moderators refused are not ranked."""
    people, statements = list(_rows(name, "participants-votes.csv")), moderated(name)
    cast = [
        (i, j, int(row[str(number)]))
        for i, row in enumerate(people)
        for j, number in enumerate(statements)
        if row.get(str(number))
    ]
    return Votes.of(
        *(list(each) for each in zip(*cast, strict=True)),
        people=len(people),
        statements=len(statements),
        ranked=[word >= 0 for word in statements.values()],
    )


def _rows(name: str, file: str) -> Iterator[dict[str, str]]:
    with (DATA / name / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def camps(people: int, statements: int, k: int, seed: int = 0) -> tuple[Votes, list[int]]:
    """Invented people in `k` camps that differ on everything, and who is in which."""
    rng = np.random.default_rng(seed)
    camp = np.arange(people) % k
    chance = rng.choice([0.1, 0.9], (k, statements))
    person, statement = np.nonzero(rng.random((people, statements)) < 0.6)
    value = np.where(rng.random(person.size) < chance[camp[person], statement], 1, -1)
    return Votes.of(person, statement, value, people=people, statements=statements), camp.tolist()


def groupless(people: int, statements: int, seed: int = 0) -> Votes:
    """Invented people who each vote by the statement alone."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(2, 2, statements)
    person, statement = np.nonzero(rng.random((people, statements)) < 0.5)
    value = np.where(rng.random(person.size) < chance[statement], 1, -1)
    return Votes.of(person, statement, value, people=people, statements=statements)


def along_a_line(people: int, statements: int, seed: int = 0) -> Votes:
    """Invented people spread evenly along one line."""
    rng = np.random.default_rng(seed)
    lean, level = rng.normal(0, 1.2, statements), rng.normal(0, 1, statements)
    place = rng.normal(0, 1, people)
    person, statement = np.nonzero(rng.random((people, statements)) < 0.5)
    chance = 1 / (1 + np.exp(-level[statement] - lean[statement] * place[person]))
    value = np.where(rng.random(person.size) < chance, 1, -1)
    return Votes.of(person, statement, value, people=people, statements=statements)
