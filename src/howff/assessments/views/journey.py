"""The page of a collaboration's journey."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions import journey as actions
from howff.assessments.forms.journey import MilestoneForm, StageForm
from howff.assessments.queries import journey as queries
from howff.people.forms import sent
from howff.people.queries import collaboration_for, collaboration_to_facilitate
from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told


@require_safe
def journey(request: HttpRequest, pk: int) -> HttpResponse:
    """The stages, where we are now, and the milestones."""
    here = collaboration_for(request.user, pk)
    context = {
        "collaboration": here,
        "journey": queries.journey_of(here),
        "facilitates": may_facilitate(request.user, here),
        "preset": queries.PRESET,
    }
    return fragment(request, "assessments/journey/journey", context)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin from our own stages."""
    here = collaboration_to_facilitate(request.user, pk)
    actions.begin_journey(collaboration=here, by=signed_in(request))
    return redirect("assessments:journey", pk)


@require_http_methods(["GET", "POST"])
def add_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a stage."""
    here = collaboration_to_facilitate(request.user, pk)
    return _form(
        request,
        here,
        StageForm(request.POST or None),
        lambda data: actions.add_stage(collaboration=here, **data, by=signed_in(request)),
        _("Add a stage"),
    )


@require_http_methods(["GET", "POST"])
def edit_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a stage something else."""
    stage = queries.stage_to_change(request.user, pk)
    return _form(
        request,
        stage.collaboration,
        StageForm(request.POST or None, initial=model_to_dict(stage)),
        lambda data: actions.edit_stage(stage=stage, **data, by=signed_in(request)),
        stage.name,
    )


@require_POST
def enter_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that we are in this stage now."""
    stage = queries.stage_to_change(request.user, pk)
    act = partial(actions.enter_stage, stage=stage, by=signed_in(request))
    done = _("You are in “%(stage)s” now.") % {"stage": stage.name}
    return acted(request, act, done, back=_back(stage.collaboration))


@require_POST
def move_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a stage one step."""
    stage = queries.stage_to_change(request.user, pk)
    actions.move_stage(stage=stage, up=request.POST.get("to") == "up", by=signed_in(request))
    return redirect(_back(stage.collaboration))


@require_POST
def remove_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stage away."""
    stage = queries.stage_to_change(request.user, pk)
    act = partial(actions.remove_stage, stage=stage, by=signed_in(request))
    return acted(request, act, _("Removed."), back=_back(stage.collaboration))


@require_http_methods(["GET", "POST"])
def add_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a milestone in a stage."""
    stage = queries.stage_to_change(request.user, pk)
    return _form(
        request,
        stage.collaboration,
        MilestoneForm(request.POST or None),
        lambda data: actions.set_milestone(stage=stage, **data, by=signed_in(request)),
        _("A milestone in “%(stage)s”") % {"stage": stage.name},
    )


@require_http_methods(["GET", "POST"])
def edit_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a milestone was reached, and what shows it."""
    milestone = queries.milestone_to_change(request.user, pk)
    return _form(
        request,
        milestone.stage.collaboration,
        MilestoneForm(request.POST or None, initial=model_to_dict(milestone)),
        lambda data: actions.edit_milestone(milestone=milestone, **data, by=signed_in(request)),
        milestone.title,
    )


@require_POST
def remove_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a milestone away."""
    milestone = queries.milestone_to_change(request.user, pk)
    here = milestone.stage.collaboration
    actions.remove_milestone(milestone=milestone, by=signed_in(request))
    return told(request, _("Removed."), back=_back(here))


def _form(
    request: HttpRequest, here: Any, form: Any, act: Callable[[dict[str, Any]], object], title: str
) -> HttpResponse:
    """A page with one form, which leads back to the journey."""
    if sent(form, act):
        return redirect(_back(here))
    context = {"collaboration": here, "form": form, "title": title, "back": _back(here)}
    return fragment(request, "assessments/journey/form", context, wrong=form.is_bound)


def _back(here: Any) -> str:
    return reverse("assessments:journey", args=[here.pk])
