"""Themes and findings as files to take away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from howff.people.errors import Refused
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.sensemaking.queries import exporting, exporting_findings
from howff.sensemaking.queries.exporting_files import FILES


@never_cache
@require_safe
def themes(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A study's themes; with `?audience=report` only words that may be quoted in the report."""
    person = signed_in(request)
    study = exporting.study_of_themes(person, pk)
    kind = FILES.get(name)
    if kind is None:
        raise Http404
    outside = request.GET.get("audience") == "report"
    audience = exporting.audience_for(person, study, outside=outside)
    try:
        content = kind.write(exporting.themes_file(study, audience, person))
    except Refused as error:
        messages.error(request, error.message)
        return redirect(study)
    return attached(content, kind.content_type, f"howff-{study.pk}-{name}")


@never_cache
@require_safe
def findings(request: HttpRequest, pk: int, file: str) -> HttpResponse:
    """The findings of a collaboration, with words that may be quoted in the report."""
    person = signed_in(request)
    here = collaboration_for(person, pk)
    kind = exporting_findings.FILES.get(file)
    if kind is None:
        raise Http404
    content = exporting_findings.findings_file(here, person, file)
    return attached(content, kind, f"howff-{here.pk}-{file}")


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=told)
