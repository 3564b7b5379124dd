"""Groups by what people are (a role, an organisation), without showing who is in which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from howff.sense.smallnumbers import merge_small
from howff.sense.votes.shapes import Groups

OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Share:
    """How many people of a group have a label, or None where the number is hidden."""

    label: str
    people: int | None


def by_label(
    groups: Groups, labels: Sequence[str | None], k: int = 5
) -> tuple[tuple[Share, ...], ...]:
    """Count each group's people by label; where one number is small, all of that label are hidden.

    Labels of fewer than `k` people in all are counted together as "Other". A label is shown only
    where each of its numbers, that of the unplaced too, is nought or at least `k`; where a single
    label would stay hidden, the next smallest is hidden with it, so that none can be found by
    subtracting from a group's total. A number of nought is hidden where it would tell that all of
    a label are in one group.
    """
    placed = [int(one) for one in groups.member]
    whole = Counter(label for label in labels if label)
    kept = {one.name for one in merge_small(whole, k, OTHER)}
    named = [(label if label in kept else OTHER) if label else None for label in labels]
    table = {
        name: Counter(p for p, n in zip(placed, named, strict=True) if n == name) for name in kept
    }
    shown = _shown(table, k)
    return tuple(
        tuple(Share(name, table[name][group] if name in shown else None) for name in sorted(kept))
        for group in range(len(groups.groups))
    )


def _shown(table: dict[str, Counter[int]], k: int) -> set[str]:
    """Give the labels all of whose numbers may be shown."""
    shown = {name for name, counts in table.items() if _safe(counts, k)}
    if len(table) - len(shown) == 1 and shown:
        shown.remove(min(shown, key=lambda name: (table[name].total(), name)))
    return shown


def _safe(counts: Counter[int], k: int) -> bool:
    """Whether no number is small, and not all people are in one place."""
    held = [n for n in counts.values() if n]
    return len(held) > 1 and min(held) >= k
