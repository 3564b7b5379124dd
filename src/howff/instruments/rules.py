"""Who may see and change instruments."""

from howff.instruments.models import Instrument
from howff.people import rules
from howff.people.rules import Someone


def may_see(person: Someone, instrument: Instrument) -> bool:
    """Whoever is signed in sees what is built in; the rest is for who belongs."""
    if instrument.collaboration is None:
        return person.is_authenticated
    return rules.may_see(person, instrument.collaboration)


def may_change(person: Someone, instrument: Instrument) -> bool:
    """Facilitators write the instruments of their collaboration; nobody the built-in ones."""
    if instrument.collaboration is None:
        return False
    return rules.may_facilitate(person, instrument.collaboration)
