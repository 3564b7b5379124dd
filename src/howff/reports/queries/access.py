"""The doors to reports: each gives what the person may see, or says that it is not there."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from howff.assessments.models import Comparison, Round
from howff.conversations.models import Conversation
from howff.people.models import Collaboration
from howff.people.rules import Someone, may_see
from howff.reports.models import Report, Version
from howff.reports.rules import may_edit, may_find, may_read, may_see_draft


def drafts_in(collaboration: Collaboration) -> QuerySet[Report]:
    """All reports of a collaboration with their newest version's number, newest first."""
    rows = Report.objects.filter(collaboration=collaboration)
    return rows.annotate(version=Max("versions__number"))


def reports_in(collaboration: Collaboration) -> QuerySet[Report]:
    """A collaboration's published reports."""
    return drafts_in(collaboration).filter(versions__isnull=False)


def report_of(conversation: Conversation) -> Report | None:
    """The newest report of a conversation, if it has one."""
    return Report.objects.filter(conversation=conversation).first()


def report_of_round(round: Round) -> Report | None:
    """The newest feedback report of a round, if it has one."""
    return Report.objects.filter(round=round).first()


def reports_of_round(round: Round, *, drafts: bool) -> QuerySet[Report]:
    """The reports of a round; with its drafts, or only what is published."""
    rows = drafts_in(round.collaboration) if drafts else reports_in(round.collaboration)
    return rows.filter(round=round)


def report_across(comparison: Comparison) -> Report | None:
    """The newest report across collaborations, if there is one."""
    return Report.objects.filter(comparison=comparison).first()


def draft_for(person: Someone, pk: int) -> Report:
    """A report that this person may see before it is published."""
    report = _report(pk=pk)
    if report is None or not may_see(person, report.collaboration):
        raise Http404
    if not may_see_draft(person, report):
        raise PermissionDenied(_("Only facilitators and helpers see drafts."))
    return report


def report_to_edit(person: Someone, pk: int) -> Report:
    """A report that this person may edit."""
    report = draft_for(person, pk)
    if not may_edit(person, report):
        raise PermissionDenied(_("Only a facilitator of this collaboration edits its reports."))
    return report


def published_at(person: Someone, address: str) -> Version:
    """The newest version at an address, if this person may read it."""
    report = _report(address=address)
    if report is None or not may_read(person, report):
        raise Http404
    return _newest(report)


def published_by_number(person: Someone, pk: int) -> Version:
    """The newest version of a report by its number: numbers can be guessed, links cannot."""
    report = _report(pk=pk)
    if report is None or not may_find(person, report):
        raise Http404
    return _newest(report)


def versions_of(report: Report) -> QuerySet[Version]:
    """A report's versions, newest first."""
    return Version.objects.filter(report=report).select_related("published_by")


def url_of(report: Report) -> str:
    """The whole address at which a published report is read."""
    return settings.PUBLIC_ADDRESS + reverse("reports:report", args=[report.address])


def _report(**key: object) -> Report | None:
    return (
        Report.objects.select_related("collaboration", "conversation", "round", "comparison")
        .filter(**key)
        .first()
    )


def _newest(report: Report) -> Version:
    version = Version.objects.filter(report=report).first()
    if version is None:
        raise Http404
    version.report = report
    return version
