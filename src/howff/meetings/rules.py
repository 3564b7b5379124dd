"""Who may do what with an action."""

from howff.meetings.models import Action
from howff.people import rules as people
from howff.people.models import Collaboration, Membership
from howff.people.rules import Someone


def may_see(person: Someone, collaboration: Collaboration) -> bool:
    """Everybody who belongs sees what was agreed."""
    return people.may_see(person, collaboration)


def may_agree(person: Someone, collaboration: Collaboration) -> bool:
    """Helpers and facilitators write down what is agreed, and change it."""
    return people.may_help(person, collaboration)


def may_report(person: Someone, action: Action) -> bool:
    """Whoever does it, their organisation's people, helpers and facilitators say how far it is."""
    if may_agree(person, action.collaboration):
        return True
    mine = Membership.objects.filter(collaboration=action.collaboration, person=person.pk).first()
    if mine is None:
        return False
    same = mine.organisation_id and mine.organisation_id == action.organisation_id
    return bool(same) or action.person_id == person.pk
