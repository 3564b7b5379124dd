"""After sending: thanks, a return card, one's own link by e-mail, and taking back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions import answering
from howff.assessments.views.answering.form import addresses
from howff.assessments.views.answering.showing import gone, is_open, mine, over
from howff.people.errors import Refused
from howff.people.views.replies import number


@never_cache
@require_safe
@login_not_required
def thanks(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Thanks, the private link, and the offer of a return card."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    return _thanks(request, round, response, key)


@never_cache
@require_POST
@login_not_required
def card(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Give a return card; it is shown this once, and sent if an address is left."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    if not is_open(round):
        return over(request, round, status=409)
    try:
        given = answering.give_card(response=response)
    except Refused as refused:
        return _thanks(
            request, round, response, key, more={"wrong": refused}, status=refused.status
        )
    response.card_digest = "given"
    return _thanks(request, round, response, key, more={"card": given})


@never_cache
@require_POST
@login_not_required
def mail_link(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Send somebody their own link, and the card that is on their screen, and forget where to."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    given = {name: request.POST.get(name, "").strip()[:254] for name in ("email", "card")}
    where = addresses(round, key)
    try:
        answering.mail_link(response=response, link=where["link"], **given)
    except Refused as refused:
        if refused.field == "card":
            given["card"] = ""
        context = {"wrong": refused, **given}
        return _thanks(request, round, response, key, more=context, status=refused.status)
    more = {"mailed": True, "card": given["card"]}
    return _thanks(request, round, response, key, more=more)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def take_back(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take back one's words one by one, or everything at once."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    if request.method != "POST":
        return redirect("assessments:form", round.code, key)
    said = number(request.POST.get("said"))
    try:
        if said is None:
            answering.take_back(response=response)
            context = {"round": round, "door": response.door}
            return render(request, "assessments/answering/taken_back.html", context)
        answering.take_back_words(response=response, said=said)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Your words are taken back and erased."))
    return redirect("assessments:form", round.code, key)


def _thanks(
    request: HttpRequest,
    round: Any,
    response: Any,
    key: str,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "round": round,
        "response": response,
        "where": addresses(round, key),
        "open": is_open(round),
        **(more or {}),
    }
    return render(request, "assessments/answering/thanks.html", context, status=status)
