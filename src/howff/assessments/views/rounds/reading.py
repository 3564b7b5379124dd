"""Reading the words first: what somebody wrote goes nowhere before a helper has read it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from howff.assessments.actions import rounds as actions
from howff.assessments.queries import rounds as queries
from howff.assessments.queries.access import round_to_help
from howff.assessments.queries.rounds_words import AT_ONCE, words_to_read
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, number, wants_part

PAGE = "assessments/rounds/words"


@never_cache
@require_safe
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a round, shuffled; what nobody decided on comes first."""
    round = round_to_help(signed_in(request), pk)
    limit = number(request.GET.get("limit")) or AT_ONCE
    context = {
        "collaboration": round.collaboration,
        "round": round,
        "words": words_to_read(round, request.GET.get("state", "review"), min(limit, 2000)),
        "limit": limit,
    }
    return fragment(request, f"{PAGE}{'#list' if wants_part(request) else ''}", context)


@require_POST
def decide(request: HttpRequest, pk: int, passage: int, state: str) -> HttpResponse:
    """Publish, hold or archive some words."""
    person = signed_in(request)
    round = round_to_help(person, pk)
    done = {
        "published": _("Published."),
        "archived": _("Archived: nobody else reads it."),
        "review": _("Back among the words to read."),
    }
    return acted(
        request,
        lambda: actions.set_words_state(round=round, passage=passage, state=state, by=person),
        done.get(state, ""),
        back=queries.words_page_of(round),
        undo=lambda it: reverse("assessments:decide_words", args=[pk, passage, it.before]),
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish all words that nobody decided on; or hold those again that were published so."""
    person = signed_in(request)
    round = round_to_help(person, pk)
    back = tuple(n for one in request.GET.get("back", "").split("-") if (n := number(one)))
    address = reverse("assessments:publish_words", args=[pk])
    return acted(
        request,
        lambda: actions.publish_remaining(round=round, by=person, back=back),
        _("Back among the words to read.") if back else _("All that remained are published."),
        back=queries.words_page_of(round),
        undo=lambda done: f"{address}?back={'-'.join(map(str, done))}" if done and not back else "",
    )
