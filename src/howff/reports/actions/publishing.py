"""A report goes out: each publication is a version that stays."""

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from howff.conversations.rules import Refused
from howff.evidence.actions import cite
from howff.people.models import Person
from howff.reports.actions.drafting import free_address
from howff.reports.actions.editing import note
from howff.reports.blocks import from_json
from howff.reports.models import Report, Version, Visibility
from howff.reports.queries.access import url_of
from howff.reports.queries.sources import sources_of


@transaction.atomic
def publish(
    *, report: Report, by: Person, visibility: str | None = None, reason: str = ""
) -> Version:
    """Give readers the report as it is now."""
    if visibility is not None:
        set_visibility(report=report, visibility=visibility, by=by)
    version = keep_version(report, report.blocks, reason.strip()[:200] or _("published"), by)
    note(report, by, "published a report", version=version.number, visibility=report.visibility)
    return version


@transaction.atomic
def set_visibility(*, report: Report, visibility: str, by: Person) -> Report:
    """Decide who can open a report; a link that was secret or public before stops working."""
    if visibility not in Visibility.values:
        raise Refused("invalid", _("Please choose who can open it."), field="visibility")
    if visibility == report.visibility:
        return report
    secret = Visibility.LINK in {visibility, report.visibility}
    if secret:
        hidden = visibility == Visibility.LINK
        report.address = secrets.token_urlsafe(24) if hidden else free_address(report.title)
    report.visibility = visibility
    report.save(update_fields=["visibility", "address"])
    note(report, by, "changed who can open a report", visibility=visibility)
    return report


def keep_version(
    report: Report, blocks: object, reason: str, by: Person | None, title: str = ""
) -> Version:
    """Keep a version and cite everything it shows; whoever is cited need not know its title."""
    last = report.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        report=report,
        number=last + 1,
        title=title or report.title,
        blocks=blocks,
        reason=reason,
        published_by=by,
    )
    cite(
        passage_ids=sources_of(from_json(blocks)),
        used_by=f"report:{report.pk}:{version.number}",
        label=_("Report, version %(number)s") % {"number": version.number},
        url=url_of(report) if report.visibility == Visibility.PUBLIC else "",
    )
    return version
