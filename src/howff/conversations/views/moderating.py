"""What the console's buttons do with something that was said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from howff.conversations.actions import moderating
from howff.conversations.forms import LabelForm, ReplyForm
from howff.conversations.queries import access, moderation
from howff.conversations.views.replies import console_of, fragment
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, number, told


@require_POST
def moderate(request: HttpRequest, pk: int, passage: int, state: str) -> HttpResponse:
    """Show, hold or archive something that was said."""
    person = signed_in(request)
    prompt = access.prompt_for(person, pk)
    done = {"published": _("Shown."), "archived": _("Archived."), "review": _("Back to review.")}
    return acted(
        request,
        lambda: moderating.moderate(prompt=prompt, passage_id=passage, state=state, by=person),
        done.get(state, ""),
        back=console_of(prompt.conversation),
        undo=lambda it: reverse("conversations:moderate", args=[pk, passage, it.before]),
    )


@require_POST
def mark_item(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Pin an item, mark it as answered, or take it out of another; each can be undone."""
    person = signed_in(request)
    item = access.item_for(person, pk)
    act, settings, text, opposite = _marks()[mark]
    again = reverse("conversations:mark_item", args=[pk, opposite]) if opposite else ""
    return acted(
        request,
        lambda: act(item=item, by=person, **settings),
        text,
        back=console_of(item.prompt.conversation),
        undo=lambda _item: again,
    )


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What else can be done with a statement or a question."""
    return fragment(request, "console/item", _about(access.item_for(signed_in(request), pk)))


@require_POST
def label(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a short label on an item."""
    person = signed_in(request)
    item = access.item_for(person, pk)
    form = LabelForm(request.POST, auto_id=f"label-{pk}-%s")
    if sent(form, lambda data: moderating.label_item(item=item, by=person, **data)):
        return told(request, _("Saved."), back=console_of(item.prompt.conversation))
    context = _about(item) | {"label_form": form}
    return fragment(request, "console/item#label", context, wrong=True)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question in writing."""
    person = signed_in(request)
    item = access.item_for(person, pk)
    form = ReplyForm(request.POST, auto_id=f"reply-{pk}-%s")
    if sent(form, lambda data: moderating.answer_item(item=item, answered=True, by=person, **data)):
        return told(request, _("Answered."), back=console_of(item.prompt.conversation))
    context = _about(item) | {"reply_form": form}
    return fragment(request, "console/item#reply", context, wrong=True)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Count an item's votes with another that says the same."""
    person = signed_in(request)
    item = access.item_for(person, pk)
    into = access.item_for(person, number(request.POST.get("into")) or 0)
    apart = reverse("conversations:mark_item", args=[pk, "apart"])
    return acted(
        request,
        lambda: moderating.merge_items(item=item, into=into, by=person),
        _("Merged: their votes count together."),
        back=console_of(item.prompt.conversation),
        undo=lambda _item: apart,
    )


def _about(item: Any) -> dict[str, Any]:
    return {
        "item": item,
        "others": moderation.others_like(item),
        "question": moderation.is_question(item),
        "label_form": LabelForm(initial={"label": item.label}, auto_id=f"label-{item.pk}-%s"),
        "reply_form": ReplyForm(initial={"reply": item.reply}, auto_id=f"reply-{item.pk}-%s"),
    }


def _marks() -> dict[str, tuple[Any, dict[str, Any], str, str]]:
    """What each mark does, what is said then, and which mark undoes it."""
    pin, answer = moderating.pin_item, moderating.answer_item
    return {
        "pin": (pin, {"pinned": True}, _("Pinned to the top."), "unpin"),
        "unpin": (pin, {"pinned": False}, _("Not pinned any more."), "pin"),
        "answered": (answer, {"answered": True}, _("Marked as answered."), "unanswered"),
        "unanswered": (answer, {"answered": False}, _("Open again."), "answered"),
        "apart": (moderating.merge_items, {"into": None}, _("Apart again."), ""),
    }
