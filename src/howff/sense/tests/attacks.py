"""Everything that is published of some invented rounds, handed to the attacker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.apart import Apart, apart
from howff.sense.rounds.figures import Figures, Ratings
from howff.sense.rounds.lines import Progress
from howff.sense.rounds.progress import progress
from howff.sense.tests.attacking import read, recovered, secret_of
from howff.sense.tests.rounds import drawn, later

type Plan = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Round:
    """A round, what each audience sees of it, and whom of it other rounds show apart.

    `apart` has a column for each comparison; `told` says of which the sum is shown.
    """

    ratings: Ratings
    figures: tuple[Figures, Figures]
    apart: np.ndarray
    told: np.ndarray


@dataclass(frozen=True)
class Story:
    """Some rounds, and what was shown of the change between two of them, for each audience."""

    k: int
    rounds: tuple[Round, ...]
    changes: tuple[tuple[Progress, Progress], ...]

    @property
    def shown(self) -> int:
        """How many groups' figures and same people's lines there are to attack."""
        cells = [
            cell
            for one in self.rounds
            for item in one.figures[0].items
            for cell in (*item.organisations, *item.places)
        ]
        lines = [one.lines[1] for change in self.changes for one in change[0].items]
        return sum(one.shown is not None for one in cells) + sum(
            one.before is not None for one in lines
        )


TWO: Plan = ((0, 1),)
CHAIN: Plan = ((0, 1), (1, 2))
BRANCH: Plan = ((0, 1), (0, 2))


def story(seed: int, plan: Plan = TWO, *, alone: bool = False) -> Story:
    """Rounds drawn by lot, analysed and compared as planned; `alone` forgets other comparisons."""
    rng = np.random.default_rng(seed)
    k = int(rng.choice([3, 5]))
    drawn_ones = [_with_cards(drawn(rng, items=1), "card")]
    for earlier, later_one in plan:
        made, _stayed = later(rng, drawn_ones[earlier])
        drawn_ones.append(_with_cards(made, f"new {later_one}"))
    figures = [_both(one, k) for one in drawn_ones]
    changes = _changes(plan, drawn_ones, figures, alone=alone)
    rounds = [
        Round(one, shown, *_apart(number, plan, drawn_ones, changes))
        for number, (one, shown) in enumerate(zip(drawn_ones, figures, strict=True))
    ]
    return Story(k, tuple(rounds), tuple(changes))


def _with_cards(made: Ratings, name: str) -> Ratings:
    """Give a card to everybody who has none."""
    held = made.cards or ("",) * len(made.values)
    return replace(
        made, cards=tuple(card or f"{name} {number}" for number, card in enumerate(held))
    )


def _both(ratings: Ratings, k: int) -> tuple[Figures, Figures]:
    inside = analyse(ratings, k)
    return inside, analyse(ratings, 2 * k, within=inside)


def _changes(
    plan: Plan, rounds: list[Ratings], figures: list[tuple[Figures, Figures]], *, alone: bool
) -> list[tuple[Progress, Progress]]:
    """Compare one pair after the other, each beside those that were compared before."""
    made: list[tuple[Progress, Progress]] = []
    for pair in plan:
        first, second = pair
        both: list[Progress] = []
        for audience in (0, 1):
            beside: tuple[list[Apart], list[Apart]] = ([], [])
            for other, change in zip(plan, made, strict=False):
                sides = apart(rounds[other[0]], rounds[other[1]], change[audience])
                for side, one in zip(other, sides, strict=True):
                    if side in pair and not alone:
                        beside[pair.index(side)].append(one)
            both.append(
                progress(
                    rounds[first],
                    rounds[second],
                    figures[first][audience],
                    figures[second][audience],
                    within=both[0] if both else None,
                    beside=beside,
                )
            )
        made.append((both[0], both[1]))
    return made


def _apart(
    number: int, plan: Plan, rounds: list[Ratings], changes: list[tuple[Progress, Progress]]
) -> tuple[np.ndarray, np.ndarray]:
    """Who of a round rated in the other round of each comparison too, and whether that is told."""
    columns, told = [], []
    for pair, change in zip(plan, changes, strict=True):
        if number not in pair:
            continue
        ours, others = rounds[number], rounds[pair[1 - pair.index(number)]]
        rated = {card for card, row in zip(others.cards, others.values, strict=True) if row[0] > 0}
        there = np.array([card in rated for card in ours.cards], bool)  # in an empty round, too
        columns.append(there & (ours.values[:, 0] > 0))
        told.append(any(one.items[0].lines[1].before is not None for one in change))
    return np.column_stack(columns), np.array(told)


def ratings_recovered(told: Story) -> list[Any]:
    """Ratings of fewer than k people that anybody could work out, and that they gave none."""
    return [
        (number, unrated, one)
        for number, held in enumerate(told.rounds)
        for unrated in (False, True)
        for one in _recovered(told, held, unrated=unrated)
    ]


def _recovered(told: Story, one: Round, *, unrated: bool) -> list[Any]:
    """Attack what people rated, knowing who rated; or that they did not, knowing who answered."""
    levels = one.ratings.items[0].levels
    values = one.ratings.values[:, 0].astype(int)
    nothing = values <= 0
    values[nothing] = levels + 1 if unrated else 0
    ends = np.column_stack([one.ratings.organisation, one.ratings.place, one.apart])
    secret = secret_of(values, ends, levels + unrated)
    ids = [[g.id for g in groups] for groups in (one.ratings.organisations, one.ratings.places)]
    for figures in one.figures:
        read(secret, figures.to_json()["items"][0], ids, unrated=unrated)
    for column in np.flatnonzero(one.told) if not unrated else ():
        together = secret.ends[:, 2 + column] == 1
        secret.learn(together, secret.counts[together].sum(axis=0))
    return recovered(secret, told.k, [levels] if unrated else None) if secret.facts else []


def turnout_recovered(told: Story) -> list[Any]:
    """Numbers of fewer than k people of an organisation, or of one at a place, who answered."""
    return [found for one in told.rounds for found in _turnout_recovered(one, told.k)]


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
