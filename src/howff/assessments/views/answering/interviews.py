"""Interviews: notes on each question, a rating of each principle, and a link to hand over."""

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from howff.assessments.actions import answering
from howff.assessments.forms.answering import InterviewForm
from howff.assessments.queries.access import round_to_help
from howff.assessments.queries.answering import (
    handed_over,
    interview_of,
    interviews_of,
    promises,
)
from howff.assessments.views.answering.first import KEY_BYTES
from howff.assessments.views.answering.form import page, reviewed, saved
from howff.assessments.views.answering.showing import is_open, shown
from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import fragment, number


@never_cache
@require_http_methods(["GET", "POST"])
def interviews(request: HttpRequest, pk: int) -> HttpResponse:
    """The interviews that somebody leads, and a new one."""
    person = signed_in(request)
    round = round_to_help(person, pk)
    form = InterviewForm(request.POST or None, round=round)
    if form.is_valid():
        try:
            kept = answering.begin_interview(round=round, about=form.about(), by=person)
        except Refused as refused:
            form.wrong(refused)
        else:
            return redirect("assessments:interview", round.pk, kept.id)
    context = {
        "round": round,
        "collaboration": round.collaboration,
        "interviews": interviews_of(round, person),
        "promises": promises(round),
        "form": form,
        "open": is_open(round),
    }
    return fragment(request, "assessments/answering/interviews", context, wrong=form.is_bound)


@gzip_page
@never_cache
@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """Take notes and rate, saved as it goes."""
    person = signed_in(request)
    led = interview_of(person, pk, response)
    round = led.round
    if not is_open(round):
        return redirect("assessments:interviews", round.pk)
    if request.method == "POST":
        return saved(request, led, _addresses(led))
    return page(request, led, _addresses(led), shown(request, round))


@never_cache
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """Look over an interview and let it count; then there is a link to hand over."""
    person, key = signed_in(request), request.POST.get("key", "")
    if done := handed_over(person, pk, response, key):
        return _finished(request, done, key)
    led = interview_of(person, pk, response)
    round = led.round
    if not is_open(round):
        return redirect("assessments:interviews", round.pk)
    wrong, chosen = None, shown(request, round)
    if request.method == "POST":
        try:
            revision = number(request.POST.get("revision")) or 0
            answering.finish_interview(response=led, revision=revision, key=key)
        except Refused as refused:
            wrong = refused
        else:
            return _finished(request, led, key)
    where = _addresses(led) | {"key": key or secrets.token_urlsafe(KEY_BYTES)}
    return reviewed(request, led, where, chosen, wrong)


def _finished(request: HttpRequest, led: Any, key: str) -> HttpResponse:
    address = reverse("assessments:form", args=[led.round.code, key])
    context = {
        "round": led.round,
        "collaboration": led.round.collaboration,
        "link": settings.PUBLIC_ADDRESS + address,
    }
    return render(request, "assessments/answering/finished.html", context)


def _addresses(led: Any) -> dict[str, str]:
    args = [led.round_id, led.pk]
    return {
        "form": reverse("assessments:interview", args=args),
        "review": reverse("assessments:finish_interview", args=args),
    }
