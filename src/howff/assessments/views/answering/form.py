"""The form behind a private link: answer, save as you go, look over it, send."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from howff.assessments.actions.answering import save
from howff.assessments.queries.answering import said_by
from howff.assessments.views.answering.reading import Sent, differences, sent_answers
from howff.assessments.views.answering.sheet import questions
from howff.assessments.views.answering.showing import (
    CLOSED,
    Shown,
    answers,
    gone,
    is_open,
    mine,
    over,
    shown,
)
from howff.people.errors import Refused


@gzip_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def form(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Answer a round; once it is closed, see what you said and take it back."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    if not is_open(round):
        return _after(request, round, response, key)
    where = addresses(round, key)
    if request.method == "POST":
        return saved(request, response, where)
    return page(request, response, where, shown(request, round))


@gzip_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def review(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Look over everything, and send it."""
    round, response = mine(code, key)
    if response is None:
        return gone(request, round)
    if not is_open(round):
        return _after(request, round, response, key)
    chosen, wrong = shown(request, round), None
    if request.method == "POST":
        try:
            _send(request, response)
        except Refused as refused:
            wrong = refused
        else:
            return redirect("assessments:thanks", round.code, key)
    return reviewed(request, response, addresses(round, key), chosen, wrong)


def addresses(round: Any, key: str) -> dict[str, str]:
    """Where a form that is opened by a private link leads."""
    args = [round.code, key]
    return {
        "form": reverse("assessments:form", args=args),
        "review": reverse("assessments:review", args=args),
        "mail": reverse("assessments:mail_link", args=args),
        "back": reverse("assessments:take_back", args=args),
        "link": settings.PUBLIC_ADDRESS + reverse("assessments:form", args=args),
        "key": key,
    }


def saved(request: HttpRequest, response: Any, where: dict[str, str]) -> HttpResponse:
    """Keep what was sent, and go where the button says; a script is told the new revision."""
    sent, chosen = sent_answers(request.POST, response.round), shown(request, response.round)
    scripted = request.headers.get("Accept") == "application/json"
    try:
        kept = save(
            response=response,
            revision=sent.revision,
            ratings=sent.ratings,
            words=sent.words,
            language=chosen.asking.language,
        )
    except Refused as refused:
        if scripted:
            return JsonResponse(refused.as_json(), status=refused.status)
        return _refused(request, response, where, sent, refused)
    if scripted:
        return JsonResponse({"revision": kept.revision, "state": kept.state})
    return redirect(_onwards(request, where, chosen))


def page(
    request: HttpRequest,
    response: Any,
    where: dict[str, str],
    chosen: Shown,
    *,
    sent: Sent | None = None,
    wrong: Refused | None = None,
) -> HttpResponse:
    """The form, with what is kept or with what was just typed."""
    ratings, words = sent.over(response) if sent else (response.ratings, response.words)
    noting = response.door == "interview"
    context = {
        "round": response.round,
        "collaboration": response.round.collaboration,
        "response": response,
        "where": where,
        "chosen": chosen,
        "asking": chosen.asking,
        "wrong": wrong,
        "just_saved": "saved" in request.GET,
        "questions": questions(
            chosen.asking, ratings, words, noting=noting, stage=str(response.round.stage or "")
        ),
        "rated": sum(rating not in {None, ""} for rating in ratings.values()),
    }
    name = "interview" if noting else "form"
    status = wrong.status if wrong else 200
    return render(request, f"assessments/answering/{name}.html", context, status=status)


def reviewed(
    request: HttpRequest,
    response: Any,
    where: dict[str, str],
    chosen: Shown,
    wrong: Refused | None = None,
) -> HttpResponse:
    """Everything that was answered, to look over before it is sent."""
    context = {
        "round": response.round,
        "response": response,
        "where": where,
        "chosen": chosen,
        "asking": chosen.asking,
        "wrong": wrong,
        **answers(response, chosen.asking),
    }
    status = wrong.status if wrong else 200
    return render(request, "assessments/answering/review.html", context, status=status)


def _send(request: HttpRequest, response: Any) -> None:
    sent = sent_answers(request.POST, response.round)
    save(
        response=response,
        revision=sent.revision,
        ratings=sent.ratings,
        words=sent.words,
        send=True,
    )


def _onwards(request: HttpRequest, where: dict[str, str], chosen: Shown) -> str:
    """Where the button that was pressed leads, in the same language and wording."""
    button = request.POST.get("go", "")
    if button == "review":
        return where["review"] + chosen.query
    switches = [chosen.easy_query, *(query for _one, query in chosen.languages)]
    if button in switches:
        return where["form"] + button
    joint = "" if chosen.query == "?" else "&"
    return f"{where['form']}{chosen.query}{joint}saved=1"


def _refused(
    request: HttpRequest, response: Any, where: dict[str, str], sent: Sent, refused: Refused
) -> HttpResponse:
    if refused.code == "closed":
        return over(request, response.round, status=refused.status, late=True)
    chosen = shown(request, response.round)
    if refused.code != "conflict":
        return page(request, response, where, chosen, sent=sent, wrong=refused)
    response.refresh_from_db()
    filled = answers(response, chosen.asking)
    context = {
        "round": response.round,
        "response": response,
        "where": where,
        "chosen": chosen,
        "asking": chosen.asking,
        "sent": sent,
        "told": refused.message,
        "differences": differences(response, sent, filled["parts"]),
    }
    return render(request, "assessments/answering/both.html", context, status=refused.status)


def _after(request: HttpRequest, round: Any, response: Any, key: str) -> HttpResponse:
    """After closing: what somebody said, to be taken back as a whole or in part."""
    if round.state != CLOSED:
        return over(request, round)
    chosen = shown(request, round)
    names = {
        name: text
        for part in chosen.asking.parts
        for one in part.asked
        for name, text in [
            (one.id, one.title),
            *((prompt.name, prompt.text) for prompt in one.prompts),
        ]
    }
    said = [(names.get(one.about, one.about), one) for one in said_by(response)]
    context = {
        "round": round,
        "response": response,
        "where": addresses(round, key),
        "asking": chosen.asking,
        "said": said,
        "none_said": _("You wrote no words, or took them all back."),
        **answers(response, chosen.asking),
    }
    return render(request, "assessments/answering/said.html", context)
