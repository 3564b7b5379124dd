"""The first page of a round: who asks and why, what happens with the answers, and your choice."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from howff.assessments.actions.answering import begin, begin_return, erase_return
from howff.assessments.forms.answering import AboutForm
from howff.assessments.queries.access import partner_by_key, round_by_code
from howff.assessments.queries.answering import asking_of, promises, promises_to, return_of
from howff.assessments.views.answering.showing import is_open, over, unknown
from howff.people.errors import Refused
from howff.people.views.replies import fragment

KEY_BYTES = 16


@gzip_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the round is about and what becomes of the answers; then begin."""
    round = round_by_code(code)
    if round is None:
        return unknown(request)
    if not is_open(round):
        return over(request, round)
    form = AboutForm(request.POST or None, round=round, initial=_preselected(request))
    key = request.POST.get("key", "") or secrets.token_urlsafe(KEY_BYTES)
    if form.is_valid():
        try:
            begin(round=round, about=form.about(), key=key)
        except Refused as refused:
            form.wrong(refused)
        else:
            return redirect("assessments:form", round.code, key)
    return _page(request, round, {"form": form, "key": key}, wrong=form.is_bound)


@gzip_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def answer_for(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Begin the one answer that an organisation agreed inside, shown in its name."""
    round = round_by_code(code)
    partner = partner_by_key(round, key) if round else None
    if round is None or partner is None:
        raise Http404
    if not is_open(round):
        return over(request, round)
    mine = request.POST.get("key", "") or secrets.token_urlsafe(KEY_BYTES)
    context = {"partner": partner, "promises": promises_to(partner), "key": mine}
    if request.method == "POST":
        try:
            if "anew" in request.POST:  # the private link to what was answered is lost
                erase_return(partner=partner, by=_somebody(request))
            begin_return(partner=partner, key=mine)
        except Refused as refused:
            context["wrong"] = refused
        else:
            return redirect("assessments:form", round.code, mine)
    return _page(request, round, context | {"begun": return_of(partner)}, wrong="wrong" in context)


def _page(
    request: HttpRequest, round: Any, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    asking = asking_of(round)
    about = {
        "round": round,
        "asking": asking,
        "promises": promises(round),
        "returning": [one.name for one in round.partners.all() if one.returns and not one.expected],
    }
    return fragment(request, "assessments/answering/first", about | context, wrong=wrong)


def _somebody(request: HttpRequest) -> Any:
    """Whoever is signed in, if anybody is."""
    return request.user if request.user.is_authenticated else None


def _preselected(request: HttpRequest) -> dict[str, str]:
    partner = request.GET.get("partner", "")
    return {"partner": partner} if partner.isdecimal() else {}
