"""Who may make sense of what was said."""

from howff.people import rules as people
from howff.people.models import Collaboration
from howff.people.rules import Someone


def may_see(person: Someone, collaboration: Collaboration) -> bool:
    """Everybody who belongs sees themes, groups and findings, and where they come from."""
    return people.may_see(person, collaboration)


def may_decide(person: Someone, collaboration: Collaboration) -> bool:
    """Helpers and facilitators name, merge, split and accept, and write findings."""
    return people.may_help(person, collaboration)


def may_allow_wording(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators decide whether quotes may be sent to a model, which then proposes names."""
    return people.may_facilitate(person, collaboration)


def may_hand_out(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators take single votes away as a file: nobody is named there, but all are apart."""
    return people.may_facilitate(person, collaboration)


def may_share_themes(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators ask others for their themes, agree to share ours, and take that back."""
    return people.may_facilitate(person, collaboration)
