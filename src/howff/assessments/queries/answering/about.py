"""What somebody says about themselves before they answer."""

from dataclasses import dataclass

from howff.consent.models import Attribution, Audience


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says about themselves and allows; `partner` and `place` are numbers."""

    partner: int | None = None
    place: int | None = None
    attribution: str = Attribution.NONE
    audience: str = Audience.GROUP
    card: str = ""
