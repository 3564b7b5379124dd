"""Who is in which group by role or kind of organisation, as far as nobody can be recognised."""

from howff.sensemaking.queries.votes import Reading


def breakdowns_of(_reading: Reading) -> list[object]:
    """Nothing yet."""
    return []
