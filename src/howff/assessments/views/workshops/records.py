"""Pages of what a workshop ended with, and of what would help a collaboration."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from howff.assessments.actions.workshops import ending
from howff.assessments.forms.workshops import NeedsFilter, SignOffForm
from howff.assessments.queries.access import workshop_for, workshop_to_run
from howff.assessments.queries.workshops import needs as helping
from howff.assessments.queries.workshops import room
from howff.assessments.queries.workshops.records import record as record_of
from howff.assessments.rules import may_run
from howff.people.forms import sent
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, target_of, wants_part


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """What the room agreed, why, and who saw it otherwise: to print, and to sign off."""
    person = signed_in(request)
    workshop = workshop_for(person, pk)
    return fragment(request, "assessments/workshops/record", _record(workshop, person))


@require_POST
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish the record."""
    by = signed_in(request)
    workshop = workshop_to_run(by, pk)
    form = SignOffForm(request.POST)
    if sent(form, lambda data: ending.sign_off(workshop=workshop, by=by, **data)):
        messages.success(request, _("The record is signed off."))
        return redirect("assessments:record", pk)
    context = _record(workshop, by) | {"form": form}
    return fragment(request, "assessments/workshops/record", context, wrong=True)


@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a signed-off record be changed again; history keeps who had signed it."""
    by = signed_in(request)
    workshop = workshop_to_run(by, pk)
    return acted(
        request,
        lambda: ending.open_again(workshop=workshop, by=by),
        _("The record is open again. The sign-off is kept in the history."),
        back=reverse("assessments:record", args=[pk]),
    )


@require_safe
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """What would help this collaboration, by who needs it."""
    here = collaboration_for(request.user, pk)
    narrowed = NeedsFilter(request.GET, auto_id="needs_%s")
    asked: dict[str, Any] = narrowed.cleaned_data if narrowed.is_valid() else {}
    rows = helping.needs_in(here, asked.get("q", ""), asked.get("round"))
    context = {
        "collaboration": here,
        "filter": narrowed,
        "groups": helping.needs_by_level(rows, asked.get("level", "")),
        "rounds": helping.rounds_with_needs(here),
        "narrowed": any(asked.values()),
    }
    part = wants_part(request) and target_of(request) == "needs"
    name = "assessments/workshops/needs"
    return fragment(request, f"{name}#rows" if part else name, context)


def _record(workshop: Any, person: Any) -> dict[str, Any]:
    return {
        "collaboration": workshop.round.collaboration,
        "round": workshop.round,
        "workshop": workshop,
        "told": record_of(workshop),
        "form": SignOffForm(),
        "runs": may_run(person, workshop.round),
        "signed": room.signed_off(workshop),
    }
