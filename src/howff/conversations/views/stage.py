"""The stage: the big screen that the whole room looks at, run from the keyboard."""

import json
from collections.abc import Callable
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from howff.conversations.actions import running
from howff.conversations.queries.access import prompt_for, running_for
from howff.conversations.queries.identity import join_url
from howff.conversations.queries.room import rendered
from howff.conversations.queries.taking_part import conversation_json, prompts_json
from howff.conversations.rules import Refused
from howff.conversations.views.texts import stage_texts
from howff.live.tokens import stream_token
from howff.people.views.pages import signed_in


@never_cache
@require_safe
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """The big screen of a conversation, for those who run it."""
    conversation = running_for(signed_in(request), pk)
    link = join_url(conversation.code)
    boot = {
        **_everything(conversation),
        "stream": f"/api/v1/stream/{stream_token(f'room:{pk}')}",
        "data": reverse("conversations:stage_data", args=[pk]),
        "run": reverse("conversations:run", args=[pk]),
        "now": timezone.now(),
        "texts": stage_texts(),
    }
    address = settings.PUBLIC_ADDRESS + reverse("conversations:code")
    context = {
        "conversation": conversation,
        "address": address.split("://", 1)[-1].rstrip("/"),
        "qr": segno.make(link).svg_inline(scale=8, border=3, light="#fff", omitsize=True),
        "boot": boot,
    }
    return render(request, "conversations/stage.html", context)


@never_cache
@require_safe
def stage_data(request: HttpRequest, pk: int) -> JsonResponse:
    """Everything that the stage shows, whole."""
    return JsonResponse(_everything(running_for(signed_in(request), pk)))


@require_POST
def run(request: HttpRequest, pk: int) -> JsonResponse:
    """One step in running the conversation: `{action, prompt}`."""
    person = signed_in(request)
    conversation = running_for(person, pk)
    try:
        act, prompt = _step(request, conversation)
        act(prompt, person)
    except Refused as refused:
        return JsonResponse(refused.as_json(), status=refused.status)
    return JsonResponse(_everything(running_for(person, pk)))


def _step(request: HttpRequest, conversation: Any) -> tuple[Callable[[Any, Any], object], Any]:
    try:
        sent = json.loads(request.body)
        act, number = STEPS[sent["action"]], int(sent["prompt"])
    except (ValueError, KeyError, TypeError):
        raise Refused("invalid", _("There is no such step."), field="action") from None
    prompt = prompt_for(signed_in(request), number)
    if prompt.conversation_id != conversation.pk:
        message = _("There is no such prompt in this conversation.")
        raise Refused("not_yours", message, field="prompt", status=404)
    return act, prompt


def _everything(conversation: Any) -> dict[str, Any]:
    return {
        "stage": json.loads(rendered(f"stage:{conversation.pk}")),
        "conversation": conversation_json(conversation),
        "prompts": prompts_json(conversation),
    }


STEPS: dict[str, Callable[[Any, Any], object]] = {
    "open": lambda prompt, by: running.open_prompt(prompt=prompt, by=by),
    "close": lambda prompt, by: running.close_prompt(prompt=prompt, by=by),
    "reveal": lambda prompt, by: running.reveal_prompt(prompt=prompt, by=by),
    "hide": lambda prompt, by: running.reveal_prompt(prompt=prompt, by=by, revealed=False),
    "show": lambda prompt, by: running.show_prompt(prompt=prompt, by=by),
}
