"""Paper: the printed form, and the screen on which helpers type in what came back."""

import secrets
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions import answering
from howff.assessments.forms.answering import TheirForm
from howff.assessments.paper import FORMS, paper_form
from howff.assessments.queries.access import round_to_help
from howff.assessments.queries.answering import asking_of, homes_of, levels_of, paper_of
from howff.assessments.views.answering.showing import answers, is_open
from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment

SHORT = {"D": "DK", "N": "NA", "M": "NMP"}


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's form on paper: plain, large or easy to read."""
    round = round_to_help(signed_in(request), pk)
    wanted = request.GET.get("form", "")
    form = wanted if wanted in FORMS else FORMS[0]
    link = settings.PUBLIC_ADDRESS + reverse("assessments:answer", args=[round.code])
    svg = segno.make(link, error="m").svg_inline(border=0)
    made = paper_form(round, form, request.GET.get("language", ""), link=link, qr=svg)
    name = f"howff-{round.code.lower()}-{form}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in an answer from paper, and go on to the next."""
    person = signed_in(request)
    round = round_to_help(person, pk)
    last = _last(request, round, person)
    before = {"partner": request.GET.get("partner"), "place": request.GET.get("place")}
    form = TheirForm(request.POST or None, round=round, initial=before)
    ratings, words = _typed(request, round)
    if form.is_valid():
        try:
            kept = answering.enter(
                round=round,
                about=form.about(),
                by=person,
                ratings=ratings,
                words=words,
                key=request.POST.get("key", ""),
            )
        except Refused as refused:
            form.wrong(refused)
        else:
            return redirect(_next(round, form, kept))
    context = {"form": form, "last": last, "card_used": "used" in request.GET}
    return _page(request, round, context, (ratings, words))


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """Put right an answer that was just typed in."""
    person = signed_in(request)
    kept = paper_of(person, pk, response)
    round = kept.round
    said = {name: getattr(kept, name) for name in ("partner", "place", "audience", "attribution")}
    form = TheirForm(request.POST or None, round=round, initial=said)
    form.fields.pop("card", None)
    ratings, words = _typed(request, round) if form.is_bound else (kept.ratings, kept.words)
    if form.is_valid():
        try:
            about = form.about()
            answering.correct(response=kept, about=about, ratings=ratings, words=words)
        except Refused as refused:
            form.wrong(refused)
        else:
            return redirect(f"{_here(round)}?last={kept.pk}")
    return _page(request, round, {"form": form, "correcting": kept}, (ratings, words))


@require_POST
def remove(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """Erase an answer that was typed in, such as one that was typed in twice."""
    person = signed_in(request)
    kept = paper_of(person, pk, response)
    round = kept.round
    return acted(
        request,
        lambda: answering.remove_entered(response=kept),
        _("The answer is erased."),
        back=_here(round),
    )


def _page(request: HttpRequest, round: Any, context: dict[str, Any], typed: Any) -> HttpResponse:
    asking = asking_of(round)
    more = {
        "round": round,
        "collaboration": round.collaboration,
        "asking": asking,
        "open": is_open(round),
        "forms": FORMS,
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        **answers(None, asking, typed),
    }
    return fragment(
        request, "assessments/answering/enter", more | context, wrong=context["form"].is_bound
    )


def _typed(request: HttpRequest, round: Any) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed: one key for each rating, such as 4, or d for “I don’t know”."""
    given = request.POST
    keys = {item: given.get(f"rate-{item}", "").strip().upper() for item in levels_of(round)}
    ratings = {item: SHORT.get(key, key) for item, key in keys.items() if key}
    spoken = {name: given.get(f"say-{name}", "").strip() for name in homes_of(round)}
    return ratings, {name: text for name, text in spoken.items() if text}


def _here(round: Any) -> str:
    return reverse("assessments:enter", args=[round.pk])


def _next(round: Any, form: TheirForm, kept: answering.Kept) -> str:
    """The screen for the next answer, with the organisation and place of this one."""
    about = form.about()
    chosen = {"partner": about.partner, "place": about.place, "last": kept.id}
    query = "&".join(f"{name}={one}" for name, one in chosen.items() if one)
    return f"{_here(round)}?{query}{'&used=1' if kept.card_used else ''}"


def _last(request: HttpRequest, round: Any, person: Any) -> Any:
    """The answer that this person typed in just before, if the address names it."""
    try:
        return paper_of(person, round.pk, UUID(request.GET.get("last", "")))
    except ValueError:
        return None
