"""Pages of a collaboration's partners, and of the places people can have."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.people import actions, queries, rules
from howff.people.forms import OrganisationForm, PlaceForm, sent
from howff.people.views.pages import page, removed, removed_just_now, signed_in


@require_http_methods(["GET", "POST"])
def organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """The partners, and adding one."""
    if request.method == "POST":
        here = queries.collaboration_to_facilitate(request.user, pk)
    else:
        here = queries.collaboration_for(request.user, pk)
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    by = signed_in(request)
    if sent(form, lambda data: actions.add_organisation(collaboration=here, **data, by=by)):
        return redirect("people:organisations", pk)
    facilitates = rules.may_facilitate(request.user, here)
    context = {
        "collaboration": here,
        "organisations": queries.organisations_in(here),
        "facilitates": facilitates,
        "removed": removed_just_now(request, here) if facilitates else None,
        "form": form,
    }
    return page(request, "organisations", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """Correct what is known of a partner."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    partner = queries.organisation_in(here, organisation)
    form = OrganisationForm(
        request.POST if request.method == "POST" else None, initial=model_to_dict(partner)
    )
    by = signed_in(request)
    if sent(form, lambda data: actions.edit_organisation(organisation=partner, **data, by=by)):
        messages.success(request, _("Saved."))
        return redirect("people:organisations", pk)
    context = {"collaboration": here, "organisation": partner, "form": form}
    return page(request, "organisation", context, wrong=form.is_bound)


@require_POST
def remove_organisation(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """Take a partner off the list; the page then offers to put it back."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    partner = queries.organisation_in(here, organisation)
    return removed(actions.remove_organisation(organisation=partner, by=signed_in(request)))


@require_http_methods(["GET", "POST"])
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """The places that people can have here, in order, and adding one."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    by = signed_in(request)
    if sent(form, lambda data: actions.add_place(collaboration=here, **data, by=by)):
        return redirect("people:places", pk)
    context = {
        "collaboration": here,
        "places": queries.places_in(here),
        "removed": removed_just_now(request, here),
        "form": form,
    }
    return page(request, "places", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Call a place something else."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.place_in(here, place)
    form = PlaceForm(
        request.POST if request.method == "POST" else None, initial=model_to_dict(this)
    )
    by = signed_in(request)
    if sent(form, lambda data: actions.rename_place(place=this, **data, by=by)):
        return redirect("people:places", pk)
    context = {"collaboration": here, "place": this, "form": form}
    return page(request, "place", context, wrong=form.is_bound)


@require_POST
def move_place(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Move a place one step up or down."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.place_in(here, place)
    actions.move_place(place=this, up=request.POST.get("to") == "up", by=signed_in(request))
    return redirect("people:places", pk)


@require_POST
def remove_place(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take a place off the list; the page then offers to put it back."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.place_in(here, place)
    return removed(actions.remove_place(place=this, by=signed_in(request)))
