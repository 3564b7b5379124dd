"""My contributions: what I said, where it is used, and taking it back, by a private link."""

from collections.abc import Callable
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from howff.consent.queries import in_words
from howff.conversations.actions import contributing
from howff.conversations.queries.access import answer_of
from howff.conversations.queries.contributions import contributions_of, owner
from howff.conversations.queries.identity import Who, mine_url, who_owns
from howff.conversations.rules import Refused
from howff.conversations.rules.budget import spend
from howff.conversations.views.forms_to_values import value_of
from howff.conversations.views.joining import attributions, audiences, let_in
from howff.people.queries import organisations_in, places_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that I gave to a conversation, mine to change or take back for ever after."""
    who = who_owns(token)
    participant = owner(who) if who else None
    if who is None or participant is None:
        raise Http404
    if request.method != "POST":
        return _page(request, who, participant)
    if "back" in request.POST and not participant.removed_at:
        return let_in(participant.conversation, who)
    act = ACTS.get(request.POST.get("act", ""), _nothing)
    try:
        spend(participant.pk)
        messages.success(request, act(participant, request.POST))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("conversations:mine", token)


def _page(request: HttpRequest, who: Who, participant: Any) -> HttpResponse:
    collaboration = participant.conversation.collaboration
    link = mine_url(who)
    context = {
        "participant": participant,
        "conversation": participant.conversation,
        "contributions": contributions_of(participant),
        "allowed": in_words(participant.consent),
        "attributions": attributions(),
        "audiences": audiences(),
        "organisations": organisations_in(collaboration),
        "places": places_in(collaboration),
        "link": link,
        "qr": segno.make(link, error="l").svg_inline(scale=4, border=2, light="#fff"),
    }
    response = render(request, "conversations/mine.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _change(participant: Any, given: QueryDict) -> str:
    answer = _answer(participant, given)
    contributing.change_answer(
        answer=answer, value=value_of(answer.prompt, given), participant=participant
    )
    return _("Your answer is changed.")


def _take_back(participant: Any, given: QueryDict) -> str:
    contributing.take_back_answer(answer=_answer(participant, given), participant=participant)
    return _("It is taken back. Its words are erased.")


def _take_back_everything(participant: Any, _given: QueryDict) -> str:
    contributing.take_back_everything(participant=participant)
    return _("Everything is taken back. Your words are erased, and we forgot who you are.")


def _choose(participant: Any, given: QueryDict) -> str:
    chosen = given.get("attribution", ""), given.get("audience", "")
    if chosen[0] not in dict(attributions()) or chosen[1] not in dict(audiences()):
        raise Refused("invalid", _("Please choose both: what may stand there, and who may read."))
    answers = [_answer(participant, given)] if "answer" in given else None
    contributing.choose(
        participant=participant,
        attribution=chosen[0],  # type: ignore[arg-type]  # checked against the choices above
        audience=chosen[1],  # type: ignore[arg-type]
        answers=answers,
    )
    return _("Your choice is kept, and it holds from now on.")


def _describe(participant: Any, given: QueryDict) -> str:
    contributing.describe_myself(
        participant=participant,
        name=given.get("name", ""),
        role=given.get("role", ""),
        organisation=given.get("organisation", ""),
    )
    return _("What we know about you is changed.")


def _nothing(_participant: Any, _given: QueryDict) -> str:
    raise Refused("invalid", _("Please use one of the buttons."))


def _answer(participant: Any, given: QueryDict) -> Any:
    number = given.get("answer", "")
    return answer_of(participant, int(number) if number.isdecimal() and len(number) < 19 else 0)


ACTS: dict[str, Callable[[Any, QueryDict], str]] = {
    "change": _change,
    "take_back": _take_back,
    "take_back_everything": _take_back_everything,
    "choose": _choose,
    "describe": _describe,
}
