"""Pages of a collaboration: where one starts, what it is for, and what changed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.people import actions, queries, rules
from howff.people.errors import PeopleError
from howff.people.forms import CollaborationForm, sent
from howff.people.views.pages import page, signed_in, to_list_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The collaborations that I belong to."""
    context = {
        "collaborations": queries.collaborations_of(request.user),
        "has_passkey": queries.has_passkey(request.user),
    }
    return page(request, "home", context)


@require_http_methods(["GET", "POST"])
def new_collaboration(request: HttpRequest) -> HttpResponse:
    """Start a collaboration."""
    form = CollaborationForm(request.POST if request.method == "POST" else None)
    by, made = signed_in(request), []
    if sent(form, lambda data: made.append(actions.create_collaboration(**data, by=by))):
        return redirect("people:collaboration", made[0].pk)
    return page(request, "new_collaboration", {"form": form}, wrong=form.is_bound)


@require_safe
def collaboration(request: HttpRequest, pk: int) -> HttpResponse:
    """What a collaboration is for, what is next, who belongs and what was said."""
    here = queries.collaboration_for(request.user, pk)
    context = {
        "collaboration": here,
        "next_step": queries.next_step_of(here),
        "organisations": queries.organisations_in(here),
        "people": queries.members_of(here).count(),
        "facilitates": rules.may_facilitate(request.user, here),
    }
    return page(request, "collaboration", context)


@require_http_methods(["GET", "POST"])
def edit_collaboration(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a collaboration is called and what it is for."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    form = CollaborationForm(
        request.POST if request.method == "POST" else None,
        initial=model_to_dict(here, ["name", "purpose"]),
    )
    by = signed_in(request)
    if sent(form, lambda data: actions.edit_collaboration(collaboration=here, **data, by=by)):
        messages.success(request, _("Saved."))
        return redirect("people:collaboration", pk)
    context = {"collaboration": here, "form": form}
    return page(request, "edit_collaboration", context, wrong=form.is_bound)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what, and when."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    search = request.GET.get("q", "").replace("\0", "")[:200]
    changes = Paginator(queries.changes_in(here, search), 50)
    context = {
        "collaboration": here,
        "search": search,
        "changes": changes.get_page(request.GET.get("page")),
    }
    return page(request, "history", context)


@require_POST
def put_back(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Put back what was removed."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    line = queries.change_in(here, change)
    try:
        actions.put_back(change=line, by=signed_in(request))
    except PeopleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(name)s is back.") % {"name": line.subject})
    return redirect(to_list_of(line))
