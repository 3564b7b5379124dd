"""Keeps small groups from being known by their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group and how many people are in it."""

    name: str
    people: int


def merge_small(groups: Mapping[str, int], k: int = 5, other: str = "Other") -> list[Group]:
    """Give groups of at least `k` people, largest first, with the smaller ones merged into `other`.

    Where `other` itself would have fewer than `k` people, the next smallest groups join it, so that
    no hidden number can be found by subtracting the shown ones from the total (secondary
    suppression: Hundepool et al., Statistical Disclosure Control, 2012). The numbers add up to the
    total; where the total is below `k`, nothing is broken down and the list is empty. A group that
    is called `other` already is part of it.
    """
    named = sorted((n, name) for name, n in groups.items() if n > 0 and name != other)
    rest = max(groups.get(other, 0), 0)
    while named and (named[0][0] < k or 0 < rest < k):
        rest += named.pop(0)[0]
    shown = sorted((Group(name, n) for n, name in named), key=lambda one: (-one.people, one.name))
    return [*shown, Group(other, rest)] if rest >= k else shown
