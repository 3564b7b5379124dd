"""Pages on which a facilitator prepares a workshop: its agenda, its script, its phones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions.workshops import preparing as actions
from howff.assessments.forms.workshops import (
    AddTopicForm,
    MinutesForm,
    NewWorkshopForm,
    PreparedForm,
    WorkshopForm,
)
from howff.assessments.queries.access import round_for, round_to_run, workshop_for, workshop_to_run
from howff.assessments.queries.workshops import agenda as suggestions
from howff.assessments.queries.workshops import room
from howff.assessments.queries.workshops.recipe import recipe_of
from howff.assessments.queries.workshops.records import record
from howff.assessments.rules import may_run
from howff.people.errors import Refused
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment


@require_safe
def workshops(request: HttpRequest, pk: int) -> HttpResponse:
    """A round's workshops, and what one is for."""
    person = signed_in(request)
    round = round_for(person, pk)
    context = {
        "collaboration": round.collaboration,
        "round": round,
        "workshops": room.workshops_of(round),
        "runs": may_run(person, round),
    }
    return fragment(request, "assessments/workshops/list", context)


@require_http_methods(["GET", "POST"])
def new_workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a workshop from what divides people most."""
    by = signed_in(request)
    round = round_to_run(by, pk)
    offered = suggestions.suggested(round)
    start = {"title": _("Workshop: %(round)s") % {"round": round.title}}
    form = NewWorkshopForm(request.POST or None, offered=offered, initial=start)
    made: list[Any] = []
    if sent(form, lambda data: made.append(actions.create_workshop(round=round, by=by, **data))):
        return redirect("assessments:agenda", made[0].pk)
    chosen = form["items"].value() or []
    context = {
        "collaboration": round.collaboration,
        "round": round,
        "form": form,
        "offered": [(one, one.item in chosen) for one in offered],
    }
    return fragment(request, "assessments/workshops/new", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """What a workshop talks about, in which order, and for how long."""
    by = signed_in(request)
    workshop = workshop_to_run(by, pk)
    about = {"title": workshop.title, "held_on": workshop.held_on}
    form = WorkshopForm(request.POST or None, initial=about)
    if sent(form, lambda data: actions.edit_workshop(workshop=workshop, by=by, **data)):
        messages.success(request, _("Saved."))
        return redirect("assessments:agenda", pk)
    topics = list(workshop.topics.all())
    context = _here(workshop) | {
        "form": form,
        "topics": topics,
        "minutes": sum(one.minutes for one in topics),
        "offered": suggestions.left_out(workshop.round, topics),
        "recipe": recipe_of(workshop) if topics else "",
        "items": ",".join(one.item for one in topics),
    }
    return fragment(request, "assessments/workshops/agenda", context, wrong=form.is_bound)


@require_POST
def add_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a principle on the agenda."""
    by = signed_in(request)
    workshop = workshop_to_run(by, pk)
    form = AddTopicForm(request.POST)
    item = form.cleaned_data["item"] if form.is_valid() else ""
    return acted(
        request,
        lambda: actions.add_topic(workshop=workshop, item=item, by=by),
        _("Added to the agenda."),
        back=_agenda(workshop),
    )


@require_POST
def move_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a topic one step up or down."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    step = -1 if request.POST.get("to") == "up" else 1
    return acted(
        request,
        lambda: actions.move_topic(topic=topic, step=step, by=by),
        _("Moved."),
        back=f"{_agenda(topic.workshop)}#topic-{pk}",
    )


@require_POST
def set_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how long the room talks about a topic."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    form = MinutesForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise Refused("invalid", _("Please give 1 to 240 minutes."), field="minutes")
        actions.set_minutes(topic=topic, minutes=form.cleaned_data["minutes"], by=by)

    return acted(request, act, _("Saved."), back=f"{_agenda(topic.workshop)}#topic-{pk}")


@require_POST
def remove_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a topic off the agenda; it can be added again."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    return acted(
        request,
        lambda: actions.remove_topic(topic=topic, by=by),
        _("Taken off the agenda. You find it under “More to talk about”."),
        back=_agenda(topic.workshop),
    )


@require_http_methods(["GET", "POST"])
def phones(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the conversation that was prepared into the workshop, so that phones can rate."""
    by = signed_in(request)
    workshop = workshop_to_run(by, pk)
    form = PreparedForm(request.POST if request.method == "POST" else request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    told = room.prepared(asked.get("prepared", ""), workshop.round.collaboration)
    if request.method == "GET" or not told:
        context = _here(workshop) | {"asked": asked, "told": told}
        wrong = request.method == "POST"
        return fragment(request, "assessments/workshops/phones", context, wrong=wrong)
    return acted(
        request,
        lambda: actions.use_phones(
            workshop=workshop,
            conversation=told["conversation"],
            prompts=dict(zip(asked["items"].split(","), told["prompts"], strict=False)),
            by=by,
        ),
        _("Phones can rate in this workshop now."),
        back=reverse("assessments:workshop", args=[pk]),
    )


@require_safe
def script(request: HttpRequest, pk: int) -> HttpResponse:
    """What a facilitator takes along on paper: the agenda, the steps, and what to say."""
    workshop = workshop_for(signed_in(request), pk)
    told = record(workshop)
    topics = room.topics_here(workshop, told)
    minutes = sum(one.topic.minutes for one in topics)
    context = _here(workshop) | {"topics": topics, "minutes": minutes, "told": told}
    return fragment(request, "assessments/workshops/script", context)


def _here(workshop: Any) -> dict[str, Any]:
    return {
        "collaboration": workshop.round.collaboration,
        "round": workshop.round,
        "workshop": workshop,
    }


def _agenda(workshop: Any) -> str:
    return reverse("assessments:agenda", args=[workshop.pk])
