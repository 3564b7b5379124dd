"""The room's working page: what was said, rating again, what is agreed, and what would help."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from howff.assessments.actions.workshops import agreeing
from howff.assessments.actions.workshops.agreeing import Meanwhile, Outcome, Voice
from howff.assessments.forms.workshops import (
    DIFFER,
    CameForm,
    DissentForm,
    NeedForm,
    OutcomeForm,
)
from howff.assessments.queries.access import workshop_for, workshop_to_run
from howff.assessments.queries.workshops import room
from howff.assessments.queries.workshops.records import record
from howff.assessments.rules import may_run
from howff.people.errors import Refused
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told, wants_part
from howff.people.views.replies import part as part_of


@never_cache
@require_safe
def workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the room works on, one principle under the other."""
    person = signed_in(request)
    this = workshop_for(person, pk)
    runs = may_run(person, this.round) and not room.signed_off(this)
    topics = room.topics_here(this, record(this))
    context = _around(this) | {
        "runs": runs,
        "topics": [_forms(one, runs=runs) for one in topics],
        "came_form": _came_form(this) if runs else None,
        "came": agreeing.came(this),
    }
    return fragment(request, "assessments/workshops/room", context)


@require_safe
def said(request: HttpRequest, pk: int) -> HttpResponse:
    """What the round said about a topic: the ratings that may be shown, and people's words."""
    topic = room.topic_for(signed_in(request), pk)
    if not wants_part(request):
        return redirect("assessments:result", topic.workshop.round_id, topic.item)
    context = {"topic": topic, "round": topic.workshop.round, "said": room.said_about(topic)}
    return fragment(request, "assessments/workshops/said", context)


@require_POST
def save_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the room says about a principle; 409 with both texts if somebody else did."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    here = room.topic_here(topic)
    form = OutcomeForm(request.POST, here=here)
    meanwhile: list[Any] = []

    def save(_data: dict[str, Any]) -> None:
        try:
            agreeing.save_topic(
                topic=topic, outcome=_outcome(form), revision=form.cleaned_data["revision"], by=by
            )
        except Meanwhile as error:
            meanwhile.append(error.row)

    done = sent(form, save) and not meanwhile
    form_again = None if done else form
    return _after(request, topic, "outcome", meanwhile=meanwhile, outcome_form=form_again)


@require_POST
def add_dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that somebody sees it otherwise."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    form = DissentForm(request.POST, prefix=f"d{pk}")

    def keep(data: dict[str, Any]) -> None:
        key = data.pop("key")
        agreeing.keep_dissent(topic=topic, voice=Voice(**data), key=key, by=by)

    done = sent(form, keep)
    return _after(request, topic, "dissents", dissent_form=None if done else form)


@require_POST
def take_back_dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase words for good, for whoever said them."""
    by = signed_in(request)
    dissent = room.dissent_to_run(by, pk)
    topic = dissent.topic
    return _done(
        request,
        lambda: agreeing.take_back_dissent(dissent=dissent, by=by),
        _("The words are erased, everywhere."),
        topic,
        "dissents",
    )


@require_POST
def add_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what would help."""
    by = signed_in(request)
    topic = room.topic_to_run(by, pk)
    form = NeedForm(request.POST, prefix=f"n{pk}")
    done = sent(form, lambda data: agreeing.add_need(topic=topic, by=by, **data))
    return _after(request, topic, "needs", need_form=None if done else form)


@require_POST
def remove_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a support need."""
    by = signed_in(request)
    need = room.need_to_run(by, pk)
    topic = need.topic
    return _done(
        request,
        lambda: agreeing.remove_need(need=need, by=by),
        _("Removed."),
        topic,
        "needs",
    )


@require_POST
def came(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep who is in the room."""
    by = signed_in(request)
    this = workshop_to_run(by, pk)
    form = _came_form(this, request.POST)
    meanwhile: list[Any] = []

    def save(data: dict[str, Any]) -> None:
        try:
            agreeing.say_who_came(
                workshop=this,
                people=form.people,
                notes=data["notes"],
                revision=data["revision"],
                by=by,
            )
        except Meanwhile as error:
            meanwhile.append(error.row)

    done = sent(form, save) and not meanwhile
    if done and not wants_part(request):
        return redirect("assessments:workshop", pk)
    fresh = workshop_for(by, pk)
    context = _around(fresh) | {"came": agreeing.came(fresh), "saved": done, "runs": True}
    context |= {"came_form": _came_form(fresh) if done else form, "meanwhile": bool(meanwhile)}
    return _answered(fragment(request, "assessments/workshops/came#came", context), done, meanwhile)


def _after(
    request: HttpRequest,
    topic: Any,
    part: str,
    *,
    meanwhile: list[Any] | None = None,
    **form: Any,
) -> HttpResponse:
    """The part of the topic as it is now; with the form as it was sent where it is not done."""
    here = room.topic_here(topic)
    wrong = {name: one for name, one in form.items() if one is not None}
    if not wrong and not wants_part(request):
        return redirect(_place(here.topic))
    context = _around(here.topic.workshop) | {
        "one": _forms(here, runs=True) | wrong,
        "saved": not wrong,
        "meanwhile": bool(meanwhile),
        "runs": True,
    }
    page = fragment(request, f"assessments/workshops/topic#{part}", context)
    return _answered(page, not wrong, meanwhile or [])


def _answered(page: HttpResponse, done: bool, meanwhile: list[Any]) -> HttpResponse:
    page.status_code = 200 if done else (409 if meanwhile else 422)
    return page


def _done(
    request: HttpRequest, act: Callable[[], Any], text: str, topic: Any, part: str
) -> HttpResponse:
    """Do it, say so, and show the part of the topic as it is now."""
    if not wants_part(request):
        return acted(request, act, text, back=_place(topic))
    status = 200
    try:
        act()
    except Refused as refused:
        text, status = refused.message, refused.status
    here = room.topic_here(topic)
    context = _around(here.topic.workshop) | {"one": _forms(here, runs=True), "runs": True}
    main = part_of(request, f"assessments/workshops/topic#{part}", context)
    return told(request, text, back=_place(topic), main=main, status=status)


def _around(this: Any) -> dict[str, Any]:
    return {"collaboration": this.round.collaboration, "round": this.round, "workshop": this}


def _forms(here: room.Here, *, runs: bool) -> dict[str, Any]:
    """A topic with the forms that change it."""
    pk = here.topic.pk
    shown: dict[str, Any] = {
        "topic": here.topic,
        "told": here.told,
        "dissents": here.dissents,
        "needs": here.needs,
    }
    if not runs:
        return shown
    return shown | {
        "outcome_form": OutcomeForm(here=here),
        "dissent_form": DissentForm(prefix=f"d{pk}", initial={"key": get_random_string(20)}),
        "need_form": NeedForm(prefix=f"n{pk}"),
    }


def _came_form(this: Any, data: Any = None) -> CameForm:
    names = [one.name for one in this.round.partners.all()]
    kept = {"revision": this.revision, "notes": this.notes}
    return CameForm(data, names=names, came=dict(agreeing.came(this)), initial=kept)


def _outcome(form: OutcomeForm) -> Outcome:
    """What the form says; Refused says what is missing."""
    chosen = form.cleaned_data["outcome"]
    return Outcome(
        hands=form.hands,
        proposed=form.cleaned_data["proposed"],
        agreed=int(chosen) if chosen.isdecimal() else None,
        differ=chosen == DIFFER,
        reason=form.cleaned_data["reason"],
    )


def _place(topic: Any) -> str:
    return f"{reverse('assessments:workshop', args=[topic.workshop_id])}#topic-{topic.pk}"
