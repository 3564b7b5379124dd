"""Pages of themes of many collaborations: asking, agreeing, taking back, looking, joining."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.people.forms import sent
from howff.people.queries import collaboration_for, collaboration_to_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, number, told
from howff.sense.rounds.across import ENOUGH
from howff.sensemaking.actions import everywhere as actions
from howff.sensemaking.forms.everywhere import GatheringForm
from howff.sensemaking.queries import everywhere as queries
from howff.sensemaking.queries import sharing
from howff.sensemaking.rules import may_decide, may_share_themes

LIMITS = {"enough": ENOUGH, "enough_people": sharing.ENOUGH_PEOPLE}
MOST_CHOSEN = 200


@require_http_methods(["GET", "POST"])
def gatherings(request: HttpRequest, pk: int) -> HttpResponse:
    """What a collaboration gathers, what it shares with others, and asking for themes."""
    person = signed_in(request)
    find = collaboration_to_facilitate if request.method == "POST" else collaboration_for
    here = find(person, pk)
    form = GatheringForm(request.POST or None)
    if sent(form, lambda data: actions.gather(host=here, **data, by=person)):
        return told(request, _("Now invite others: send them the link."), back=request.path)
    facilitates = may_share_themes(person, here)
    context = LIMITS | {
        "collaboration": here,
        "gatherings": sharing.gatherings_of(here),
        "shares": sharing.shares_of(here),
        "form": form if facilitates else None,
        "facilitates": facilitates,
    }
    return fragment(request, "sensemaking/everywhere/list", context, wrong=form.is_bound)


@never_cache
@require_safe
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """The themes of those who share them."""
    this = sharing.gathering_for(request.user, pk)
    decides = may_decide(request.user, this.host)
    context = LIMITS | {
        "collaboration": this.host,
        "gathering": this,
        "found": queries.everywhere(this, suggest=decides),
        "decides": decides,
        "invites": may_share_themes(request.user, this.host),
        "link": settings.PUBLIC_ADDRESS + reverse("sensemaking:share_themes", args=[this.key]),
    }
    return fragment(request, "sensemaking/everywhere/gathering", context)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that chosen themes are the same."""
    this = sharing.gathering_to_decide(request.user, pk)
    values = request.POST.getlist("theme")[:MOST_CHOSEN]
    parts = {int(one) for value in values for one in value.split(",") if number(one)}
    themes = queries.shared_in(this, parts)
    act = partial(actions.join_everywhere, gathering=this, themes=themes, by=signed_in(request))
    return acted(request, act, _("Joined."), back=_page_of(this))


@require_POST
def part(request: HttpRequest, pk: int, common: int) -> HttpResponse:
    """Say that joined themes are not the same after all."""
    this = sharing.gathering_to_decide(request.user, pk)
    act = partial(
        actions.part_everywhere, common=sharing.common_in(this, common), by=signed_in(request)
    )
    return acted(request, act, _("Parted."), back=_page_of(this))


@never_cache
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, key: str) -> HttpResponse:
    """What is asked, what exactly would be shown, and agreeing to it."""
    person = signed_in(request)
    this = sharing.gathering_by_key(key)
    places = list(sharing.places_to_share(person))
    if request.method == "POST":
        return _agreed(request, this)
    wanted = number(request.GET.get("of"))
    here = next((one for one in places if wanted in (None, one.pk)), None)
    context = LIMITS | {
        "gathering": this,
        "places": places,
        "here": here,
        "offered": sharing.offered(here, this) if here else [],
        "share": sharing.standing(this).filter(collaboration=here).first() if here else None,
    }
    return fragment(request, "sensemaking/everywhere/share", context)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Share no longer."""
    this = sharing.share_to_end(request.user, pk)
    act = partial(actions.stop_sharing, share=this, by=signed_in(request))
    back = reverse("sensemaking:gatherings", args=[this.collaboration_id])
    return acted(request, act, _("These themes are shared no longer."), back=back)


def _agreed(request: HttpRequest, this: Any) -> HttpResponse:
    person = signed_in(request)
    here = collaboration_to_facilitate(person, number(request.POST.get("of")) or 0)
    act = partial(
        actions.agree, gathering=this, collaboration=here, chosen=_chosen(request), by=person
    )
    back = f"{request.path}?of={here.pk}"
    return acted(request, act, _("Thank you: these themes are shared."), back=back)


def _chosen(request: HttpRequest) -> list[actions.Choice]:
    """The chosen themes as they were seen: `theme` is NUMBER:NAME, `quote` THEME:PASSAGE."""
    quotes = dict(_pairs(request, "quote"))
    return [
        actions.Choice(theme, name, number(quotes.get(theme)))
        for theme, name in _pairs(request, "theme")
    ]


def _pairs(request: HttpRequest, name: str) -> list[tuple[int, str]]:
    parts = [one.partition(":") for one in request.POST.getlist(name)[:MOST_CHOSEN]]
    return [(found, rest) for first, _colon, rest in parts if (found := number(first))]


def _page_of(this: Any) -> str:
    return reverse("sensemaking:gathering", args=[this.pk])
