"""How a group rated, in every number that is told of it: all of them from its counts alone."""

import numpy as np

from howff.sense.counts import Counts, mean_of, median_of
from howff.sense.posterior import posterior, share_at_least
from howff.sense.rounds.figures import Distribution, Item


def distribution(item: Item, counts: Counts, *, named: bool = False) -> Distribution:
    """Describe a group's ratings; where all gave the same, only their number and a band.

    Those who agreed to be `named` by their organisation are described whatever they gave.
    """
    sizes = np.asarray(counts, dtype=np.int64)
    n = int(sizes.sum())
    if (sizes > 0).sum() == 1 and not named:
        return Distribution(n, band=band(int(sizes.argmax()) + 1, item.levels))
    spread = posterior(sizes)
    high = None if item.middle else share_at_least(sizes, high_from(item.levels)).mean
    return Distribution(
        n,
        tuple(int(one) for one in sizes),
        median=median_of(sizes),
        mean=mean_of(sizes),
        low=spread.low,
        high=spread.high,
        chance_high=high,
    )


def high_from(levels: int) -> int:
    """The level from which a rating is high: the last two of four or more, else the last."""
    return levels - 1 if levels > 3 else levels


def band(level: int, levels: int) -> tuple[int, int]:
    """Name two or three levels, of which the one all gave is one.

    The bands never overlap, so that the band alone does not tell which of its levels it was: of
    five levels 1 to 3, and 4 to 5.
    """
    first = 3 if levels % 2 else 2
    if level <= first:
        return 1, min(first, levels)
    low = level - (level - first - 1) % 2
    return low, low + 1
