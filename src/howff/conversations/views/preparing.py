"""Pages on which a facilitator prepares a conversation."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.conversations.actions import moderating, preparing
from howff.conversations.forms import KINDS, ConversationForm, NewConversationForm, PromptForm
from howff.conversations.queries import access, outcomes
from howff.conversations.queries.identity import join_url
from howff.conversations.views.replies import fragment, part
from howff.instruments.recipes import load_recipes
from howff.people.forms import sent
from howff.people.queries import collaboration_to_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, number, told, wants_part


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a recipe, or begin from nothing."""
    here = collaboration_to_facilitate(request.user, pk)
    recipes = load_recipes()
    form = NewConversationForm(request.POST or None)
    by, made = signed_in(request), []
    names = _names(request)

    def create(data: dict[str, Any]) -> None:
        made.append(preparing.create_conversation(collaboration=here, names=names, by=by, **data))

    if sent(form, create):
        return redirect("conversations:edit", made[0].pk)
    chosen = request.POST.get("recipe", request.GET.get("recipe", "coffeehouse"))
    context = {"collaboration": here, "form": form, "recipes": recipes, "chosen": chosen}
    return fragment(request, "new", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a conversation is about, and arrange its prompts."""
    person = signed_in(request)
    conversation = access.editable_for(person, pk)
    form = ConversationForm(request.POST or None, initial=model_to_dict(conversation))
    saved = sent(
        form,
        lambda data: preparing.edit_conversation(conversation=conversation, by=person, **data),
    )
    context = _editing(conversation) | {"form": form}
    if saved:
        main = part(request, "edit#about", context)
        return told(request, _("Saved."), back=_edit(conversation), main=main)
    wrong = form.is_bound
    return fragment(request, "edit#about" if wants_part(request) else "edit", context, wrong=wrong)


@require_http_methods(["GET", "POST"])
def add_prompt(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a prompt of a kind, at the end or where it was before."""
    person = signed_in(request)
    conversation = access.editable_for(person, pk)
    form = PromptForm.new(kind, request.POST or None)
    added: list[Any] = []
    if sent(form, lambda data: added.append(_add(conversation, kind, data, person))):
        return _prompts_after(request, conversation, _("Added."), {"added": True})
    context = _editing(conversation) | {"prompt_form": form, "kind": kind}
    name = "edit#add" if wants_part(request) else "prompt"
    return fragment(request, name, context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def edit_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a prompt, or change its settings."""
    person = signed_in(request)
    prompt = access.editable_prompt_for(person, pk)
    form = PromptForm.of(prompt, request.POST or None)
    if sent(form, lambda data: _change(prompt, data, person)):
        return _prompts_after(request, prompt.conversation, _("Saved."))
    context = _editing(prompt.conversation) | {
        "prompt": prompt,
        "prompt_form": form,
        "kind": prompt.kind,
    }
    name = "edit#change" if wants_part(request) else "prompt"
    return fragment(request, name, context, wrong=form.is_bound)


@require_http_methods(["GET"])
def prompts(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of prompts as it is, for those who do not want to change one after all."""
    conversation = access.editable_for(signed_in(request), pk)
    name = "adding" if "adding" in request.GET else "prompts"
    return fragment(request, f"edit#{name}", _editing(conversation))


@require_POST
def move_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a prompt one step up or down."""
    person = signed_in(request)
    prompt = access.editable_prompt_for(person, pk)
    order = [one.pk for one in prompt.conversation.prompts.all()]
    place = order.index(prompt.pk)
    other = place + (-1 if request.POST.get("to") == "up" else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    preparing.arrange_prompts(conversation=prompt.conversation, order=order, by=person)
    text = _("Now number %(place)d of %(all)d.") % {"place": max(other, 0) + 1, "all": len(order)}
    return _prompts_after(request, prompt.conversation, text)


@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the prompts into the order in which they were dragged."""
    person = signed_in(request)
    conversation = access.editable_for(person, pk)
    order = [found for one in request.POST.get("order", "").split(",") if (found := number(one))]
    preparing.arrange_prompts(conversation=conversation, order=order, by=person)
    return _prompts_after(request, conversation, _("The order is saved."))


@require_POST
def remove_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a prompt that nobody has answered; it can be put back."""
    person = signed_in(request)
    prompt = access.editable_prompt_for(person, pk)
    conversation = prompt.conversation
    kept = _as_sent(prompt)
    order = [one.pk for one in conversation.prompts.all()]
    kept["place"] = order.index(prompt.pk)
    back = _edit(conversation)
    if prompt.answers.exists():
        return acted(
            request,
            lambda: preparing.remove_prompt(prompt=prompt, by=person),
            "",
            back=back,
        )
    preparing.remove_prompt(prompt=prompt, by=person)
    again = reverse("conversations:add_prompt", args=[conversation.pk, prompt.kind])
    return _prompts_after(request, conversation, _("Removed."), {"again": again, "kept": kept})


def _names(request: HttpRequest) -> dict[str, str]:
    """What the recipe's texts shall speak of, such as the two ends of a polarity."""
    prefix = f"name-{request.POST.get('recipe')}-"
    given = {key.removeprefix(prefix): one for key, one in request.POST.items() if prefix in key}
    return {key: str(one).strip()[:80] for key, one in given.items() if str(one).strip()}


def _add(conversation: Any, kind: str, data: dict[str, Any], by: Any) -> Any:
    place, statements = data.pop("place"), data.pop("statements", [])
    if place is None and data["part"] != "follow_up":
        place = preparing.place_before_follow_up(conversation)
    added = preparing.add_prompt(conversation=conversation, by=by, kind=kind, **data)
    for text in statements:
        moderating.add_statement(prompt=added, text=text, by=by)
    if place is not None:
        order = [one.pk for one in conversation.prompts.all() if one.pk != added.pk]
        order.insert(place, added.pk)
        preparing.arrange_prompts(conversation=conversation, order=order, by=by)
    return added


def _change(prompt: Any, data: dict[str, Any], by: Any) -> None:
    data.pop("place")
    statements = data.pop("statements", [])
    preparing.edit_prompt(prompt=prompt, by=by, **data)
    for text in statements:
        moderating.add_statement(prompt=prompt, text=text, by=by)


def _as_sent(prompt: Any) -> dict[str, Any]:
    """A prompt as the form that adds it would send it."""
    names = ("text", "help", "results", "part")
    switches = {
        name: "on" for name in ("several", "moderated", "additions") if getattr(prompt, name)
    }
    options = "\n".join(prompt.options)
    return {**{name: getattr(prompt, name) for name in names}, **switches, "options": options}


def _editing(conversation: Any) -> dict[str, Any]:
    return {
        "collaboration": conversation.collaboration,
        "conversation": conversation,
        "prompts": outcomes.with_turnout(conversation.prompts.all()),
        "kinds": KINDS,
        "join_url": join_url(conversation.code),
        "edits": True,
    }


def _edit(conversation: Any) -> str:
    return reverse("conversations:edit", args=[conversation.pk])


def _prompts_after(
    request: HttpRequest, conversation: Any, text: str, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = _editing(conversation) | (more or {})
    main = part(request, "edit#after", context) if wants_part(request) else ""
    return told(request, text, back=_edit(conversation) + "#prompts", main=main)
