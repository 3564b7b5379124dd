"""Findings as plain values, and back."""

from typing import Any

from howff.sense.votes.shapes import VoteFindings


def to_json(
    findings: VoteFindings, people: tuple[int, ...], statements: tuple[int, ...]
) -> dict[str, Any]:
    """Give findings as plain values."""
    raise NotImplementedError


def from_json(values: dict[str, Any]) -> VoteFindings:
    """Read findings back."""
    raise NotImplementedError
