"""How pages answer: a page, a part of it, or a word about what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from howff.people.errors import Refused


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page rather than for the whole."""
    return request.headers.get("HX-Request-Type") == "partial"


def target_of(request: HttpRequest) -> str:
    """The id of the place that htmx will put the answer into."""
    return request.headers.get("HX-Target", "").rpartition("#")[2]


def number(text: str | None) -> int | None:
    """A number from an address, or None where it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None


def told(
    request: HttpRequest,
    text: str,
    *,
    back: str,
    undo: str = "",
    main: str = "",
    status: int = 200,
) -> HttpResponse:
    """Say what was done, with a way to undo it; open pages then look again."""
    if not wants_part(request):
        (messages.success if status < 400 else messages.error)(request, text)
        return redirect(back)
    toast = {"text": text, "url": undo, "bad": status >= 400}
    content = main + render_to_string("website/components/toast.html", toast, request)
    return HttpResponse(content, status=status, headers={"HX-Trigger": "acted"})


def acted(
    request: HttpRequest,
    act: Callable[[], Any],
    text: str,
    *,
    back: str,
    undo: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Do it and say so; where it is refused, say why."""
    try:
        result = act()
    except Refused as refused:
        return told(request, refused.message, back=back, status=refused.status)
    return told(request, text, back=back, undo=undo(result) if undo else "")


def fragment(
    request: HttpRequest, name: str, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """The template `area/page`, or its part `area/page#part`; 422 where what was sent is wrong."""
    return render(request, template(name), context, status=422 if wrong else 200)


def part(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    """The HTML of a part of a page, to send along with something else."""
    return render_to_string(template(name), context, request)


def template(name: str) -> str:
    """The file of a page, or a part in it."""
    page, sign, piece = name.partition("#")
    return f"{page}.html{sign}{piece}"
