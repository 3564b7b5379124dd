"""Counts answers, prompt kind by prompt kind, always with the number of people behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Choices:
    """How many people chose each option, and how many answered at all (the base of a share)."""

    counts: tuple[int, ...]
    people: int

    @property
    def shares(self) -> tuple[float, ...]:
        """Each option's share of the people, 0 to 1; with several choices they add up to more."""
        return tuple(count / self.people if self.people else 0.0 for count in self.counts)


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many people gave each point (1 to the highest), and the middle of them."""

    counts: tuple[int, ...]
    people: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Rankings:
    """Per option its counts by rank, best first, and its Borda points; `order` is by points."""

    counts: tuple[tuple[int, ...], ...]
    points: tuple[int, ...]
    order: tuple[int, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Votes:
    """How people voted on one statement."""

    agree: int
    disagree: int
    passed: int

    @property
    def people(self) -> int:
        """Everybody who voted, passes included."""
        return self.agree + self.disagree + self.passed

    def agreement(self, confidence: float = 0.9) -> tuple[float, float]:
        """Between which shares (0 to 1) agreement lies, of those who agree or disagree.

        The Wilson score interval (Wilson, 1927, JASA 22, 209-212), which is honest for few votes:
        nobody's vote gives 0 to 1.
        """
        n = self.agree + self.disagree
        z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
        middle = (self.agree + z2 / 2) / (n + z2)
        reach = sqrt(z2) / (n + z2) * sqrt(self.agree * self.disagree / n + z2 / 4) if n else 0.5
        return max(middle - reach, 0.0), min(middle + reach, 1.0)


def tally_choices(answers: Iterable[Sequence[int]], options: int) -> Choices:
    """Count the options (numbered from 0) that each person chose, each once for a person."""
    kept = [set(answer) for answer in answers]
    chosen = Counter(option for answer in kept for option in answer)
    return Choices(tuple(chosen[option] for option in range(options)), len(kept))


def tally_ratings(answers: Iterable[int], points: int) -> Ratings:
    """Count ratings from 1 to `points`."""
    given = Counter(answers)
    counts = tuple(given[point] for point in range(1, points + 1))
    return Ratings(counts, sum(counts), median_of(counts))


def median_of(counts: Sequence[int]) -> float | None:
    """Give the median of counts per point (the first is 1), or None where nobody rated."""
    n = sum(counts)
    if not n:
        return None
    sizes = list(counts)
    return (_point_of(sizes, (n - 1) // 2) + _point_of(sizes, n // 2)) / 2


def _point_of(counts: Sequence[int], place: int) -> int:
    """Give the rating of the person at `place` (from 0) when all stand in order."""
    point = 0
    while place >= 0:
        place -= counts[point]
        point += 1
    return point


def tally_rankings(answers: Iterable[Sequence[int]], options: int) -> Rankings:
    """Count at which rank each option (numbered from 0) stands, and its Borda points.

    Every answer holds every option once, best first. The first of n gets n - 1 points, the last
    none (Borda, 1784). Options with equal points keep their order.
    """
    kept = list(answers)
    ranks = Counter((option, rank) for answer in kept for rank, option in enumerate(answer))
    each = range(options)
    counts = tuple(tuple(ranks[option, rank] for rank in each) for option in each)
    points = tuple(sum((options - 1 - rank) * n for rank, n in enumerate(row)) for row in counts)
    order = tuple(sorted(each, key=lambda option: -points[option]))
    return Rankings(counts, points, order, len(kept))


def tally_votes(votes: Iterable[str]) -> Votes:
    """Count the votes "agree", "disagree" and "pass" on one statement."""
    given = Counter(votes)
    return Votes(given["agree"], given["disagree"], given["pass"])
