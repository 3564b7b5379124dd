"""The round's desk: where it stands, the doors to it, and opening and closing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions import rounds as actions
from howff.assessments.actions.closing import count_again as again
from howff.assessments.forms.rounds import AddressesForm, ExtendForm
from howff.assessments.queries import rounds as queries
from howff.assessments.queries.access import round_for, round_to_run
from howff.assessments.queries.rounds_desk import desk_for
from howff.assessments.queries.rounds_preview import preview_of
from howff.assessments.rules import may_help, may_run
from howff.assessments.tasks.comparing import earlier_ids
from howff.instruments.queries import definition_of
from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told, wants_part

PAGE = "assessments/rounds/desk"


@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a round stands; whoever runs it prepares, invites and closes it from here."""
    person = signed_in(request)
    round = round_for(person, pk)
    context = desk(round, person)
    if wants_part(request):
        answer = fragment(request, f"{PAGE}#progress", context)
        if request.GET.get("state", round.state) != round.state:
            answer.headers["HX-Refresh"] = "true"  # the whole page is another one now
        return answer
    return fragment(request, PAGE, context)


@require_POST
def open_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people answer."""
    return at_desk(
        request, pk, actions.open_round, _("The round is open. Share the link, and invite people.")
    )


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what closing does, and close."""
    if request.method == "POST":
        done = _("The round is closed. The figures are being made.")
        return at_desk(request, pk, actions.close_round, done)
    person = signed_in(request)
    round = round_to_run(person, pk)
    if round.state != "open":
        return redirect("assessments:round", pk)
    return fragment(request, "assessments/rounds/close", desk(round, person))


@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people answer some days longer."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    form = ExtendForm(request.POST)
    back = queries.desk_of(round)
    if not form.is_valid():
        return told(request, _("Please choose a day."), back=back, status=422)
    return acted(
        request,
        lambda: actions.edit_round(round=round, by=person, **form.cleaned_data),
        _("Saved. The round closes later."),
        back=back,
    )


@require_POST
def count_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Count again what was interrupted."""
    return at_desk(request, pk, again, _("Counting again."))


def at_desk(request: HttpRequest, pk: int, act: Callable[..., object], text: str) -> HttpResponse:
    """Do something with a round that this person runs, and come back to its desk."""
    by = signed_in(request)
    round = round_to_run(by, pk)
    return acted(request, partial(act, round=round, by=by), text, back=queries.desk_of(round))


def desk(round: Any, person: Any, form: Any = None) -> dict[str, Any]:
    """Everything on the desk that this person may see."""
    runs = may_run(person, round)
    context = {
        "collaboration": round.collaboration,
        "round": round,
        "runs": runs,
        "helps": may_help(person, round),
        "desk": desk_for(round, runs=runs),
        "addresses_form": form or AddressesForm(),
    }
    if runs:
        context |= {"preview": preview_of(round), "unready": _unready(round)}
        context |= {"compared": _compared(round)}
        context |= {"extend_form": ExtendForm(initial={"closes_on": round.closes_on})}
    return context


def _compared(round: Any) -> dict[str, Any] | None:
    """How much of a round can be compared with the one before, and what is new in it."""
    if round.state != "draft" or round.previous is None:
        return None
    before = {one.id for one in definition_of(round.previous.version).items()}
    items = definition_of(round.version).items()
    new = [one.title for one in items if earlier_ids(round)[one.id] not in before]
    return {"same": len(items) - len(new), "of": len(items), "new": new}


def _unready(round: Any) -> str:
    """What is still missing before this round can open."""
    if round.state != "draft":
        return ""
    try:
        actions.refuse_unready(round)
    except Refused as refused:
        return refused.message
    return ""
