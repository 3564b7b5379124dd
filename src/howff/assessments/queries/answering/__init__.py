"""What somebody who answers a round is asked, and what they said."""

from howff.assessments.queries.answering.about import About
from howff.assessments.queries.answering.asking import Asked, Asking, asking_of
from howff.assessments.queries.answering.filling import Filled, filled, unrated_labels
from howff.assessments.queries.answering.finding import (
    handed_over,
    interview_of,
    interviews_of,
    opened_by,
    paper_of,
    partners_of,
    places_of,
    return_of,
    said_by,
)
from howff.assessments.queries.answering.names import homes, homes_of, levels, levels_of
from howff.assessments.queries.answering.promise import Promise, promises, promises_to
from howff.assessments.queries.answering.telling import asked_json, said_json

__all__ = [
    "About",
    "Asked",
    "Asking",
    "Filled",
    "Promise",
    "asked_json",
    "asking_of",
    "filled",
    "handed_over",
    "homes",
    "homes_of",
    "interview_of",
    "interviews_of",
    "levels",
    "levels_of",
    "opened_by",
    "paper_of",
    "partners_of",
    "places_of",
    "promises",
    "promises_to",
    "return_of",
    "said_by",
    "said_json",
    "unrated_labels",
]
