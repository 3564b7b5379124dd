"""Pages on which a facilitator prepares a round: what is asked, of whom, under which rules."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.assessments.actions import rounds as actions
from howff.assessments.forms.rounds import AddPartnerForm, PartnersForm, RoundForm, RulesForm
from howff.assessments.queries import rounds as queries
from howff.assessments.queries import rounds_preview as previews
from howff.assessments.queries.access import round_to_run
from howff.instruments.queries import versions_for
from howff.people.actions import add_organisation
from howff.people.forms import sent
from howff.people.queries import collaboration_to_facilitate, places_in
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, number, told, wants_part

PAGE = "assessments/rounds"
TO_REMIND = "reminders"


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what to ask, and say what for; a round that follows another begins as that was."""
    here = collaboration_to_facilitate(request.user, pk)
    person, made = signed_in(request), []
    versions = versions_for(person, here)
    asked = request.POST if request.method == "POST" else request.GET
    previous = queries.followed(here, number(asked.get("follow")))
    initial = queries.beginning_of(previous, versions, number(request.GET.get("version")))
    initial = {"language": here.language} | initial
    languages = queries.languages_for(versions, initial["language"])
    form = RoundForm(request.POST or None, versions=versions, languages=languages, initial=initial)

    def create(data: dict[str, Any]) -> None:
        pk = data.pop("version")
        version = next(one for one in versions if one.pk == pk)
        made.append(
            actions.create_round(
                collaboration=here, version=version, by=person, previous=previous, **data
            )
        )

    if sent(form, create):
        return redirect("assessments:round_partners", made[0].pk)
    context = {"collaboration": here, "previous": previous, **_choosing(form, versions)}
    return fragment(request, f"{PAGE}/new", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say otherwise what a round is, as far as people's answers do not rest on it."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    initial = model_to_dict(round) | {"attributed": queries.private_or_open(round)}
    versions = queries.with_chosen(versions_for(person, round.collaboration), round.version)
    languages = queries.languages_for(versions, round.language)
    form = RoundForm(request.POST or None, versions=versions, languages=languages, initial=initial)

    def change(data: dict[str, Any]) -> None:
        data["version"] = next(one for one in versions if one.pk == data["version"])
        actions.edit_round(round=round, by=person, **data)

    if sent(form, change):
        return told(request, _("Saved."), back=queries.desk_of(round))
    context = {**_of(round), **_choosing(form, versions)}
    return fragment(request, f"{PAGE}/new", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many people are expected of each partner, and see what that will show."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    form = _partners_form(round, request.POST or None)
    asked = _typed(form) if form.is_bound else _kept(form)
    if form.is_bound and {"agreed", "together"} & set(request.POST):
        form = _with_return(round, request.POST)
        return _partners_page(request, round, form, _typed(form))
    if sent(form, lambda _data: _keep_partners(round, form, person)):
        return redirect("assessments:round_rules" if _preparing(round) else "assessments:round", pk)
    return _partners_page(request, round, form, asked, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be showable with the numbers as they are typed; nothing is kept."""
    round = round_to_run(signed_in(request), pk)
    if request.method == "GET":
        return redirect("assessments:round_partners", pk)
    form = _partners_form(round, request.POST)
    context = {**_of(round), "preview": previews.preview(round, _typed(form)), "form": form}
    return fragment(request, f"{PAGE}/partners#preview", context)


@require_POST
def add_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an organisation that is missing, to the collaboration too."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    form = AddPartnerForm(request.POST)
    here = round.collaboration
    if sent(form, lambda data: add_organisation(collaboration=here, by=person, **data)):
        return redirect("assessments:round_partners", pk)
    table = _partners_form(round, None)
    return _partners_page(request, round, table, _kept(table), add=form, wrong=True)


@require_POST
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which places in the collaboration people can say they have."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    chosen = [n for one in request.POST.getlist("places") if (n := number(one)) is not None]
    return acted(
        request,
        lambda: actions.set_places(round=round, places=chosen, by=person),
        _("Saved."),
        back=queries.partners_of(round),
    )


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when it closes and reminds, what is hidden, and how long answers are kept."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    days = [one.on for one in round.reminders.all()]
    initial = queries.suggested(round) | model_to_dict(round, exclude=["keep_until"])
    initial |= {"keep_until": round.keep_until}
    initial |= {TO_REMIND: days} if days or not _preparing(round) else {}
    initial |= {} if round.closes_on else {"closes_on": queries.suggested(round)["closes_on"]}
    form = RulesForm(request.POST or None, round=round, initial=initial)

    def change(data: dict[str, Any]) -> None:
        reminders = data.pop(TO_REMIND, None)
        actions.set_rules(round=round, by=person, reminders=reminders, **data)

    if sent(form, change):
        return redirect("assessments:round", pk)
    return fragment(request, f"{PAGE}/rules", {**_of(round), "form": form}, wrong=form.is_bound)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a round that never opened."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    back = queries.stock_of(round.collaboration)
    return acted(
        request,
        lambda: actions.discard_round(round=round, by=person),
        _("The draft is gone."),
        back=back,
    )


def _of(round: Any) -> dict[str, Any]:
    return {
        "collaboration": round.collaboration,
        "round": round,
        "preparing": _preparing(round),
    }


def _preparing(round: Any) -> bool:
    return bool(round.state == "draft")


def _choosing(form: RoundForm, versions: Any) -> dict[str, Any]:
    chosen = str(form["version"].value() or (versions[0].pk if versions else ""))
    return {"form": form, "chosen": chosen, "offered": queries.offered(versions)}


def _partners_form(round: Any, data: Any) -> PartnersForm:
    organisations, columns = queries.table_of(round)
    initial = {} if data is not None else queries.numbers_of(round)
    return PartnersForm(data, organisations=organisations, places=columns, initial=initial)


def _with_return(round: Any, data: Any) -> PartnersForm:
    """The table as it was typed, with one partner giving an answer of its own.

    Where its people answer only together, nobody of it is expected in private.
    """
    more = data.copy()
    together = number(data.get("together"))
    more[f"returns-{together or number(data.get('agreed'))}"] = "on"
    for name in [one for one in data if one.startswith(f"people-{together}-")]:
        del more[name]
    return _partners_form(round, more)


def _typed(form: PartnersForm) -> list[previews.Asked]:
    form.is_valid()
    return [
        previews.Asked(one.pk, one.name, people, returns)
        for one, people, returns in form.numbers()
        if people or returns
    ]


def _kept(form: PartnersForm) -> list[previews.Asked]:
    """What the table begins with, read as if somebody had typed it."""
    begun = {name: value for name, value in form.initial.items() if value}
    organisations, places = form.organisations, form.places
    return _typed(PartnersForm(begun, organisations=organisations, places=places))


def _keep_partners(round: Any, form: PartnersForm, by: Any) -> None:
    there = queries.organisations_asked(round) if not _preparing(round) else set()
    plans = [
        actions.PartnerPlan(one, people, returns)
        for one, people, returns in form.numbers()
        if people or returns or one.pk in there
    ]
    actions.set_partners(round=round, partners=plans, by=by)


def _partners_page(
    request: HttpRequest,
    round: Any,
    form: PartnersForm,
    asked: list[previews.Asked],
    *,
    add: Any = None,
    wrong: bool = False,
) -> HttpResponse:
    context = {
        **_of(round),
        "form": form,
        "preview": previews.preview(round, asked),
        "add_form": add or AddPartnerForm(),
        "all_places": places_in(round.collaboration),
        "chosen_places": {one.place_id for one in form.places},
        "before": queries.round_before(round),
    }
    name = f"{PAGE}/partners#table" if wants_part(request) else f"{PAGE}/partners"
    return fragment(request, name, context, wrong=wrong)
