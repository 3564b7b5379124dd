"""Pages on which people choose what is looked at, and let the machine look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from howff.people.errors import Refused
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told, wants_part
from howff.sensemaking.actions import studies as actions
from howff.sensemaking.queries import access, sources
from howff.sensemaking.queries.choosing import collaboration_to_decide, offers
from howff.sensemaking.rules import may_decide


@never_cache
@require_safe
def studies(request: HttpRequest, pk: int) -> HttpResponse:
    """What is looked at in a collaboration, and what could be."""
    person = signed_in(request)
    here = collaboration_for(person, pk)
    decides = may_decide(person, here)
    rows = access.studies_for(person, here)
    of = request.GET.get("of", "")
    context = {
        "collaboration": here,
        "studies": rows if not of else [one for one in rows if of in one.sources],
        "decides": decides,
        "offers": offers(here, rows, of) if decides else [],
        "of": of,
    }
    return fragment(
        request, f"sensemaking/studies{'#short' if wants_part(request) else ''}", context
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is looked at together, and go to its page."""
    person = signed_in(request)
    here = collaboration_to_decide(person, pk)
    kind = request.POST.get("kind", "themes")
    names = request.POST.getlist("sources")
    try:
        study = actions.begin_study(collaboration=here, sources=names, kind=kind, by=person)
    except Refused as refused:
        back = sources.studies_url(here)
        return told(request, refused.message, back=back, status=refused.status)
    return redirect(study.get_absolute_url())


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the machine look at all that was said by now."""
    person = signed_in(request)
    study = access.study_to_decide(person, pk)
    return acted(
        request,
        lambda: actions.ask_again(study=study, by=person),
        _("The machine looks. You can leave this page: it goes on by itself."),
        back=study.get_absolute_url(),
    )


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a look; what was found before stays."""
    person = signed_in(request)
    analysis = access.analysis_to_decide(person, pk)
    return acted(
        request,
        lambda: actions.cancel(analysis=analysis, by=person),
        _("It was stopped. What was found before is still here."),
        back=analysis.study.get_absolute_url(),
    )
