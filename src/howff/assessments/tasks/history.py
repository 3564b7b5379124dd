"""One line of history for everything that is done with a round; never with anybody's words."""

from howff.assessments.models import Round
from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.models import Person


def record(round: Round, by: Person | None, verb: str, **details: object) -> None:
    """Write a line of history about a round, and tell open pages to look again."""
    remember(
        collaboration=round.collaboration,
        by=by,
        verb=verb,
        subject=round.title,
        details={"round": round.pk} | details,
    )
    announce(f"round:{round.pk}")
