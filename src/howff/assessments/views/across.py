"""Pages of analyses across collaborations: asking, agreeing, looking."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.assessments.actions import across as actions
from howff.assessments.forms.across import ComparisonForm, ShareForm
from howff.assessments.queries import across as queries
from howff.assessments.queries.access import round_for
from howff.people.forms import sent
from howff.people.queries import collaboration_for, collaboration_to_facilitate
from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told
from howff.sense.rounds.across import ENOUGH


@require_http_methods(["GET", "POST"])
def comparisons(request: HttpRequest, pk: int) -> HttpResponse:
    """The analyses that a collaboration runs, and asking for one."""
    person = signed_in(request)
    find = collaboration_to_facilitate if request.method == "POST" else collaboration_for
    here = find(person, pk)
    form = ComparisonForm(request.POST or None, instruments=queries.instruments_for(person, here))
    if sent(form, lambda data: actions.ask(host=here, **data, by=person)):
        return redirect("assessments:comparisons", pk)
    context = {
        "collaboration": here,
        "comparisons": queries.comparisons_of(here),
        "form": form if may_facilitate(person, here) else None,
    }
    return fragment(request, "assessments/across/list", context, wrong=form.is_bound)


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What many collaborations have in common, and who may still be asked."""
    this = queries.comparison_for(request.user, pk)
    context = {
        "collaboration": this.host,
        "comparison": this,
        "agreed": this.shares.count(),
        "enough": ENOUGH,
        "shown": queries.shown(this),
        "needs": queries.sector_needs(this),
        "runs": may_facilitate(request.user, this.host),
        "link": settings.PUBLIC_ADDRESS + reverse("assessments:share", args=[this.key]),
    }
    return fragment(request, "assessments/across/comparison", context)


@require_POST
def make_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the figures."""
    this = queries.comparison_to_run(request.user, pk)
    act = partial(actions.make, comparison=this, by=signed_in(request))
    back = reverse("assessments:comparison", args=[this.pk])
    return acted(request, act, _("The figures are ready."), back=back)


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, key: str) -> HttpResponse:
    """What is asked, what would be shared, and agreeing to it."""
    person = signed_in(request)
    this = queries.comparison_by_key(key)
    rounds = queries.rounds_to_share(person, this)
    form = ShareForm(request.POST or None, rounds=rounds)
    if sent(form, lambda data: actions.share(comparison=this, **data, by=person)):
        return told(request, _("Thank you: this round is shared."), back=request.path)
    context = {
        "comparison": this,
        "form": form if rounds else None,
        "shares": queries.shares_by(person, this),
        "enough": ENOUGH,
    }
    return fragment(request, "assessments/across/share", context, wrong=form.is_bound)


@require_POST
def withdraw_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Share no longer."""
    this = queries.share_to_withdraw(request.user, pk)
    back = reverse("assessments:share", args=[this.comparison.key])
    actions.withdraw(share=this, by=signed_in(request))
    return told(request, _("This round is no longer shared."), back=back)


@require_safe
def benchmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Our own middle beside what is said of many collaborations."""
    round = round_for(request.user, pk)
    context = {"round": round, "beside": queries.beside_others(round)}
    return fragment(request, "assessments/across/benchmark", context)
