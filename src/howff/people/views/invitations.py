"""Pages for inviting people, and for accepting an invitation."""

from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.people import actions, queries, rules
from howff.people.errors import PeopleError
from howff.people.forms import InvitationForm, LinkForm, sent
from howff.people.views.pages import page, signed_in


@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite by e-mail, and see which invitations wait for an answer."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = InvitationForm(data, collaboration=here)
    by = signed_in(request)
    if sent(form, lambda data: actions.invite(collaboration=here, **data, by=by)):
        sent_to = {"email": form.cleaned_data["email"]}
        messages.success(request, _("We wrote to %(email)s.") % sent_to)
        return redirect("people:invitations", pk)
    context = {
        "collaboration": here,
        "form": form,
        "link_form": LinkForm(collaboration=here, prefix="link"),
        "invitations": queries.invitations_in(here),
        "roles": rules.ROLES,
    }
    return page(request, "invitations", context, wrong=form.is_bound)


@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link that can be shared, and show it this once."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    form = LinkForm(request.POST, collaboration=here, prefix="link")
    context: dict[str, Any] = {"collaboration": here, "form": form}
    by, made = signed_in(request), []
    make = partial(actions.make_invitation_link, collaboration=here, by=by)
    if not sent(form, lambda data: made.append(make(**data))):
        return page(request, "invitation_link", context, wrong=True)
    link = settings.PUBLIC_ADDRESS + reverse("people:accept_invitation", args=made)
    context |= {"link": link, "qr": segno.make(link).svg_inline(scale=6, omitsize=True)}
    return page(request, "invitation_link", context)


@require_POST
def revoke_invitation(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Make an invitation useless at once."""
    here = queries.collaboration_to_facilitate(request.user, pk)
    this = queries.invitation_in(here, invitation)
    actions.revoke_invitation(invitation=this, by=signed_in(request))
    messages.success(request, _("The invitation no longer works."))
    return redirect("people:invitations", pk)


@login_not_required
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is invited to; they sign in, come back, and join."""
    invitation = queries.invitation_for_token(token)
    context: dict[str, Any] = {"invitation": invitation}
    if invitation is None:
        return render(request, "people/accept_invitation.html", context, status=404)
    if request.method != "POST" or not request.user.is_authenticated:
        return page(request, "accept_invitation", context)
    by = signed_in(request)
    try:
        if name := request.POST.get("name"):
            actions.edit_person(name=name, language=by.language, by=by)
        membership = actions.accept_invitation(token=token, by=by)
    except PeopleError as error:
        return page(request, "accept_invitation", context | {"problem": error.message}, wrong=True)
    messages.success(request, _("Welcome to %(name)s.") % {"name": membership.collaboration})
    return redirect("people:collaboration", membership.collaboration_id)
