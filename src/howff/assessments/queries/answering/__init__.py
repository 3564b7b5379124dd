"""What somebody who answers a round is asked, and what they said."""

from howff.assessments.queries.answering.asking import Asking, asking_of
from howff.assessments.queries.answering.filling import filled
from howff.assessments.queries.answering.finding import (
    interview_of,
    interviews_of,
    paper_of,
    return_of,
    said_by,
)
from howff.assessments.queries.answering.names import homes, levels

__all__ = [
    "Asking",
    "asking_of",
    "filled",
    "homes",
    "interview_of",
    "interviews_of",
    "levels",
    "paper_of",
    "return_of",
    "said_by",
]
