"""Pages of findings: the list, one of them with all it rests on, writing and accepting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.people.errors import Refused
from howff.people.forms import sent
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, number
from howff.sensemaking.actions import findings as actions
from howff.sensemaking.forms.findings import FigureForm, FindingForm, FindingsFilter, ThemeForm
from howff.sensemaking.queries import access, contrary, grounds, measured, offering
from howff.sensemaking.queries import findings as queries
from howff.sensemaking.rules import may_decide

AT_ONCE = 50
ACTS: dict[str, tuple[Callable[..., Any], Any]] = {
    "accept": (actions.accept, gettext_lazy("Accepted: reports and workshops can use it now.")),
    "aside": (actions.set_aside, gettext_lazy("Set aside. You can take it up again.")),
    "again": (actions.take_up, gettext_lazy("It is a draft again.")),
}


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings of a collaboration, narrowed by words and by state."""
    here = collaboration_for(request.user, pk)
    narrow = FindingsFilter(request.GET)
    rows = queries.findings_in(here, request.user)
    every = rows.exists()
    if narrow.is_valid():
        data = narrow.cleaned_data
        rows = queries.narrowed(rows, data["state"], data["q"])
    context = {
        "collaboration": here,
        "findings": Paginator(rows, AT_ONCE).get_page(request.GET.get("page")),
        "every": every,
        "narrow": narrow,
        "decides": may_decide(request.user, here),
    }
    return fragment(request, "sensemaking/findings/list", context)


@require_safe
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """The accepted findings that rest on a round, a prompt or a conversation, for other pages."""
    here = collaboration_for(request.user, pk)
    names = request.GET.getlist("about")[:50]
    context = {"collaboration": here, "findings": queries.accepted_about(here, names)}
    return fragment(request, "sensemaking/findings/about", context)


@require_safe
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with every theme, quote and figure that it rests on, and who is against it."""
    found = queries.finding_for(request.user, pk)
    decides = may_decide(request.user, found.collaboration)
    context = {
        "collaboration": found.collaboration,
        "finding": found,
        "rests": grounds.rests_on(found, untold=decides),
        "why_flagged": queries.why_flagged(found),
        "decides": decides,
    }
    if decides:
        context |= {
            "missing": actions.what_is_missing(found),
            "themes": ThemeForm(offered=offering.themes_to_choose(found.collaboration)),
            "figures": FigureForm(offered=measured.offered(found.collaboration)),
        }
    return fragment(request, "sensemaking/findings/finding", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a finding; one that began at a theme or a quote rests on it from the beginning."""
    person, here = signed_in(request), queries.collaboration_to_decide(request.user, pk)
    form = FindingForm(request.POST or None)
    made: list[Any] = []

    def act(data: dict[str, Any]) -> None:
        words = {name: data[name] for name in FindingForm.Meta.fields}
        made.append(actions.write_finding(collaboration=here, by=person, **words))

    if sent(form, act):
        _begin_with(request, made[0])
        return redirect("sensemaking:finding", made[0].pk)
    context = {
        "collaboration": here,
        "form": form,
        "began": {name: request.GET.get(name) or request.POST.get(name) for name in BEGINS},
    }
    return fragment(request, "sensemaking/findings/write", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a finding's words; whoever changed it meanwhile is not written over."""
    person, found = signed_in(request), queries.finding_to_decide(request.user, pk)
    form = FindingForm(request.POST or None, instance=found, initial={"saw": found.revision})
    status = 200
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in FindingForm.Meta.fields}
        saw = form.cleaned_data["saw"] or 0
        try:
            actions.change_finding(finding=found, **words, saw=saw, by=person)
            return redirect("sensemaking:finding", pk)
        except Refused as error:
            form.add_error(error.field, error.message)
            status = error.status
    now = queries.finding_to_decide(person, pk)
    context = {"collaboration": now.collaboration, "finding": now, "form": form}
    if status == 409:
        form.data = {**request.POST.dict(), "saw": str(now.revision)}
        context["theirs"] = now
    response = fragment(request, "sensemaking/findings/write", context, wrong=form.is_bound)
    response.status_code = status if status != 200 else response.status_code
    return response


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a finding rest on a theme, a quote or a figure, or keep a voice against it."""
    found = queries.finding_to_decide(request.user, pk)
    act = _adding(request, found)
    back = found.get_absolute_url()
    return acted(request, act, _("Added."), back=back)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a finding no longer rest on something."""
    this = queries.grounds_to_decide(request.user, pk)
    back = this.finding.get_absolute_url()
    act = partial(actions.drop_grounds, grounds=this, by=signed_in(request))
    return acted(request, act, _("Taken out."), back=back)


@require_POST
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that somebody looked for a voice against it and found none, or take that back."""
    found = queries.finding_to_decide(request.user, pk)
    by, none = signed_in(request), bool(request.POST.get("looked"))
    act = partial(actions.say_nobody, finding=found, looked=none, by=by)
    return acted(request, act, _("Saved."), back=found.get_absolute_url())


@require_POST
def decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Accept a finding, set it aside, or take it up again."""
    found = queries.finding_to_decide(request.user, pk)
    if act not in ACTS:
        raise Http404
    do, said = ACTS[act]
    run = partial(do, finding=found, by=signed_in(request))
    return acted(request, run, str(said), back=found.get_absolute_url())


@require_safe
def quotes(request: HttpRequest, pk: int) -> HttpResponse:
    """Quotes to choose from: those of its themes, or those with some words in them."""
    found = queries.finding_to_decide(request.user, pk)
    words = request.GET.get("q", "")[:200]
    context = {
        "collaboration": found.collaboration,
        "finding": found,
        "q": words,
        "counter": bool(request.GET.get("counter")),
        "voices": offering.quotes_to_choose(found, words),
    }
    return fragment(request, "sensemaking/findings/quotes", context)


@require_safe
def against(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be the strongest voice against it, for a person to read."""
    found = queries.finding_to_decide(request.user, pk)
    context = {
        "collaboration": found.collaboration,
        "finding": found,
        "voices": contrary.against(found),
    }
    return fragment(request, "sensemaking/findings/against", context)


BEGINS = ("theme", "passage")


def _begin_with(request: HttpRequest, found: Any) -> None:
    """Let a new finding rest on what somebody looked at when they began it."""
    theme, passage = (number(request.POST.get(name)) for name in BEGINS)
    by = signed_in(request)
    if theme:
        actions.add_theme(finding=found, theme=access.theme_to_decide(by, theme), by=by)
    if passage:
        actions.add_quote(finding=found, passage=passage, by=by)


def _adding(request: HttpRequest, found: Any) -> Callable[[], Any]:
    """What is to be added, as it was sent."""
    by, sent_ = signed_in(request), request.POST
    theme, passage = (number(sent_.get(name)) for name in BEGINS)
    if theme:
        this = access.theme_to_decide(by, theme)
        return partial(actions.add_theme, finding=found, theme=this, by=by)
    if passage:
        counter = bool(sent_.get("counter"))
        return partial(actions.add_quote, finding=found, passage=passage, counter=counter, by=by)
    figure = sent_.get("figure", "")[:120]
    return partial(actions.add_figure, finding=found, figure=figure, by=by)
