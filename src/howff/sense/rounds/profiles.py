"""The two profiles and the categories: what is shown of several items, put together."""

from dataclasses import dataclass

from howff.sense.rounds.figures import Figures, ItemFigures, Verdict, Weighting


@dataclass(frozen=True, slots=True)
class Profile:
    """Several items together: how many were split, spread, agreed, or are hidden.

    `mean` is of the shown items' means, each once, by the round's weighting; items whose best is in
    the middle, those rated on another number of levels than the first, and those of which all gave
    the same have no part in it. `items` are ids in the order of the figures.
    """

    name: str
    items: tuple[str, ...]
    split: int
    spread: int
    agreed: int
    hidden: int
    mean: float | None


def profiles(figures: Figures) -> tuple[Profile, Profile]:
    """What is ours to change, and the conditions around us: never averaged together."""
    ours, conditions = (
        _profile(name, [one for one in figures.items if one.item.locus == name], figures.weighting)
        for name in ("ours", "conditions")
    )
    return ours, conditions


def categories(figures: Figures) -> tuple[Profile, ...]:
    """A profile for each category of what is ours, in the order of the categories' names."""
    ours = [one for one in figures.items if one.item.locus == "ours"]
    names = sorted({one.item.category for one in ours})
    return tuple(
        _profile(name, [one for one in ours if one.item.category == name], figures.weighting)
        for name in names
    )


def _profile(name: str, items: list[ItemFigures], weighting: Weighting) -> Profile:
    split, spread, agreed, hidden = (
        sum(one.verdict is verdict for one in items)
        for verdict in (Verdict.SPLIT, Verdict.SPREAD, Verdict.AGREED, None)
    )
    ids = tuple(one.item.id for one in items)
    return Profile(name, ids, split, spread, agreed, hidden, _mean(items, weighting))


def _mean(items: list[ItemFigures], weighting: Weighting) -> float | None:
    levels = [one.item.levels for one in items]
    means = [
        mean
        for one in items
        if not one.item.middle and one.item.levels == levels[0]
        if (mean := weighted(one, weighting)) is not None
    ]
    return sum(means) / len(means) if means else None


def weighted(figures: ItemFigures, weighting: Weighting) -> float | None:
    """An item's mean by a round's weighting; the pooled one where no organisation is shown."""
    pooled = figures.everyone.mean if figures.everyone else None
    chosen = {"pooled": pooled, "equal": figures.equal, "capped": figures.capped}[weighting]
    return pooled if chosen is None or pooled is None else chosen
