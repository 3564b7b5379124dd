"""What people send when they decide on themes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import (
    acted,
    fragment,
    number,
    part,
    template,
    told,
    wants_part,
)
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions import steps as stepping
from howff.sensemaking.queries import access
from howff.sensemaking.queries.themes import Bench

JUDGED: dict[str, Callable[..., Any]] = {
    "accept": deciding.accept,
    "refuse": deciding.refuse,
    "reconsider": deciding.reconsider,
    "lock": deciding.lock,
    "unlock": deciding.unlock,
}


@require_POST
def judge(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """Accept, refuse, leave open, lock or unlock a theme."""
    theme = access.theme_to_decide(signed_in(request), int(pk))
    said = {
        "accept": _("Accepted: this is a theme."),
        "refuse": _("Put away: this is no theme."),
        "reconsider": _("Left open again."),
        "lock": _("Locked: the machine puts nothing more into it."),
        "unlock": _("Unlocked: the machine may put answers into it."),
    }
    return decided(request, theme, lambda by: JUDGED[to](theme=theme, by=by), said[to])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a theme; where somebody else was faster, what was typed is kept."""
    theme = access.theme_to_decide(signed_in(request), pk)
    page = "sensemaking/themes/naming" if wants_part(request) else "sensemaking/themes/name"
    if request.method != "POST":
        return fragment(request, page, _naming(theme))
    typed = {
        "name": request.POST.get("name", ""),
        "description": request.POST.get("description", theme.description),
    }
    seen = number(request.POST.get("seen"))
    try:
        step = deciding.rename(theme=theme, seen=seen, by=signed_in(request), **typed)
    except Refused as refused:
        context = _naming(theme) | typed | {"trouble": refused.message}
        return render(request, template(page), context, status=refused.status)
    main = part(request, page, _naming(theme)) if wants_part(request) else ""
    undo_url = reverse("sensemaking:undo_step", args=[step.pk])
    return told(request, _("Named."), back=_back(request, theme), undo=undo_url, main=main)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a theme is part of another one."""
    theme = access.theme_to_decide(signed_in(request), pk)
    into = access.theme_in(theme.study, number(request.POST.get("into")))
    text = _("Merged: these are one theme now.")
    back = reverse("sensemaking:theme", args=[into.pk])
    act = decided(
        request, theme, lambda by: deciding.merge(theme=theme, into=into, by=by), text, back=back
    )
    if wants_part(request) and act.status_code < 400 and request.POST.get("from") == "theme":
        act.headers["HX-Redirect"] = back
    return act


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which principle a theme belongs to."""
    theme = access.theme_to_decide(signed_in(request), pk)
    principle = request.POST.get("principle", "")
    text = _("Attached to this principle.") if principle else _("Attached to no principle.")
    return decided(
        request, theme, lambda by: deciding.attach(theme=theme, principle=principle, by=by), text
    )


@require_POST
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """Show fewer or more themes."""
    person = signed_in(request)
    study = access.study_to_decide(person, pk)
    wanted = number(request.POST.get("level"))
    text = _("This is how many themes you see now. What you decided stays.")
    return acted(
        request,
        lambda: deciding.choose_level(study=study, level=wanted, by=person),
        text,
        back=study.get_absolute_url(),
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what was before a step."""
    person = signed_in(request)
    step = access.step_to_undo(person, pk)
    back = step.study.get_absolute_url()
    if request.POST.get("back") == "history":
        back = reverse("sensemaking:study_history", args=[step.study_id])
    return acted(
        request,
        lambda: stepping.undo(step=step, by=person),
        _("Undone."),
        back=back,
    )


def decided(
    request: HttpRequest, theme: Any, act: Callable[[Any], Any], text: str, *, back: str = ""
) -> HttpResponse:
    """Decide, say so, and offer to undo it."""
    person = signed_in(request)
    return acted(
        request,
        lambda: act(person),
        text,
        back=back or _back(request, theme),
        undo=lambda step: reverse("sensemaking:undo_step", args=[step.pk]),
    )


def _back(request: HttpRequest, theme: Any) -> str:
    if request.POST.get("from") == "theme":
        return reverse("sensemaking:theme", args=[theme.pk])
    return str(theme.study.get_absolute_url())


def _naming(theme: Any) -> dict[str, Any]:
    theme.refresh_from_db(fields=["name", "description"])
    bench = Bench(theme.study)
    return {
        "theme": theme,
        "study": theme.study,
        "collaboration": theme.study.collaboration,
        "name": theme.name,
        "description": theme.description,
        "suggested": bench.title(theme),
        "others": [pair for pair in bench.titles if pair[0] != theme.pk],
    }
