"""A round of ratings: from what each person said to the figures that may be shown."""

from howff.sense.rounds.across import across
from howff.sense.rounds.analysis import analyse
from howff.sense.rounds.profiles import categories, profiles
from howff.sense.rounds.progress import progress

__all__ = ["across", "analyse", "categories", "profiles", "progress"]
