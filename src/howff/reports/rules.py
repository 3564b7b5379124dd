"""Who may read and edit a report."""

from howff.people import rules
from howff.people.models import Collaboration
from howff.people.rules import Someone
from howff.reports.models import Report, Visibility


def may_run(person: Someone, collaboration: Collaboration) -> bool:
    """Facilitators and helpers see the drafts of a collaboration."""
    return rules.may_help(person, collaboration)


def may_edit(person: Someone, report: Report) -> bool:
    """Facilitators write and publish."""
    return rules.may_facilitate(person, report.collaboration)


def may_see_draft(person: Someone, report: Report) -> bool:
    """Facilitators and helpers see a report before it is published."""
    return may_run(person, report.collaboration)


def may_read(person: Someone, report: Report) -> bool:
    """Whoever has the address of a published report reads it, unless it is for members."""
    if report.visibility == Visibility.MEMBERS:
        return rules.may_see(person, report.collaboration)
    return True


def may_find(person: Someone, report: Report) -> bool:
    """Everybody may find a public report by its number; the others only members."""
    return report.visibility == Visibility.PUBLIC or rules.may_see(person, report.collaboration)
