"""The workbench, a theme's own page, and the history of what was decided."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import fragment, number, wants_part
from howff.sensemaking.queries import access
from howff.sensemaking.queries.exporting_files import FILES
from howff.sensemaking.queries.principles import principles_for
from howff.sensemaking.queries.reviewing import answers_of, queue
from howff.sensemaking.queries.sources import origins_of
from howff.sensemaking.queries.themes import AT_ONCE, Bench
from howff.sensemaking.queries.watching import stream_of
from howff.sensemaking.rules import may_decide

PARTS = ("state", "themes", "queue")
STEPS_AT_ONCE = 50


@never_cache
@require_safe
def themes(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole workbench; or, where htmx looks again, its parts as they are now."""
    person = signed_in(request)
    study = access.study_for(person, pk)
    bench = Bench(study, number(request.GET.get("themes")) or AT_ONCE)
    context = _shared(request, study, bench) | {
        "queue": queue(
            bench,
            which=request.GET.get("which", ""),
            search=_search(request),
            page=number(request.GET.get("page")) or 1,
        ),
        "origins": origins_of(study),
        "files": FILES,
        "whole": may_facilitate(person, study.collaboration),
    }
    if wants_part(request) and "first" in request.GET and bench.looked:
        return HttpResponse(headers={"HX-Refresh": "true"})  # there is a whole page to see by now
    if wants_part(request):
        asked = request.GET.get("parts", "").split(",")
        names = [one for one in asked if one in PARTS] or PARTS
        return fragment(request, "sensemaking/themes/parts", context | {"names": names})
    return fragment(request, "sensemaking/themes/page", context)


@never_cache
@require_safe
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """A theme with all its answers, to decide on each."""
    person = signed_in(request)
    this = access.theme_for(person, pk)
    bench = Bench(this.study)
    page = number(request.GET.get("page")) or 1
    context = _shared(request, this.study, bench) | {
        "theme": this,
        "card": bench.card(this),
        "queue": answers_of(bench, this, search=_search(request), page=page),
        "others": [pair for pair in bench.titles if pair[0] != this.pk],
        "principles": principles_for(person, this.study.collaboration),
    }
    if wants_part(request):
        return fragment(request, "sensemaking/themes/theme_parts", context)
    return fragment(request, "sensemaking/themes/theme", context)


@never_cache
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who decided what, newest first, each to be undone by itself."""
    study = access.study_for(signed_in(request), pk)
    pages = Paginator(access.steps_of(study), STEPS_AT_ONCE)
    context = {
        "collaboration": study.collaboration,
        "study": study,
        "steps": pages.get_page(request.GET.get("page")),
        "decides": may_decide(signed_in(request), study.collaboration),
    }
    return fragment(request, "sensemaking/themes/history", context)


def _shared(request: HttpRequest, study: Any, bench: Bench) -> dict[str, Any]:
    return {
        "collaboration": study.collaboration,
        "study": study,
        "bench": bench,
        "decides": may_decide(signed_in(request), study.collaboration),
        "stream": stream_of(study),
    }


def _search(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:100]
