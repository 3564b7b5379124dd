"""The phone: one prompt at a time, with JavaScript or without, and the thanks at the end."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.conversations.actions.answering import AnswerRequest
from howff.conversations.actions.contributing import take_back_answer
from howff.conversations.actions.following_up import leave_address
from howff.conversations.queries.access import answer_of, conversation_by_code
from howff.conversations.queries.contributions import follows_up
from howff.conversations.queries.identity import Who, mine_url, participant_token
from howff.conversations.queries.plain import plain_prompts
from howff.conversations.queries.taking_part import everything_json
from howff.conversations.rules import Refused
from howff.conversations.rules.budget import spend
from howff.conversations.rules.values import LONGEST
from howff.conversations.views.forms_to_values import value_of
from howff.conversations.views.joining import participant_of
from howff.conversations.views.texts import phone_texts
from howff.live.keeping import kept
from howff.live.tokens import stream_token

MODULES = [
    f"conversations/{name}.js"
    for name in ("phone", "state", "showing", "kinds", "results", "outbox", "html")
]


@gzip_page
@never_cache
@require_safe
@login_not_required
def take_part(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked now, for somebody who has joined."""
    conversation = _conversation(code)
    participant = participant_of(request, conversation)
    if participant is None:
        return redirect("conversations:join", conversation.code)
    return _phone(request, participant)


@never_cache
@require_POST
@login_not_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """An answer from a plain form."""
    conversation = _conversation(code)
    participant = participant_of(request, conversation)
    if participant is None:
        return redirect("conversations:join", conversation.code)
    number = _number(request.POST.get("prompt", ""))
    try:
        spend(participant.pk)
        _keep(participant, number, request.POST)
    except Refused as refused:
        return _phone(request, participant, refused, number)
    address = reverse("conversations:take_part", args=[conversation.code])
    return redirect(f"{address}?plain=1&sent={number}#p{number}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, what happens next, and a place to leave an address for the follow-up alone."""
    conversation = _conversation(code)
    participant = participant_of(request, conversation)
    context = {"conversation": conversation, "mine_url": participant and _mine(participant)}
    if request.method != "POST":
        left = {"left": "left" in request.GET}
        return render(request, "conversations/thanks.html", context | left)
    email = request.POST.get("email", "")
    try:
        leave_address(conversation=conversation, email=email)
    except Refused as refused:
        wrong = {"wrong": refused, "email": email}
        return render(request, "conversations/thanks.html", context | wrong, status=422)
    return redirect(reverse("conversations:thanks", args=[conversation.code]) + "?left=1")


def _keep(participant: Any, number: int, given: Any) -> None:
    prompt = participant.conversation.prompts.filter(pk=number).first()
    if prompt is None:
        message = _("There is no such prompt in this conversation.")
        raise Refused("not_yours", message, field="prompt", status=404)
    if "take_back" in given:
        mine = answer_of(participant, _number(given["take_back"]))
        take_back_answer(answer=mine, participant=participant)
    else:
        value = value_of(prompt, given)
        request = AnswerRequest(participant.pk, number, value, given.get("key", "")[:64])
        kept("answer", request)


def _phone(
    request: HttpRequest, participant: Any, wrong: Refused | None = None, about: int = 0
) -> HttpResponse:
    conversation = participant.conversation
    told = everything_json(participant)
    plain = wrong is not None or "plain" in request.GET
    context = {
        "conversation": conversation,
        "prompts": plain_prompts(participant, told, results=plain),
        "plain": plain,
        "new": "new" in request.GET,
        "wrong": wrong,
        "about": about,
        "typed": request.POST.get("text", "") if wrong else "",
        "sent": _number(request.GET.get("sent", "")),
        "key": uuid4().hex,
        "mine_url": _mine(participant),
        "over": conversation.state == "closed",
        "follow_up": follows_up(conversation),
        "boot": _boot(participant, told),
        "modules": MODULES,
    }
    status = wrong.status if wrong else 200
    return render(request, "conversations/phone.html", context, status=status)


def _boot(participant: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    room = f"room:{participant.conversation_id}"
    return {
        **told,
        "participant": participant.pk,
        "token": participant_token(_who(participant)),
        "stream": f"/api/v1/stream/{stream_token(room)}",
        "now": timezone.now(),
        "longest": LONGEST,
        "texts": phone_texts(),
    }


def _mine(participant: Any) -> str:
    return mine_url(_who(participant))


def _who(participant: Any) -> Who:
    return Who(participant.pk, participant.conversation_id)


def _conversation(code: str) -> Any:
    conversation = conversation_by_code(code)
    if conversation is None:
        raise Http404
    return conversation


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
