"""Everything that is published of two invented rounds, handed to the attacker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Figures, Ratings
from howff.sense.rounds.lines import Progress
from howff.sense.rounds.progress import progress
from howff.sense.tests.attacking import read, recovered, secret_of
from howff.sense.tests.rounds import drawn, later


@dataclass(frozen=True)
class Round:
    """A round, what each audience sees of it, and who of it took part in the other round, too."""

    ratings: Ratings
    figures: tuple[Figures, Figures]
    linked: np.ndarray


@dataclass(frozen=True)
class Story:
    """Two rounds, and their progress for each audience."""

    k: int
    before: Round
    after: Round
    progress: tuple[Progress, Progress]

    @property
    def shown(self) -> int:
        """How many groups' figures and same people's lines there are to attack."""
        cells = [
            cell
            for one in (self.before, self.after)
            for item in one.figures[0].items
            for cell in (*item.organisations, *item.places)
        ]
        lines = [one.lines[1] for one in self.progress[0].items]
        return sum(one.shown is not None for one in cells) + sum(
            one.before is not None for one in lines
        )


def story(seed: int) -> Story:
    """Two rounds drawn by lot, analysed as they would be."""
    rng = np.random.default_rng(seed)
    k = int(rng.choice([3, 5]))
    first = drawn(rng, items=1)
    second, stayed = later(rng, first)
    first = replace(first, cards=tuple(f"card {one}" for one in range(len(first.values))))
    figures = [_both(first, k), _both(second, k)]
    inside = progress(first, second, figures[0][0], figures[1][0])
    outside = progress(first, second, figures[0][1], figures[1][1], within=inside)
    both = (first.values[stayed, 0] > 0) & (second.values[: len(stayed), 0] > 0)
    linked = np.zeros(len(first.values), bool), np.zeros(len(second.values), bool)
    linked[0][stayed[both]] = linked[1][np.flatnonzero(both)] = True
    rounds = (Round(*one) for one in zip((first, second), figures, linked, strict=True))
    return Story(k, *rounds, (inside, outside))


def _both(ratings: Ratings, k: int) -> tuple[Figures, Figures]:
    inside = analyse(ratings, k)
    return inside, analyse(ratings, 2 * k, within=inside)


def ratings_recovered(told: Story) -> list[Any]:
    """Ratings of fewer than k people that anybody could work out, and that they gave none."""
    return [
        (name, unrated, one)
        for name in ("before", "after")
        for unrated in (False, True)
        for one in _recovered(told, getattr(told, name), unrated=unrated)
    ]


def _recovered(told: Story, one: Round, *, unrated: bool) -> list[Any]:
    """Attack what people rated, knowing who rated; or that they did not, knowing who answered."""
    levels = one.ratings.items[0].levels
    values = one.ratings.values[:, 0].astype(int)
    nothing = values <= 0
    values[nothing] = levels + 1 if unrated else 0
    ends = np.column_stack([one.ratings.organisation, one.ratings.place, one.linked])
    secret = secret_of(values, ends, levels + unrated)
    ids = [[g.id for g in groups] for groups in (one.ratings.organisations, one.ratings.places)]
    for figures in one.figures:
        read(secret, figures.to_json()["items"][0], ids, unrated=unrated)
    if any(line.items[0].lines[1].before for line in told.progress) and not unrated:
        together = secret.ends[:, 2] == 1
        secret.learn(together, secret.counts[together].sum(axis=0))
    return recovered(secret, told.k, [levels] if unrated else None) if secret.facts else []


def turnout_recovered(told: Story) -> list[Any]:
    """Numbers of fewer than k people of an organisation, or of one at a place, who answered."""
    return [found for one in (told.before, told.after) for found in _turnout_recovered(one, told.k)]


def _turnout_recovered(one: Round, k: int) -> Iterator[Any]:
    ratings = one.ratings
    shape = len(ratings.organisations) + 1, len(ratings.places) + 1
    truth = np.zeros(shape, dtype=int)
    np.add.at(truth, (ratings.organisation, ratings.place), 1)
    rows, right = [np.ones(truth.size)], [truth.sum()]
    for figures in one.figures:
        for members, count in _turnout(figures, shape) if figures.enough else ():
            assert truth[members].sum() == count
            rows.append(members.ravel().astype(float))
            right.append(count)
    if len(rows) == 1:
        return
    facts = LinearConstraint(np.array(rows), right, right)
    for goal in _small(truth, k):
        ends = [
            milp(
                sign * goal.ravel(),
                integrality=np.ones(truth.size),
                constraints=facts,
                bounds=Bounds(0, truth.sum()),
            ).fun
            * sign
            for sign in (1.0, -1.0)
        ]
        if round(ends[0]) == round(ends[1]):
            yield goal, ends[0]


def _small(truth: np.ndarray, k: int) -> Iterator[np.ndarray]:
    """Every cell, organisation and place of fewer than k people, but those of nobody."""
    for axis, size in enumerate(truth.shape):
        for number in range(size - 1):
            goal = np.zeros(truth.shape)
            goal[(number, slice(None)) if axis == 0 else (slice(None), number)] = 1
            if 0 < (truth * goal).sum() < k:
                yield goal
    for row, column in np.argwhere((truth > 0) & (truth < k)):
        goal = np.zeros(truth.shape)
        goal[row, column] = 1
        yield goal


def _turnout(figures: Figures, shape: tuple[int, int]) -> Iterator[tuple[np.ndarray, int]]:
    """What is shown of turnout: cells, and how many people they hold together."""
    told = figures.to_json()
    for axis, key in enumerate(("organisations", "places")):
        for number, group in enumerate(told[key]):
            if group["answered"] is not None:
                members = np.zeros(shape, dtype=bool)
                members[(number, slice(None)) if axis == 0 else (slice(None), number)] = True
                yield members, group["answered"]
    for item in told["items"]:
        if item["everyone"] and item["everyone"]["n"] == told["people"]:
            yield from _all_rated(item, told, shape)
    if told["crossing"]:
        yield from _crossing(told["crossing"], told, shape)


def _all_rated(
    item: dict[str, Any], told: dict[str, Any], shape: tuple[int, int]
) -> Iterator[tuple[np.ndarray, int]]:
    """Where everybody rated an item, a group's number there is its turnout."""
    for axis, key in enumerate(("organisations", "places")):
        for number, cell in enumerate(item[key]):
            if cell["shown"]:
                members = np.zeros(shape, dtype=bool)
                members[(number, slice(None)) if axis == 0 else (slice(None), number)] = True
                yield members, cell["shown"]["n"]


def _crossing(
    crossing: dict[str, Any], told: dict[str, Any], shape: tuple[int, int]
) -> Iterator[tuple[np.ndarray, int]]:
    lines = []
    for key, named, size in zip(
        ("organisations", "places"), ("rows", "columns"), shape, strict=True
    ):
        ids = [one["group"]["id"] for one in told[key]]
        picked = [np.arange(size) == ids.index(one["id"]) for one in crossing[named][:-1]]
        lines.append([*picked, ~np.any([np.zeros(size, bool), *picked], axis=0)])
    for row, line in zip(lines[0], crossing["cells"], strict=True):
        for column, count in zip(lines[1], line, strict=True):
            if count is not None:
                yield np.outer(row, column), count
