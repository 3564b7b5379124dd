"""When some of the people are shown apart from the others: both must stay as hidden as all."""

from howff.sense.disclosure.cuts import Masks, Table, has_small_cut
from howff.sense.disclosure.doubt import told


def may_split(layers: list[Table], masks: Masks, k: int) -> bool:
    """Say whether each layer's sum over everyone may be shown beside the groups of all together.

    `layers` are counts by organisation, place and level of people who are shown apart, such as
    those who answered before and those who did not; `masks` are the groups shown of all of them. It
    may be shown where each layer would keep both rules if its groups were shown as well: whatever
    stays in doubt even then does so when less is shown. A layer of nobody tells nothing.
    """
    return all(_safe(layer, masks, k) for layer in layers if layer.any())


def _safe(layer: Table, masks: Masks, k: int) -> bool:
    people, levels = layer.sum(axis=2), layer.sum(axis=(0, 1))
    if people.sum() < k or (levels > 0).sum() == 1:
        return False
    return not has_small_cut(people, people, k, masks) and told(layer, masks, k) is None
