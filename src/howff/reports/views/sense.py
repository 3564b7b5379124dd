"""What is made of findings and themes: reflections on a series, and where a finding is told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from howff.people.errors import Refused
from howff.people.queries import collaboration_to_facilitate
from howff.reports.actions.reflections import draft_reflections
from howff.reports.queries.telling import told_in
from howff.reports.views.pages import by


@require_POST
def reflections(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft reflections from chosen themes: each is sent as `1,5,9:its name`."""
    here = collaboration_to_facilitate(by(request), pk)
    chosen = [_chosen(one) for one in request.POST.getlist("theme")[:50]]
    try:
        report = draft_reflections(collaboration=here, chosen=chosen, by=by(request))
    except Refused as error:
        messages.error(request, error.message)
        return redirect("sensemaking:across", pk)
    return redirect("reports:edit", report.pk)


@require_safe
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports in which a finding is told, for the finding's own page."""
    finding, reports = told_in(request.user, pk)
    context = {"finding": finding, "reports": reports, "collaboration": finding.collaboration}
    return render(request, "reports/told.html", context)


def _chosen(text: str) -> tuple[str, list[int]]:
    numbers, _colon, name = text.partition(":")
    found = [int(one) for one in numbers.split(",") if one.isdecimal() and len(one) < 12]
    return name[:200], found
