"""Joining a conversation: its code, and the first screen, where people choose about their words."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from howff.conversations.actions.joining import Joined, read_join
from howff.conversations.queries.access import conversation_by_code, participant_by
from howff.conversations.queries.contributions import follows_up
from howff.conversations.queries.identity import LASTS, Who, participant_token, who_holds
from howff.conversations.rules import Refused
from howff.live.keeping import kept
from howff.live.tokens import stream_token
from howff.people.queries import organisations_in, places_in

FIELDS = ("organisation", "role", "name", "attribution", "audience", "key")


@require_safe
@login_not_required
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that the facilitator shows."""
    typed = request.GET.get("code", "").strip()[:40]
    conversation = conversation_by_code(typed) if typed else None
    if conversation:
        return redirect("conversations:join", conversation.code)
    return _ask_for_code(request, typed)


@gzip_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The first screen: who asks, what happens with your words, and your choice."""
    conversation = conversation_by_code(code)
    if conversation is None:
        return _ask_for_code(request, code[:40])
    if participant_of(request, conversation):
        return redirect("conversations:take_part", conversation.code)
    if conversation.state == "draft":
        stream = f"/api/v1/stream/{stream_token(f'room:{conversation.pk}')}"
        context = {"conversation": conversation, "stream": stream}
        return render(request, "conversations/waiting.html", context)
    if conversation.state == "closed" and not follows_up(conversation):
        return redirect("conversations:thanks", conversation.code)
    if request.method == "POST":
        return _joined(request, conversation)
    return _first_screen(request, conversation, {"attribution": "none", "key": uuid4().hex})


def participant_of(request: HttpRequest, conversation: Any) -> Any:
    """The participant that this phone is in the conversation, or None."""
    who = who_holds(request.COOKIES.get(_cookie(conversation), ""))
    if who is None or who.conversation != conversation.pk:
        return None
    return participant_by(who.participant)


def _joined(request: HttpRequest, conversation: Any) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in FIELDS}
    if given["attribution"] != "name":
        given["name"] = ""
    if not given["audience"]:
        message = _("Please choose who may read your words.")
        wrong = Refused("invalid", message, field="audience")
        return _first_screen(request, conversation, given, wrong)
    try:
        joined: Joined = kept("join", read_join(given | {"code": conversation.code}))
    except Refused as refused:
        return _first_screen(request, conversation, given, refused)
    return let_in(conversation, Who(joined.participant, joined.conversation), "?new=1")


def let_in(conversation: Any, who: Who, query: str = "") -> HttpResponse:
    """Go on to the phone's page as this participant, and remember it on this phone."""
    address = reverse("conversations:take_part", args=[conversation.code])
    response = redirect(address + query)
    response.set_cookie(
        _cookie(conversation),
        participant_token(who),
        max_age=LASTS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(conversation: Any) -> str:
    return f"howff_in_{conversation.pk}"


def _ask_for_code(request: HttpRequest, typed: str) -> HttpResponse:
    status = 404 if typed else 200
    return render(request, "conversations/code.html", {"typed": typed}, status=status)


def _first_screen(
    request: HttpRequest, conversation: Any, given: dict[str, str], wrong: Refused | None = None
) -> HttpResponse:
    collaboration = conversation.collaboration
    context = {
        "conversation": conversation,
        "given": given,
        "wrong": wrong,
        "guests": conversation.guests.splitlines(),
        "attributions": attributions(),
        "audiences": audiences(),
        "organisations": organisations_in(collaboration),
        "places": places_in(collaboration),
        "follow_up": conversation.state == "closed",
    }
    status = wrong.status if wrong else 200
    return render(request, "conversations/join.html", context, status=status)


def attributions() -> list[tuple[str, str]]:
    """What may stand beside somebody's words."""
    return [
        ("none", _("Nothing about me")),
        ("role", _("My role")),
        ("organisation", _("My role and organisation")),
        ("name", _("My name")),
    ]


def audiences() -> list[tuple[str, str]]:
    """Who may read somebody's words."""
    return [
        ("group", _("This group only")),
        ("report", _("This group, and they may be quoted in the report")),
    ]
