"""Pages of who belongs to a collaboration."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.people import actions, queries, rules
from howff.people.errors import PeopleError
from howff.people.forms import BelongingForm, MembersFilter, sent
from howff.people.views.pages import page, removed, removed_just_now, signed_in


@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who belongs, narrowed by name, organisation or place."""
    here = queries.collaboration_for(request.user, pk)
    narrowed = MembersFilter(request.GET, collaboration=here, auto_id="filter_%s")
    chosen = narrowed.cleaned_data if narrowed.is_valid() else {}
    facilitates = rules.may_facilitate(request.user, here)
    context = {
        "collaboration": here,
        "filter": narrowed,
        "members": queries.members_of(
            here,
            search=chosen.get("q", ""),
            organisation=chosen.get("organisation"),
            place=chosen.get("place"),
        ),
        "facilitates": facilitates,
        "removed": removed_just_now(request, here) if facilitates else None,
        "roles": rules.ROLES,
    }
    return page(request, "members", context)


@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Change what somebody may do here, for whom they are here, and their place."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.member_in(here, member)
    form = BelongingForm(
        request.POST if request.method == "POST" else None,
        collaboration=here,
        initial={"role": this.role, "organisation": this.organisation_id, "place": this.place_id},
    )
    by = signed_in(request)
    if sent(form, lambda data: actions.change_membership(membership=this, **data, by=by)):
        messages.success(request, _("Saved."))
        return redirect("people:members", pk)
    context = {"collaboration": here, "member": this, "form": form, "roles": rules.ROLES}
    return page(request, "member", context, wrong=form.is_bound)


@require_POST
def remove_member(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a membership; the page then offers to put it back."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.member_in(here, member)
    try:
        return removed(actions.remove_member(membership=this, by=signed_in(request)))
    except PeopleError as error:
        messages.error(request, error.message)
    return redirect("people:members", pk)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a collaboration."""
    here = queries.collaboration_for(request.user, pk)
    if request.method == "GET":
        return page(request, "leave", {"collaboration": here})
    try:
        actions.leave(collaboration=here, by=signed_in(request))
    except PeopleError as error:
        context = {"collaboration": here, "problem": error.message}
        return page(request, "leave", context, wrong=True)
    messages.success(request, _("You have left %(name)s.") % {"name": here})
    return redirect("people:home")
