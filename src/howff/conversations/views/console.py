"""The facilitator's console: one screen for before, during and after a conversation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from howff.conversations.actions import following_up, running
from howff.conversations.forms import FollowUpForm, MessageForm, NoteForm, StatementForm
from howff.conversations.queries import access, desk, moderation
from howff.conversations.queries.identity import join_url
from howff.conversations.rules import may_edit
from howff.conversations.views.facilitators import qr_of
from howff.conversations.views.replies import console_of, fragment, part
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, number, told, wants_part

PARTS = ["head", "list", "now", "notes", "voices", "came", "after"]
MINUTES = (1, 2, 3, 5)


@require_safe
def console(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole console; or, where htmx looks again, its parts as they are now."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    asked = request.GET
    search = desk.Search(
        prompt=number(asked.get("of")),
        state=asked.get("state", ""),
        text=asked.get("q", "").replace("\0", "")[:100],
        limit=number(asked.get("limit")) or moderation.AT_ONCE,
    )
    context: dict[str, Any] = {
        "collaboration": conversation.collaboration,
        "conversation": conversation,
        "desk": desk.Desk(conversation, number(asked.get("prompt")), search),
        "edits": may_edit(person, conversation),
        "minutes": MINUTES,
    }
    if wants_part(request):
        names = [one for one in asked.get("parts", "").split(",") if one in PARTS] or PARTS
        return fragment(request, "console/parts", context | {"names": names})
    more = {
        "join_url": join_url(conversation.code),
        "qr": qr_of(conversation.code),
        "stream": desk.stream_of(conversation),
        "message_form": MessageForm(initial={"message": conversation.message}),
        "note_form": NoteForm(auto_id="note-%s"),
        "statement_form": StatementForm(auto_id="statement-%s"),
        "votes": any(one.kind == "statements" for one, _turnout, _shown in context["desk"].prompts),
        "follow_up_form": FollowUpForm(auto_id="follow-up-%s"),
    }
    return fragment(request, "console", context | more)


@require_POST
def change_state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Let people join, or end the conversation."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    act = {"open": running.open_conversation, "close": running.close_conversation}[state]
    text = _("People can join now.") if state == "open" else _("The conversation has closed.")
    response = acted(
        request,
        lambda: act(conversation=conversation, by=person),
        text,
        back=console_of(conversation),
    )
    response.headers["HX-Trigger"] = "acted, restated"
    return response


@require_POST
def tell_everyone(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a message on every phone, or take it away."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    form = MessageForm({"message": ""} if "clear" in request.POST else request.POST)
    done = sent(
        form,
        lambda data: running.tell_everyone(conversation=conversation, by=person, **data),
    )
    context = {"conversation": conversation, "message_form": form}
    if not done:
        return fragment(request, "console/message", context, wrong=True)
    said = _("Everyone sees it now.") if conversation.message else _("The message is gone.")
    main = part(request, "console/message", context) if wants_part(request) else ""
    return told(request, said, back=console_of(conversation), main=main)


@require_POST
def follow_up(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Open the follow-up survey for some days, or end it."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    back = console_of(conversation)
    if state == "end":
        return acted(
            request,
            lambda: following_up.end_follow_up(conversation=conversation, by=person),
            _("The survey has ended, and the addresses are deleted."),
            back=back,
        )
    form = FollowUpForm(request.POST)
    done = sent(
        form,
        lambda data: following_up.start_follow_up(conversation=conversation, by=person, **data),
    )
    text = _("The survey is open. Everyone who left an address gets an e-mail.")
    said = text if done else _wrong(form)
    return told(request, said, back=back, status=200 if done else 422)


def _wrong(form: Any) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
