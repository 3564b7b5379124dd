"""From draft to readers: preview, publication, versions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from howff.reports import actions, queries, rules
from howff.reports.forms import PublishForm
from howff.reports.rendering import html
from howff.reports.rendering.formats import FORMATS
from howff.reports.views.pages import by
from howff.reports.views.reading import file_of


@never_cache
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers would see it now."""
    report = queries.draft_for(request.user, pk)
    context = html.context(queries.draft_of(report)) | {
        "report": report,
        "collaboration": report.collaboration,
        "formats": FORMATS,
        "edits": rules.may_edit(request.user, report),
    }
    return render(request, "reports/preview.html", context)


@never_cache
@require_safe
def draft_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The draft in one of its formats."""
    report = queries.draft_for(request.user, pk)
    if extension not in FORMATS:
        raise Http404
    return file_of(request, queries.draft_of(report), extension)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide who can open the report, and give it to them."""
    report = queries.report_to_edit(request.user, pk)
    form = PublishForm(request.POST or None, initial={"visibility": report.visibility})
    if form.is_valid():
        actions.publish(report=report, by=by(request), **form.cleaned_data)
        messages.success(request, _("Published. This is what readers see."))
        return redirect("reports:report", report.address)
    context = {
        "report": report,
        "collaboration": report.collaboration,
        "form": form,
        "versions": queries.versions_of(report),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/publish.html", context, status=status)


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was published, and why there was a new one."""
    report = queries.draft_for(request.user, pk)
    context = {
        "report": report,
        "collaboration": report.collaboration,
        "versions": queries.versions_of(report),
    }
    return render(request, "reports/versions.html", context)
