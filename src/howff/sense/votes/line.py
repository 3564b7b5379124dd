"""People along one line rather than in camps: a one-factor model of agreement.

The chance to agree is logistic in a person's place on the line (Birnbaum's two-parameter model),
fitted by marginal maximum likelihood on a grid of places (Bock and Aitkin, 1981). It is a mixture
too: of `_NODES` groups whose chances rise or fall along the line.
"""

import numpy as np

from howff.sense.votes.cast import Floats
from howff.sense.votes.mixture import Mixture, membership
from howff.sense.votes.opinions import Opinions

_NODES, _ROUNDS, _NEWTON = 13, 30, 2
_SLOPE_RIDGE, _LEVEL_RIDGE = 2.0, 1.0
_WIDEST = 4.0


def fit_line(opinions: Opinions, start: Floats, rounds: int = _ROUNDS) -> Mixture:
    """Fit the line, beginning with each person's first guess of a place (`start`)."""
    nodes = np.linspace(-2.7, 2.7, _NODES)
    sizes = np.exp(-(nodes**2) / 2)
    sizes /= sizes.sum()
    belongs = _near(start, nodes)
    level = _logit(opinions.base)
    shape = np.stack([level, np.zeros_like(level)])
    for _ in range(rounds):
        shape = _regress(opinions, belongs, nodes, shape)
        mixture = Mixture(_agrees(shape, nodes), sizes)
        belongs = membership(mixture, opinions)
    return mixture


def places(line: Mixture, opinions: Opinions) -> Floats:
    """Give each person's expected place on the line; 0 for whoever said nothing."""
    found: Floats = membership(line, opinions) @ np.linspace(-2.7, 2.7, _NODES)
    return found


def _near(start: Floats, nodes: Floats) -> Floats:
    """Spread each person over the places near their first guess."""
    spread = start.std() or 1.0
    near = np.exp(-(((start / spread)[:, None] - nodes) ** 2))
    return near / near.sum(axis=1, keepdims=True)


def _regress(opinions: Opinions, belongs: Floats, nodes: Floats, shape: Floats) -> Floats:
    """Improve each statement's level and slope by Newton's method with a ridge."""
    agreed, disagreed = np.split(opinions.columns @ belongs, 2)
    asked = agreed + disagreed
    anchor = _logit(opinions.base)
    for _ in range(_NEWTON):
        chance = _agrees(shape, nodes).T
        error, weight = agreed - asked * chance, asked * chance * (1 - chance)
        gradient = np.stack(
            [
                error.sum(axis=1) - _LEVEL_RIDGE * (shape[0] - anchor),
                error @ nodes - _SLOPE_RIDGE * shape[1],
            ]
        )
        a = weight.sum(axis=1) + _LEVEL_RIDGE
        b, c = weight @ nodes, weight @ nodes**2 + _SLOPE_RIDGE
        across = a * c - b * b
        step = np.stack([c * gradient[0] - b * gradient[1], a * gradient[1] - b * gradient[0]])
        shape = np.clip(shape + np.clip(step / across, -1, 1), -_WIDEST, _WIDEST)
    return shape


def _agrees(shape: Floats, nodes: Floats) -> Floats:
    """Give the chance of agreeing at each place (places by statements)."""
    chance: Floats = 1 / (1 + np.exp(-(shape[0] + nodes[:, None] * shape[1])))
    return chance


def _logit(chance: Floats) -> Floats:
    odds: Floats = np.log(chance / (1 - chance))
    return odds
