"""What is made of a round: its feedback report, its poster and its files."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.csp import CSP
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.queries.access import round_for, round_to_run
from howff.assessments.queries.across import comparison_to_run
from howff.people.errors import Refused
from howff.people.rules import may_facilitate
from howff.people.views.replies import wants_part
from howff.reports import actions, queries, rules
from howff.reports.rendering import poster as posters
from howff.reports.rendering.turns import RETRY_AFTER, Busy, in_turn
from howff.reports.rounds.files import FILES
from howff.reports.rounds.poster import poster_of
from howff.reports.views.pages import by
from howff.reports.views.reading import ALONE

OUTSIDE = {"report", "outside"}


def when_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, or the round's own page, which says why nothing can be had of it yet."""

    @wraps(view)
    def answered(request: HttpRequest, pk: int, **parts: Any) -> HttpResponse:
        try:
            return view(request, pk, **parts)
        except Refused as error:
            messages.error(request, error.message)
            return redirect("reports:for_round", pk)

    return answered


@never_cache
@require_http_methods(["GET", "POST"])
def for_round(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be had of a round; its feedback report is drafted here if it has none."""
    if request.method == "POST":
        found = round_to_run(by(request), pk)
        report = queries.report_of_round(found)
        report = report or actions.draft_feedback(round=found, by=by(request))
        return redirect("reports:edit", report.pk)
    return _of_round(request, round_for(by(request), pk))


def _of_round(request: HttpRequest, round: Any) -> HttpResponse:
    """The state of a round's report and its files, also as a piece of the round's own pages."""
    report, here = queries.report_of_round(round), round.collaboration
    version = queries.versions_of(report).first() if report else None
    context = {
        "round": round,
        "collaboration": here,
        "closed": queries.stock_of(round, outside=False) is not None,
        "report": report,
        "version": version,
        "runs": rules.may_run(request.user, here),
        "edits": may_facilitate(request.user, here),
        "files": FILES,
        "posters": posters.FORMATS,
    }
    template = "reports/of_round.html"
    return render(request, f"{template}#of" if wants_part(request) else template, context)


@require_POST
def for_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The report across collaborations, drafted if there is none."""
    comparison = comparison_to_run(by(request), pk)
    report = queries.report_across(comparison)
    report = report or actions.draft_across(comparison=comparison, by=by(request))
    return redirect("reports:edit", report.pk)


@never_cache
@require_safe
@when_closed
def round_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The figures of a round in a file: for members, or with `?audience=report` for everybody."""
    if extension not in FILES:
        raise Http404
    outside = _outside(request)
    round, stock = queries.stock_for(by(request), pk, outside=outside)
    kind = FILES[extension]
    return _file(request, _name(round, "figures", outside), extension, kind, kind.write(stock))


@never_cache
@require_safe
@when_closed
def poster(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """One page of a round for the wall."""
    if extension not in posters.FORMATS:
        raise Http404
    outside = _outside(request)
    round, stock = queries.stock_for(by(request), pk, outside=outside)
    made = poster_of(stock, collaboration=round.collaboration.name)
    kind = posters.FORMATS[extension]
    try:
        written = in_turn(lambda: kind.write(made), slow=extension == "pdf")
    except Busy:
        again = {"again": request.get_full_path()}
        response = render(request, "reports/busy.html", again, status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    return _file(request, _name(round, "poster", outside), extension, kind, written)


def _outside(request: HttpRequest) -> bool:
    return request.GET.get("audience", "") in OUTSIDE


def _name(round: Any, what: str, outside: bool) -> str:
    parts = (slugify(round.title)[:50] or "round", what, "outside" if outside else "members")
    return "-".join(parts)


@csp_override(ALONE | {"img-src": ["data:"], "base-uri": [CSP.NONE]})
def _file(
    _request: HttpRequest, name: str, extension: str, kind: Any, written: bytes
) -> HttpResponse:
    how = "inline" if extension == "html" else "attachment"
    return HttpResponse(
        written,
        content_type=kind.content_type,
        headers={"Content-Disposition": f'{how}; filename="{name}.{extension}"'},
    )
