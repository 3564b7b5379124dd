"""What all these pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from howff.people import queries

if TYPE_CHECKING:
    from howff.people.models import Change, Collaboration

LISTS = {
    "organisation": "people:organisations",
    "place": "people:places",
    "member": "people:members",
}


def signed_in(request: HttpRequest) -> Any:
    """The person who asks; every page that needs sign-in has one."""
    return request.user


def page(
    request: HttpRequest, name: str, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """The page, or its part `changing` where htmx asks; 422 where what was sent is wrong."""
    template = f"people/{name}.html"
    if request.headers.get("HX-Request-Type") == "partial":
        template += "#changing"
    return render(request, template, context, status=422 if wrong else 200)


def to_list_of(change: Change) -> str:
    """The address of the list that something was removed from."""
    name = LISTS.get(change.details.get("removed", ""), "people:history")
    return reverse(name, args=[change.collaboration_id])


def removed(change: Change) -> HttpResponseRedirect:
    """Back to the list, which then offers to put back what was removed."""
    return HttpResponseRedirect(f"{to_list_of(change)}?removed={change.pk}")


def removed_just_now(request: HttpRequest, here: Collaboration) -> Change | None:
    """What this person removed a moment ago, so that the page can offer to put it back."""
    pk = request.GET.get("removed", "")
    if not pk.isdecimal() or len(pk) > 12:
        return None
    return queries.changes_in(here).filter(pk=int(pk)).first()
