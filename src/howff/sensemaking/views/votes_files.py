"""Common ground as files, and the votes as Polis exports them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from howff.people.views.pages import signed_in
from howff.sensemaking.queries import votes, votes_files


@never_cache
@require_safe
def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """What was found, as a file; only words that may be quoted in the report."""
    study = votes.votes_for(signed_in(request), pk)
    content, kind = votes_files.exported(study, ending)
    return _file(content, kind, f"howff-{_('common-ground')}-{study.pk}.{ending}")


@never_cache
@require_safe
def polis(request: HttpRequest, pk: int) -> HttpResponse:
    """Every vote, as Polis exports them."""
    study = votes.votes_to_hand_out(signed_in(request), pk)
    content = votes_files.polis_zip(study)
    return _file(content, "application/zip", f"howff-polis-{study.pk}.zip")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
