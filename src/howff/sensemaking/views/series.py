"""Pages of themes over a series, and of the words that groups use more than others."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from howff.people.queries import collaboration_for
from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment
from howff.sensemaking.actions import series as actions
from howff.sensemaking.queries import saying
from howff.sensemaking.queries import series as queries
from howff.sensemaking.queries.access import study_for
from howff.sensemaking.queries.findings import collaboration_to_decide
from howff.sensemaking.rules import may_decide


@require_safe
def across(request: HttpRequest, pk: int) -> HttpResponse:
    """The accepted themes of every conversation and round, side by side."""
    here = collaboration_for(request.user, pk)
    decides = may_decide(request.user, here)
    context = {
        "collaboration": here,
        "series": queries.series_of(request.user, here, suggest=decides),
        "decides": decides,
        "edits": may_facilitate(request.user, here),
    }
    return fragment(request, "sensemaking/series/across", context)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that chosen themes are the same."""
    here = collaboration_to_decide(request.user, pk)
    sent = [one.partition(":") for one in request.POST.getlist("theme")[:50]]
    numbers = [int(n) for first, _c, _n in sent for n in first.split(",") if n.isdecimal()]
    themes = queries.themes_to_join(here, numbers)
    name = request.POST.get("name") or (sent[0][2] if sent else "")
    act = partial(
        actions.join_themes,
        collaboration=here,
        themes=themes,
        name=name[:200],
        by=signed_in(request),
    )
    return acted(request, act, _("Joined."), back=reverse("sensemaking:across", args=[pk]))


@require_POST
def part(request: HttpRequest, pk: int, thread: int) -> HttpResponse:
    """Say that the themes of a thread are not the same after all."""
    here = collaboration_to_decide(request.user, pk)
    this = queries.thread_in(here, thread)
    act = partial(actions.part_themes, thread=this, by=signed_in(request))
    return acted(request, act, _("Parted."), back=reverse("sensemaking:across", args=[pk]))


@require_POST
def rename(request: HttpRequest, pk: int, thread: int) -> HttpResponse:
    """Give a thread another name."""
    here = collaboration_to_decide(request.user, pk)
    this = queries.thread_in(here, thread)
    name = request.POST.get("name", "")
    act = partial(actions.rename_thread, thread=this, name=name, by=signed_in(request))
    return acted(request, act, _("Saved."), back=reverse("sensemaking:across", args=[pk]))


@require_safe
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The words that stand out in each group of those who answered."""
    study = study_for(request.user, pk)
    ways = saying.ways()
    by = request.GET.get("by", "kind")
    by = by if by in ways else "kind"
    context = {
        "collaboration": study.collaboration,
        "study": study,
        "ways": ways.items(),
        "by": by,
        "found": saying.words_by(study, by),
    }
    return fragment(request, "sensemaking/series/words", context)
