"""What is kept of taking stock."""

from howff.assessments.models.across import Comparison, Share
from howff.assessments.models.journey import Milestone, Stage
from howff.assessments.models.responses import (
    Door,
    Response,
    ResponseState,
    Said,
    TakenBack,
)
from howff.assessments.models.rounds import (
    Address,
    Compares,
    Expected,
    Partner,
    Published,
    Reminder,
    Round,
    RoundPlace,
    RoundState,
    Weighting,
)
from howff.assessments.models.workshops import (
    Dissent,
    Level,
    Presence,
    SupportNeed,
    Topic,
    Workshop,
    WorkshopState,
)

__all__ = [
    "Address",
    "Compares",
    "Comparison",
    "Dissent",
    "Door",
    "Expected",
    "Level",
    "Milestone",
    "Partner",
    "Presence",
    "Published",
    "Reminder",
    "Response",
    "ResponseState",
    "Round",
    "RoundPlace",
    "RoundState",
    "Said",
    "Share",
    "Stage",
    "SupportNeed",
    "TakenBack",
    "Topic",
    "Weighting",
    "Workshop",
    "WorkshopState",
]
