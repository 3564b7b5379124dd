"""Asks the server that the operator named for a theme's name, and keeps it as a proposal."""

from howff.sensemaking.tasks.wording.proposing import propose_wording

__all__ = ["propose_wording"]
