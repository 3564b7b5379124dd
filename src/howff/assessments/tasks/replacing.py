"""Whether a round's figures may be made again: the change must not tell about few people."""

from itertools import starmap

import numpy as np

from howff.sense.rounds.figures import Cell, Distribution, Figures, ItemFigures, Turnout

type Left = tuple[int, ...]


def may_replace(before: Figures | None, now: Figures) -> bool:
    """Whether nobody who kept the old figures learns about fewer than k people from the new ones.

    Every number that can be compared must rest on the same people, or on k fewer at least, who did
    not all give the same. Those who left must be of one organisation or of one place, as far as
    these are shown: else sums of the two groupings could be subtracted.
    """
    if before is None:
        return True
    if not _enough(before.people, now.people, now.k) or not _turnouts(before, now):
        return False
    return all(_item(old, now.item(old.item.id), now.k) for old in before.items)


def _turnouts(before: Figures, now: Figures) -> bool:
    old, new = ((*one.organisations, *one.places) for one in (before, now))
    return all(_turnout(one, other, now.k) for one, other in zip(old, new, strict=True))


def _turnout(before: Turnout, now: Turnout, k: int) -> bool:
    if before.group.id != now.group.id or before.answered is None or now.answered is None:
        return (before.group.id, before.answered) == (now.group.id, now.answered)
    return _enough(before.answered, now.answered, k)


def _item(before: ItemFigures, now: ItemFigures | None, k: int) -> bool:
    if now is None or not _alike(before.everyone, now.everyone):
        return False
    gone = _left(before.everyone, now.everyone)
    pairs = (before.organisations, now.organisations), (before.places, now.places)
    kinds = [_groups(old, new, gone) for old, new in pairs]
    return min(len(one) for one in kinds if one is not None) <= 1 if _safe(kinds, k) else False


def _safe(kinds: list[list[Left] | None], k: int) -> bool:
    """Whether each group lost nobody, or k people of more than one mind."""
    return all(
        kind is not None and all(sum(one) >= k and not _of_one_mind(one) for one in kind)
        for kind in kinds
    )


def _groups(before: tuple[Cell, ...], now: tuple[Cell, ...], gone: Left) -> list[Left] | None:
    """Who left, by group and last from all that are hidden; None where others are shown now."""
    pairs = [(old.shown, new.shown) for old, new in zip(before, now, strict=True)]
    same = all(old.group == new.group for old, new in zip(before, now, strict=True))
    if not same or not all(starmap(_alike, pairs)):
        return None
    left = [_left(old, new) for old, new in pairs if old and new]
    rest = np.array(gone) - sum((np.array(one) for one in left), start=np.zeros(len(gone), int))
    return [one for one in (*left, tuple(rest.tolist())) if any(one)]


def _left(before: Distribution | None, now: Distribution | None) -> Left:
    """How many left by level; in all, where levels are not told."""
    if before is None or now is None:
        return (0,)
    if before.counts and now.counts:
        return tuple(old - new for old, new in zip(before.counts, now.counts, strict=True))
    return (before.n - now.n,)


def _of_one_mind(left: Left) -> bool:
    return len(left) > 1 and sum(one > 0 for one in left) == 1


def _alike(before: Distribution | None, now: Distribution | None) -> bool:
    """Both hidden, or both told in the same way."""
    if before is None or now is None:
        return before is now
    return bool(before.counts) == bool(now.counts)


def _enough(before: int, now: int, k: int) -> bool:
    return before == now or before - now >= k
