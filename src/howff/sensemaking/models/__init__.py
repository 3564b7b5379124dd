"""What is kept of making sense: what the machine suggested, and what people decided."""

from howff.sensemaking.models.analyses import Analysis, Progress, Study, StudyKind, Vector
from howff.sensemaking.models.everywhere import CommonTheme, Gathering, SharedTheme, ThemeShare
from howff.sensemaking.models.findings import (
    Confidence,
    Finding,
    FindingState,
    Grounds,
    GroundsKind,
)
from howff.sensemaking.models.themes import Decision, Placing, Step, Suggestion, Theme, ThemeState
from howff.sensemaking.models.threads import Strand, Thread
from howff.sensemaking.models.wording import Proposal, ProposalState, WordingPermission

__all__ = [
    "Analysis",
    "CommonTheme",
    "Confidence",
    "Decision",
    "Finding",
    "FindingState",
    "Gathering",
    "Grounds",
    "GroundsKind",
    "Placing",
    "Progress",
    "Proposal",
    "ProposalState",
    "SharedTheme",
    "Step",
    "Strand",
    "Study",
    "StudyKind",
    "Suggestion",
    "Theme",
    "ThemeShare",
    "ThemeState",
    "Thread",
    "Vector",
    "WordingPermission",
]
