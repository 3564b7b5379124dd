"""`python -m benchmarks.assessments.attack`: tries to recover what few people said.

Every story is two or three rounds drawn by lot (random tables), with everything that is published
of them: figures inside and outside, turnout, progress. Three rounds follow each other, or two the
same one. The attacker knows who answered and where, and who used a card in which rounds, and asks a
solver of integer programmes.
"""

import argparse
import time

from howff.sense.tests.attacks import (
    BRANCH,
    CHAIN,
    TWO,
    ratings_recovered,
    story,
    turnout_recovered,
)

PLANS = (TWO, CHAIN, BRANCH)


def main() -> None:
    """Attack, and say what was recovered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=100_000, help="the first seed")
    given = parser.parse_args()
    start, shown, recovered = time.perf_counter(), 0, 0
    seed, tables = given.first - 1, 0
    while tables < given.tables:
        seed += 1
        told = story(seed, PLANS[seed % len(PLANS)])
        tables += len(told.rounds)
        shown += told.shown
        if found := [*ratings_recovered(told), *turnout_recovered(told)]:
            recovered += 1
            print(f"seed {seed}: {found[:3]}", flush=True)
    took = time.perf_counter() - start
    print(f"{tables} tables, {shown} groups and lines shown, {recovered} stories leaked")
    print(f"{took:.0f} s")
    raise SystemExit(bool(recovered))


if __name__ == "__main__":
    main()
