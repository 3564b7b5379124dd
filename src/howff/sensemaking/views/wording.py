"""Pages of names that a model proposes: allowing it, asking, taking and leaving."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from howff.people.errors import Refused
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, part, told
from howff.sensemaking.actions import wording as actions
from howff.sensemaking.queries import access
from howff.sensemaking.queries import wording as queries
from howff.sensemaking.rules import may_allow_wording


@never_cache
@require_http_methods(["GET", "POST"])
def allowing(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a model may propose names here, and each time that something was sent to it."""
    person = signed_in(request)
    if request.method == "POST":
        return _allowed(request, queries.place_to_allow(person, pk))
    here = collaboration_for(person, pk)
    context = {
        "collaboration": here,
        "server": queries.server(),
        "permission": queries.permission_of(here),
        "allows": may_allow_wording(person, here),
        "sent": queries.sent_from(here)[: queries.MOST_SHOWN],
        "fewest": queries.FEWEST_QUOTES,
        "most": queries.MOST_QUOTES,
        "longest": queries.LONGEST_QUOTE,
    }
    return fragment(request, "sensemaking/wording/allowing", context)


@never_cache
@require_http_methods(["GET", "POST"])
def of_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """What a model proposes to call a theme, as a part of the theme's page; asking for it."""
    theme = access.theme_to_decide(signed_in(request), pk)
    if request.method == "POST":
        person = signed_in(request)
        return _done(
            request,
            theme,
            lambda: actions.ask_for_wording(theme=theme, by=person),
            _("A name is being asked for."),
        )
    return fragment(request, "sensemaking/wording/of_theme", _context(request, theme))


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the theme as proposed."""
    person = signed_in(request)
    proposal = queries.proposal_to_decide(person, pk)
    return _done(
        request,
        proposal.theme,
        lambda: actions.take_wording(proposal=proposal, by=person),
        _("The theme has this name now. You can change it."),
    )


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the proposal."""
    person = signed_in(request)
    proposal = queries.proposal_to_decide(person, pk)
    return _done(
        request,
        proposal.theme,
        lambda: actions.leave_wording(proposal=proposal, by=person),
        _("Left as it was."),
    )


def _allowed(request: HttpRequest, here: Any) -> HttpResponse:
    person, back = signed_in(request), reverse("sensemaking:allow_wording", args=[here.pk])
    if request.POST.get("allow") == "yes":
        text = _("A model may propose names here from now on.")
        return acted(request, lambda: actions.allow(collaboration=here, by=person), text, back=back)
    text = _("Nothing is sent to a model from now on.")
    return acted(request, lambda: actions.forbid(collaboration=here, by=person), text, back=back)


def _done(request: HttpRequest, theme: Any, act: Callable[[], Any], text: str) -> HttpResponse:
    """Do it, say so, and show what a model proposes by now."""
    status = 200
    try:
        act()
    except Refused as refused:
        text, status = refused.message, refused.status
    main = part(request, "sensemaking/wording/of_theme", _context(request, theme))
    back = theme.study.get_absolute_url()
    return told(request, text, back=back, main=main, status=status)


def _context(request: HttpRequest, theme: Any) -> dict[str, Any]:
    here = theme.study.collaboration
    proposal = queries.proposal_of(theme)
    return {
        "theme": theme,
        "collaboration": here,
        "server": queries.server(),
        "permission": queries.permission_of(here),
        "allows": may_allow_wording(request.user, here),
        "proposal": proposal,
        "quotes": queries.quotes_of(proposal),
    }
