"""Pages of published reports; readers need no account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from howff.people.queries import collaboration_for
from howff.people.rules import may_facilitate
from howff.reports import queries, rules
from howff.reports.document import Document
from howff.reports.rendering import html
from howff.reports.rendering.formats import FORMATS
from howff.reports.rendering.turns import RETRY_AFTER, Busy, write_in_turn

ALONE: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "font-src": ["data:"],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.NONE],
}


@require_safe
def reports(request: HttpRequest, collaboration: int) -> HttpResponse:
    """The reports of a collaboration: members see what is published, those who run it drafts."""
    here = collaboration_for(request.user, collaboration)
    rows = queries.drafts_in(here)
    runs = rules.may_run(request.user, here)
    context = {
        "collaboration": here,
        "reports": rows if runs else queries.reports_in(here),
        "runs": runs,
        "edits": may_facilitate(request.user, here),
    }
    return render(request, "reports/reports.html", context)


@login_not_required
@never_cache
@require_safe
def report(request: HttpRequest, address: str) -> HttpResponse:
    """A published report, at its newest version."""
    try:
        version = queries.published_at(request.user, address)
    except Http404:
        return _not_here(request)
    found = version.report
    context = html.context(queries.document_of(version)) | {
        "report": found,
        "versions": queries.versions_of(found),
        "formats": FORMATS,
        "edits": rules.may_edit(request.user, found),
    }
    response = render(request, "reports/report.html", context)
    return _out_of_search(response, hidden=found.visibility != "public")


@login_not_required
@never_cache
@require_safe
def download(request: HttpRequest, address: str, extension: str) -> HttpResponse:
    """A published report in one of its formats."""
    if extension not in FORMATS:
        raise Http404
    try:
        version = queries.published_at(request.user, address)
    except Http404:
        return _not_here(request)
    response = file_of(request, queries.document_of(version), extension)
    return _out_of_search(response, hidden=version.report.visibility != "public")


def file_of(request: HttpRequest, document: Document, extension: str) -> HttpResponse:
    """A report as a file, or a page that asks to come back when too many are being written."""
    try:
        return _file(request, document.title, write_in_turn(document, extension), extension)
    except Busy:
        again = {"again": request.get_full_path()}
        response = render(request, "reports/busy.html", again, status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response


@csp_override(ALONE)
def _file(_request: HttpRequest, title: str, written: bytes, extension: str) -> HttpResponse:
    """A file; the single web page opens in the browser, without any script."""
    name = f"{slugify(title)[:60] or 'report'}.{extension}"
    how = "inline" if extension == "html" else "attachment"
    return HttpResponse(
        written,
        content_type=FORMATS[extension].content_type,
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )


def _not_here(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in learns nothing; others may sign in and try again."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _out_of_search(response: HttpResponse, *, hidden: bool) -> HttpResponse:
    """Ask search engines to leave out what is not public."""
    if hidden:
        response["X-Robots-Tag"] = "noindex"
    return response
