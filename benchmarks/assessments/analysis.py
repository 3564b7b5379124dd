"""`python -m benchmarks.assessments.analysis`: what counting a round costs, by its size."""

import resource
import time

import numpy as np

from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.figures import Group, Item, Ratings

ITEMS = 13
SIZES = ((4, 3, 6), (4, 3, 30), (40, 5, 1_000), (40, 5, 100_000))


def drawn(organisations: int, places: int, people: int, seed: int = 1) -> Ratings:
    """A round drawn by lot: one rating in twelve is missing, one person in fifty nowhere."""
    rng = np.random.default_rng(seed)
    middle = rng.uniform(2, 4.5, (organisations + 1, ITEMS))
    where = rng.integers(0, organisations, people)
    at = rng.integers(0, places, people)
    values = np.clip(np.round(rng.normal(middle[where], 1.0)), 1, 5).astype(np.int8)
    values[rng.random(values.shape) < 1 / 12] = -1
    for groups in (where, at):
        groups[rng.random(people) < 1 / 50] = -1
    return Ratings(
        tuple(Item(f"P{one}", f"Principle {one}") for one in range(ITEMS)),
        tuple(Group(f"o{one}", f"Organisation {one}") for one in range(organisations)),
        tuple(Group(f"p{one}", f"Place {one}") for one in range(places)),
        values,
        where.astype(np.int32),
        at.astype(np.int32),
    )


def main() -> None:
    """Time the figures for both audiences."""
    print("| people | organisations | inside (CPU s) | outside (CPU s) | groups shown of an item |")
    print("|--:|--:|--:|--:|--:|")
    for organisations, places, people in SIZES:
        ratings = drawn(organisations, places, people)
        start = time.process_time()
        inside = analyse(ratings)
        between = time.process_time()
        analyse(ratings, 10, within=inside)
        end = time.process_time()
        shown = sum(
            cell.shown is not None
            for one in inside.items
            for cell in (*one.organisations, *one.places)
        )
        print(
            f"| {people:,} | {organisations} | {between - start:.2f} | {end - between:.2f} "
            f"| {shown / ITEMS:.1f} of {organisations + places} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
