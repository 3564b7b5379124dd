"""Chooses which statements a person votes on next, so that each is seen about equally often."""

from collections.abc import Collection, Mapping
from hashlib import blake2s


def next_statements(
    seen: Collection[int], views: Mapping[int, int], seed: int, n: int
) -> list[int]:
    """Give up to `n` statements that a person has not `seen`, those with the fewest views first.

    `views` maps every statement to how many people have seen it, so that a new one catches up at
    once. Equals are shuffled by `seed` (the person): a crowd that arrives together is spread over
    all of them, and one who comes back finds the same order.
    """
    fresh = views.keys() - set(seen)
    return sorted(fresh, key=lambda one: (views[one], _lot(seed, one)))[:n]


def _lot(seed: int, statement: int) -> bytes:
    """Draw the same lot for the same person and statement, on every machine."""
    return blake2s(f"{seed}:{statement}".encode(), digest_size=8).digest()
