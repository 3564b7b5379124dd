"""Which statements to offer somebody next, so that each is seen by enough people.

Cheap enough for every page of a phone, and without SciPy. What nobody was shown cannot become
common ground; see Halpern and others, "Representation with Incomplete Votes" (AAAI 2023).
"""

from collections.abc import Collection, Sequence
from hashlib import blake2b
from math import sqrt

SETTLED = 30


def order_for(
    person: str, agree: Sequence[int], disagree: Sequence[int], passed: Sequence[int],
    *, seen: Collection[int] = (), settled: int = SETTLED,
) -> list[int]:  # fmt: skip
    """Give the statements, by place, that a person has not `seen`, the most needed first.

    The three counts are those of each statement so far. What fewer than `settled` people have seen
    comes first, in quarters of that number; then what people are least sure or most divided about.
    Among equals each person has an order of their own, the same on every page.
    """
    counts = list(zip(agree, disagree, passed, strict=True))
    unseen = (place for place in range(len(counts)) if place not in seen)
    return sorted(unseen, key=lambda place: _need(counts[place], settled, person, place))


def _need(
    counts: tuple[int, int, int], settled: int, person: str, place: int
) -> tuple[int, float, bytes]:
    """Say how early to offer a statement: the smaller, the earlier."""
    views = sum(counts)
    quarter = min(4, 4 * views // settled)
    return quarter, -_doubt(counts) if quarter == 4 else 0.0, _shuffled(person, place)


def _doubt(counts: tuple[int, int, int]) -> float:
    """How much one more vote may teach: the spread of its share over the root of its votes."""
    agree, disagree, _passed = counts
    n = agree + disagree + 2
    share = (agree + 1) / n
    return round(sqrt(share * (1 - share) / n), 3)


def _shuffled(person: str, place: int) -> bytes:
    """Put statements in an order that is each person's own."""
    return blake2b(f"{person}/{place}".encode(), digest_size=8).digest()
