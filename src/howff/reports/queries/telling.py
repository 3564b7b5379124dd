"""Which reports tell a finding."""

from howff.people.rules import Someone
from howff.reports.blocks import Finding, from_json
from howff.reports.models import Report
from howff.reports.queries.access import drafts_in, reports_in
from howff.reports.rules import may_run
from howff.sensemaking import models as sense
from howff.sensemaking.queries.findings import finding_for


def told_in(person: Someone, pk: int) -> tuple[sense.Finding, list[Report]]:
    """A finding that this person may see, and the reports in which they may read it."""
    finding = finding_for(person, pk)
    here = finding.collaboration
    if may_run(person, here):
        return finding, [one for one in drafts_in(here) if _tells(one.blocks, pk)]
    rows = reports_in(here).prefetch_related("versions").distinct()
    return finding, [one for one in rows if _tells(_newest(one), pk)]


def _newest(report: Report) -> object:
    return max(report.versions.all(), key=lambda one: one.number).blocks


def _tells(blocks: object, finding: int) -> bool:
    return any(isinstance(one, Finding) and one.finding == finding for one in from_json(blocks))
