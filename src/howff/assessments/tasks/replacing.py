"""Whether a round's figures may be made again: the change must not tell about few people."""

from howff.sense.rounds.figures import Cell, Distribution, Figures, ItemFigures


def may_replace(before: Figures | None, now: Figures) -> bool:
    """Whether nobody who kept the old figures learns about fewer than k people from the new ones.

    Every number that can be compared must rest on the same people, or on k fewer at least.
    """
    if before is None:
        return True
    if not _enough(before.people, now.people, now.k) or _turnouts(before) != _turnouts(now):
        return False
    return all(_item(old, now.item(old.item.id), now.k) for old in before.items)


def _turnouts(figures: Figures) -> list[tuple[str, bool]]:
    """Which groups' turnout is told; how many it is may only change together with their ratings."""
    groups = (*figures.organisations, *figures.places)
    return [(one.group.id, one.answered is not None) for one in groups]


def _item(before: ItemFigures, now: ItemFigures | None, k: int) -> bool:
    if now is None or not _alike(before.everyone, now.everyone, k):
        return False
    return all(
        _grouping(old, new, before.everyone, now.everyone, k)
        for old, new in ((before.organisations, now.organisations), (before.places, now.places))
    )


def _grouping(
    before: tuple[Cell, ...],
    now: tuple[Cell, ...],
    everyone: Distribution | None,
    everyone_now: Distribution | None,
    k: int,
) -> bool:
    pairs = list(zip(before, now, strict=True))
    if any(old.group != new.group or not _alike(old.shown, new.shown, k) for old, new in pairs):
        return False
    rest = (_n(everyone) - sum(_n(one.shown) for one in before)) - (
        _n(everyone_now) - sum(_n(one.shown) for one in now)
    )
    return rest == 0 or rest >= k


def _alike(before: Distribution | None, now: Distribution | None, k: int) -> bool:
    """Both hidden, or both shown and of the same people or of k fewer."""
    if before is None or now is None:
        return before is now
    if (before.band is None) != (now.band is None):
        return False
    return _enough(before.n, now.n, k)


def _enough(before: int, now: int, k: int) -> bool:
    return before == now or before - now >= k


def _n(shown: Distribution | None) -> int:
    return shown.n if shown else 0
