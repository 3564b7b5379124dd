"""What people send when they say where answers belong."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from howff.people.views.pages import signed_in
from howff.people.views.replies import number
from howff.sensemaking.actions import deciding
from howff.sensemaking.queries import access
from howff.sensemaking.views.deciding import decided


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an answer is in a theme, in another one, also in another one, or not in it."""
    study = access.study_to_decide(signed_in(request), pk)
    sent = request.POST
    passage = number(sent.get("passage"))
    here = access.theme_in(study, number(sent.get("theme")))
    if passage is None:
        raise Http404
    act = sent.get("act", "confirm")
    into = here
    if act in ("move", "also"):
        into = access.theme_in(study, number(sent.get("into")))
    return decided(request, here, _act(act, passage, here, into), _told(act))


@require_POST
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a theme of its own of some of a theme's answers."""
    theme = access.theme_to_decide(signed_in(request), pk)
    chosen = [n for n in map(number, request.POST.getlist("chosen")) if n]
    name = request.POST.get("name", "")
    return decided(
        request,
        theme,
        lambda by: deciding.split(theme=theme, passages=chosen, name=name, by=by),
        _("These answers are a theme of their own now."),
    )


@require_POST
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the answer that stands for a theme."""
    theme = access.theme_to_decide(signed_in(request), pk)
    passage = number(request.POST.get("passage"))
    return decided(
        request,
        theme,
        lambda by: deciding.choose_quote(theme=theme, passage=passage, by=by),
        _("This quote stands for the theme now."),
    )


def _act(act: str, passage: int, here: Any, into: Any) -> Callable[[Any], Any]:
    match act:
        case "move":
            return lambda by: deciding.move(passage=passage, out_of=here, into=into, by=by)
        case "also":
            return lambda by: deciding.put_in(passage=passage, theme=into, by=by)
        case "out":
            return lambda by: deciding.take_out(passage=passage, theme=here, by=by)
        case "open":
            return lambda by: deciding.leave_open(passage=passage, theme=here, by=by)
        case _:
            return lambda by: deciding.put_in(passage=passage, theme=here, by=by)


def _told(act: str) -> str:
    return {
        "move": _("Moved."),
        "also": _("In both themes now."),
        "out": _("Taken out of this theme."),
        "open": _("Left to the machine again."),
    }.get(act, _("Kept in this theme."))
