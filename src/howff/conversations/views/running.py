"""What the console's buttons do with a prompt."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from howff.conversations.actions import moderating, running
from howff.conversations.forms import StatementForm
from howff.conversations.queries import access
from howff.conversations.views.replies import console_of, fragment, part
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, number, told, wants_part

type Act = Callable[..., Any]


def acts() -> dict[str, tuple[Act, dict[str, Any], str]]:
    """What a prompt's buttons are called, what they do, and what is said then."""
    return {
        "open": (running.open_prompt, {}, _("Open: people can answer.")),
        "close": (running.close_prompt, {}, _("Closed: no more answers.")),
        "reveal": (running.reveal_prompt, {}, _("Everybody sees the results.")),
        "hide": (running.reveal_prompt, {"revealed": False}, _("The results are hidden.")),
        "show": (running.show_prompt, {}, _("It is on the stage now.")),
        "reset": (running.reset_prompt, {}, _("Its answers are gone; people can answer anew.")),
        "stop-timer": (running.set_timer, {"minutes": None}, _("The timer is off.")),
    }


@require_POST
def run_prompt(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Open, close, reveal, hide, show or reset a prompt."""
    person = signed_in(request)
    prompt = access.prompt_for(person, pk)
    if act not in acts():
        raise Http404
    do, settings, text = acts()[act]
    return acted(
        request,
        lambda: do(prompt=prompt, by=person, **settings),
        text,
        back=console_of(prompt.conversation, prompt),
    )


@require_POST
def set_timer(request: HttpRequest, pk: int) -> HttpResponse:
    """Count down on the stage and on the phones."""
    person = signed_in(request)
    prompt = access.prompt_for(person, pk)
    minutes = number(request.POST.get("minutes")) or 1
    return acted(
        request,
        lambda: running.set_timer(prompt=prompt, minutes=min(minutes, 60), by=person),
        _("The timer runs: %(minutes)d min.") % {"minutes": min(minutes, 60)},
        back=console_of(prompt.conversation, prompt),
    )


@require_POST
def add_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a statement of the facilitator's own to the vote."""
    person = signed_in(request)
    conversation = access.running_for(person, pk)
    prompt = access.prompt_in(conversation, number(request.POST.get("prompt")))
    form = StatementForm(request.POST, auto_id="statement-%s")
    done = sent(form, lambda data: moderating.add_statement(prompt=prompt, by=person, **data))
    context = {"conversation": conversation, "statement_form": form}
    if not done:
        return fragment(request, "console/statement", context, wrong=True)
    context["statement_form"] = StatementForm(auto_id="statement-%s")
    main = part(request, "console/statement", context) if wants_part(request) else ""
    return told(request, _("Added."), back=console_of(conversation, prompt), main=main)
