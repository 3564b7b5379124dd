"""Votes on statements: common ground, what divides, minority views and opinion groups.

    from howff.sense.votes import Votes, findings_of
    votes = Votes.of([0, 0, 1], [0, 1, 0], [1, -1, 1], people=2, statements=2)
    findings = findings_of(votes)

`findings_of` finds everything; `quick=True` leaves out the choice of the number of groups, for a
screen on which votes arrive. `polis_like` gives groups as Polis finds them, for comparison.
`routing.order_for` says which statements to offer somebody next; it needs neither SciPy nor this
module's other parts. `breakdown.by_label` counts by role or organisation, safely.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from howff.sense.votes.cast import AGREE, DISAGREE, PASS, Votes, VotesError
from howff.sense.votes.shapes import (
    UNPLACED,
    Badge,
    Divide,
    End,
    Ground,
    Group,
    Groups,
    Picture,
    Standing,
    Telling,
    Verdict,
    View,
    VoteFindings,
    Why,
)

if TYPE_CHECKING:
    from howff.sense.votes.whole import findings_of, polis_like

__all__ = [
    "AGREE", "DISAGREE", "PASS", "UNPLACED", "Badge", "Divide", "End", "Ground", "Group", "Groups",
    "Picture", "Standing", "Telling", "Verdict", "View", "VoteFindings", "Votes", "VotesError",
    "Why", "findings_of", "polis_like",
]  # fmt: skip


def __getattr__(name: str) -> Callable[..., Any]:
    """Import what computes only when it is asked for: SciPy takes a moment."""
    if name in {"findings_of", "polis_like"}:
        found: Callable[..., Any] = getattr(import_module("howff.sense.votes.whole"), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
