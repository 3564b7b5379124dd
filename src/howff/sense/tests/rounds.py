"""Invented rounds, large and small, for tests and measurements."""

from dataclasses import replace

import numpy as np

from howff.sense.rounds.figures import Group, Item, Ratings


def ratings(
    values: np.ndarray | list[list[int]],
    organisation: np.ndarray | list[int],
    place: np.ndarray | list[int] | None = None,
    levels: int = 5,
    cards: tuple[str, ...] = (),
) -> Ratings:
    """A round from its rows: items P1, P2..., organisations o0, o1..., places p0, p1..."""
    rows = np.asarray(values, dtype=np.int8)
    where, at = (
        np.asarray(one, dtype=np.int32)
        for one in (organisation, [-1] * len(rows) if place is None else place)
    )
    return Ratings(
        tuple(
            Item(f"P{one + 1}", f"Principle {one + 1}", levels=levels)
            for one in range(rows.shape[1])
        ),
        groups("o", where),
        groups("p", at),
        rows,
        where,
        at,
        cards,
    )


def groups(letter: str, numbers: np.ndarray) -> tuple[Group, ...]:
    """As many groups as the numbers name."""
    return tuple(
        Group(f"{letter}{one}", f"{letter} {one}")
        for one in range(int(numbers.max(initial=-1)) + 1)
    )


def drawn(rng: np.random.Generator, items: int = 1) -> Ratings:
    """A small round drawn by lot: tiny partners, a giant, nested places, unanimity, no answer."""
    people, levels = int(rng.integers(5, 41)), int(rng.choice([2, 3, 5]))
    partners, places = int(rng.integers(1, 6)), int(rng.integers(0, 4))
    shares = rng.dirichlet(np.full(partners, rng.choice([0.4, 1.0, 8.0])))
    organisation = rng.choice(partners, people, p=shares)
    place = rng.integers(-1, places, people)
    if places and rng.random() < 0.3:
        place = np.minimum(organisation, places - 1)
        place[rng.random(people) < 0.2] = 0
    organisation[rng.random(people) < rng.choice([0.0, 0.1])] = -1
    made = ratings(_values(rng, organisation, items, levels), organisation, place, levels)
    return replace(
        made,
        organisations=groups("o", np.array([partners - 1])),
        places=groups("p", np.array([places - 1])),
    )


def _values(
    rng: np.random.Generator, organisation: np.ndarray, items: int, levels: int
) -> np.ndarray:
    people = len(organisation)
    middle = rng.uniform(1, levels, (organisation.max() + 2, items))[organisation + 1]
    values = np.clip(
        np.round(rng.normal(middle, rng.choice([0.0, 0.4, 1.0]), (people, items))), 1, levels
    )
    if rng.random() < 0.1:
        values[:] = levels
    missing = rng.random((people, items)) < rng.choice([0.0, 0.1, 0.3])
    values[missing] = -rng.integers(0, 4, int(missing.sum()))
    return values


def later(rng: np.random.Generator, before: Ratings) -> tuple[Ratings, np.ndarray]:
    """The same round a year on, and the rows of the earlier one that are its first.

    A few joined, left or changed their minds; cards link the rest.
    """
    people = len(before.values)
    stayed = np.flatnonzero(rng.random(people) < rng.choice([0.6, 0.95]))
    came = rng.integers(0, people, int(rng.integers(0, 4)))
    rows = np.concatenate([stayed, came])
    values = before.values[rows].copy()
    changed = rng.random(values.shape) < rng.choice([0.0, 0.2, 0.9])
    values[changed] = rng.integers(1, before.items[0].levels + 1, int(changed.sum()))
    held = before.cards or tuple(f"card {one}" for one in range(people))
    cards = tuple([held[one] for one in stayed] + [""] * len(came))
    made = replace(
        before,
        values=values,
        organisation=before.organisation[rows],
        place=before.place[rows],
        cards=cards,
    )
    return made, stayed
