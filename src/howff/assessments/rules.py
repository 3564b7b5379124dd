"""Who may do what with a round, and which ratings it takes."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from howff.assessments.models import Round, RoundState
from howff.people import rules as people
from howff.people.errors import Refused
from howff.people.rules import Someone

UNRATED = ("DK", "NA", "NMP")


def may_see(person: Someone, round: Round) -> bool:
    """Everybody who belongs to the collaboration sees that there is a round, and its results."""
    return people.may_see(person, round.collaboration)


def may_run(person: Someone, round: Round) -> bool:
    """Facilitators prepare, open and close rounds, and write down what was agreed."""
    return people.may_facilitate(person, round.collaboration)


def may_help(person: Someone, round: Round) -> bool:
    """Helpers and facilitators type in paper and interviews, and read the words first."""
    return people.may_help(person, round.collaboration)


def must_be(round: Round, *states: RoundState) -> None:
    """Refuse what this round is too early or too late for."""
    if round.state not in states:
        told = {
            RoundState.DRAFT: _("This round is not open yet."),
            RoundState.OPEN: _("This round is still open: close it first."),
            RoundState.CLOSING: _("This round is being counted: please come back in a moment."),
            RoundState.CLOSED: _("This round is closed: answers can no longer be changed."),
        }
        raise Refused("closed", told[RoundState(round.state)], status=409)


def read_ratings(given: Mapping[str, object], levels: Mapping[str, int]) -> dict[str, int | str]:
    """The ratings as they are kept; `levels` says how many levels each item has.

    Blank ones are left out. Raises Refused, which names the item.
    """
    unknown = set(given) - set(levels)
    if unknown:
        told = _("There is nothing called %(name)s to rate here.")
        name = min(unknown)
        raise Refused("invalid", told % {"name": name}, field=name)
    read = {item: _rating(item, one, levels[item]) for item, one in given.items()}
    return {item: one for item, one in read.items() if one is not None}


def _rating(item: str, given: object, levels: int) -> int | str | None:
    text = str(given if given is not None else "").strip()
    if not text:
        return None
    if text.upper() in UNRATED:
        return text.upper()
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= levels:
        return int(text)
    told = _("Please choose a number from 1 to %(levels)s, or why you cannot rate it.")
    raise Refused("invalid", told % {"levels": levels}, field=item)


def known(names: Collection[str], given: Collection[str]) -> None:
    """Refuse words about something that this round does not ask."""
    for name in sorted(set(given) - set(names)):
        told = _("There is nothing called %(name)s to answer here.")
        raise Refused("invalid", told % {"name": name}, field=name)
