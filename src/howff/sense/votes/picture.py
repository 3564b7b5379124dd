"""A flat map of people by their votes: those near each other voted alike."""

from dataclasses import dataclass

import numpy as np

from howff.sense.votes.cast import Floats, Mask
from howff.sense.votes.opinions import Opinions
from howff.sense.votes.shapes import End, Picture

_ROUNDS, _RIDGE = 12, 3.0
_ENDS = 3


def picture_of(opinions: Opinions, known: Mask, seed: int = 0) -> Picture:
    """Give a map by two factors of what is unusual in each vote; blanks play no part.

    Factors are fitted by alternating ridge regressions on the votes that are there (as
    probabilistic principal components with missing values: Ilin and Raiko, 2010), so that people
    who voted little stay near the middle and none is pushed between others by filling in.
    """
    if known.sum() < 3 or not opinions.rows.nnz:
        nowhere = np.zeros(opinions.people)
        return Picture(nowhere, nowhere, np.zeros(opinions.people, np.bool_), (0.0, 0.0), ())
    people, weights, share = _factors(_Unusual(opinions), known, seed)
    placed = np.where(known[:, None], people, 0.0)
    scale = np.quantile(np.abs(placed[known]), 0.99) or 1.0
    x, y = np.clip(placed / scale, -1.25, 1.25).T
    return Picture(x, y, known, share, _ends(weights, opinions))


@dataclass(frozen=True, slots=True, eq=False)
class _Unusual:
    """How far each vote is from what everyone votes on that statement."""

    opinions: Opinions

    @property
    def surprise(self) -> Floats:
        """What to agree and to disagree with each statement are worth."""
        base = self.opinions.base
        return np.concatenate([1 - base, -base])

    def of_people(self, weights: Floats) -> Floats:
        """Give people's places by their votes and what statements weigh."""
        twice = np.concatenate([weights, weights])
        asked = self.opinions.rows @ _products(twice)
        return _solved(asked, self.opinions.rows @ (twice * self.surprise[:, None]))

    def of_statements(self, people: Floats) -> Floats:
        """Give what statements weigh by people's places."""
        columns, size = self.opinions.columns, self.opinions.statements
        asked, told = columns @ _products(people), (columns @ people) * self.surprise[:, None]
        return _solved(asked[:size] + asked[size:], told[:size] + told[size:])


def _products(two: Floats) -> Floats:
    return np.stack([two[:, 0] ** 2, two[:, 0] * two[:, 1], two[:, 1] ** 2], axis=1)


def _solved(asked: Floats, told: Floats) -> Floats:
    """Solve a ridge regression on two factors for each row."""
    a, b, c = asked[:, 0] + _RIDGE, asked[:, 1], asked[:, 2] + _RIDGE
    across = a * c - b * b
    first, second = c * told[:, 0] - b * told[:, 1], a * told[:, 1] - b * told[:, 0]
    return np.stack([first, second], axis=1) / across[:, None]


def _factors(votes: _Unusual, known: Mask, seed: int) -> tuple[Floats, Floats, tuple[float, float]]:
    """Fit two factors, turned so that the first shows most; agreeing more lies to the right."""
    weights = np.random.default_rng([seed, 404]).standard_normal((votes.opinions.statements, 2))
    for _ in range(_ROUNDS):
        people = votes.of_people(weights)
        people = (people - people[known].mean(axis=0)) / (people[known].std(axis=0) + 1e-9)
        weights = votes.of_statements(people)
    people = votes.of_people(weights)
    people -= people[known].mean(axis=0)
    _, _, turn = np.linalg.svd(
        people[known] * np.sqrt((weights**2).sum(axis=0)), full_matrices=False
    )
    stretch = np.sqrt((weights**2).sum(axis=0)) + 1e-9
    people, weights = (people * stretch) @ turn.T, (weights / stretch) @ turn.T
    sign = np.where(weights.sum(axis=0) < 0, -1.0, 1.0)
    return people * sign, weights * sign, _shares(votes, people, weights, known)


def _shares(votes: _Unusual, people: Floats, weights: Floats, known: Mask) -> tuple[float, float]:
    """Give how much of what is unusual each axis explains."""
    rows = votes.opinions.rows[np.flatnonzero(known)]
    person = np.repeat(people[known], np.diff(rows.indptr), axis=0)
    weight, surprise = (
        weights[rows.indices % votes.opinions.statements],
        votes.surprise[rows.indices],
    )
    whole = (surprise**2).sum()
    guess = person * weight
    one = ((surprise - guess[:, 0]) ** 2).sum()
    both = ((surprise - guess.sum(axis=1)) ** 2).sum()
    return max(0.0, float(1 - one / whole)), max(0.0, float((one - both) / whole))


def _ends(weights: Floats, opinions: Opinions) -> tuple[End, ...]:
    """Name the statements that tell the ends of each axis apart."""
    votes = np.diff(opinions.columns.indptr).reshape(2, -1).sum(axis=0)
    heavy = weights * np.sqrt(votes)[:, None]
    return tuple(
        End(axis, right, int(statement))
        for axis in (0, 1)
        for right, sign in ((False, -1), (True, 1))
        for statement in np.argsort(-sign * heavy[:, axis], kind="stable")[:_ENDS]
        if sign * heavy[statement, axis] > 0
    )
