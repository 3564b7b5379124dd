"""Votes of a given size, drawn from a real conversation or from nothing but chance."""

from pathlib import Path

import numpy as np

from howff.formats.polis import read_polis
from howff.sense.votes import Votes


def read(folder: Path) -> Votes:
    """Read a Polis export; statements that moderators refused are not ranked."""
    whole = read_polis(folder)
    people = {one.id: i for i, one in enumerate(whole.participants)}
    statements = {one.id: i for i, one in enumerate(whole.statements)}
    return Votes.of(
        [people[vote.voter] for vote in whole.votes],
        [statements[vote.statement] for vote in whole.votes],
        [vote.vote for vote in whole.votes],
        people=len(people),
        statements=len(statements),
        ranked=[one.moderated >= 0 for one in whole.statements],
    )


def resampled(votes: Votes, people: int, seed: int = 0) -> Votes:
    """Draw people with replacement, leave out a tenth of their votes and turn 3 in 100."""
    rng = np.random.default_rng(seed)
    first = np.searchsorted(votes.person, np.arange(votes.people + 1))
    drawn = rng.integers(0, votes.people, people)
    index = np.concatenate([np.arange(first[one], first[one + 1]) for one in drawn])
    person = np.repeat(np.arange(people), np.diff(first)[drawn])
    kept = rng.random(index.size) >= 0.1
    value = np.where(rng.random(index.size) < 0.03, -1, 1) * votes.value[index]
    return Votes.of(
        person[kept], votes.statement[index][kept], value[kept],
        people=people, statements=votes.statements, ranked=votes.ranked,
    )  # fmt: skip


def cut(votes: Votes, statements: int, count: int, seed: int = 0) -> Votes:
    """Keep some statements, those with most votes, and as many votes of them as were asked for."""
    rng = np.random.default_rng(seed)
    most = np.sort(np.argsort(-votes.of_statements(), kind="stable")[:statements])
    place = np.full(votes.statements, -1)
    place[most] = np.arange(statements)
    index = np.flatnonzero(place[votes.statement] >= 0)
    index = np.sort(rng.permutation(index)[:count])
    return Votes.of(
        votes.person[index], place[votes.statement[index]], votes.value[index],
        people=votes.people, statements=statements, ranked=votes.ranked[most],
    )  # fmt: skip


def groupless(people: int, statements: int, seed: int) -> Votes:
    """Everybody votes by each statement's own chance, as much as they like: there are no groups."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(2, 2, statements)
    asked = rng.random((people, statements)) < rng.beta(1.5, 1.5, people)[:, None]
    person, statement = np.nonzero(asked)
    value = np.where(rng.random(person.size) < chance[statement], 1, -1)
    value[rng.random(person.size) < 0.1] = 0
    return Votes.of(person, statement, value, people=people, statements=statements)
