"""A round of ratings: from what each person said to the figures that may be shown."""

from howff.sense.rounds.analysis import analyse

__all__ = ["analyse"]
