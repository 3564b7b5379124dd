"""Pages of results and of progress, drawn from what was frozen and from nothing else."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from howff.assessments.queries import results as found
from howff.assessments.queries import results_words as words
from howff.assessments.queries.access import round_for
from howff.assessments.queries.figures import (
    audience_named,
    figures_in,
    order_of,
    published_of,
    words_in,
)
from howff.assessments.queries.progress import chain_of, over_rounds, progress_in, told
from howff.assessments.queries.results import Wish
from howff.instruments.definitions import Definition
from howff.instruments.queries import definition_of
from howff.people.views.pages import signed_in
from howff.people.views.replies import fragment, target_of, wants_part
from howff.sense.rounds.figures import Figures, Verdict

PARTS = ("findings", "picture")
WORDS_AT_ONCE = 50


@never_cache
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Where people differ, and where they agree; nothing before the round is closed."""
    round = round_for(signed_in(request), pk)
    context = _shared(request, round)
    if context["published"] is None:
        return fragment(request, "assessments/results/early", context)
    context |= _findings(request, context) | _picture(request, context)
    part = target_of(request)
    if wants_part(request) and part in PARTS:
        return fragment(request, f"assessments/results/page#{part}", context)
    return fragment(
        request, "assessments/results/page", context | _all(context["figures"], context["in_order"])
    )


@never_cache
@require_safe
def result(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """One principle: everybody's ratings, the groups that may be shown, and what was said."""
    round = round_for(signed_in(request), pk)
    context = _shared(request, round)
    if context["published"] is None:
        return fragment(request, "assessments/results/early", context)
    figures = context["figures"]
    one = figures.item(item)
    if one is None:
        raise Http404
    before, after = found.neighbours(figures, item)
    context |= {
        "one": found.finding(one, figures, context["definition"]),
        "heading": words.heading(one.verdict),
        "share": words.percent(one.between),
        "groups": _groups(one, figures),
        "said": _said(request, context, item),
        "before": before,
        "after": after,
        "about": f"round:{round.pk}:{item}",
    }
    more = wants_part(request) and target_of(request) == "more-words"
    return fragment(request, f"assessments/results/item{'#voices' if more else ''}", context)


@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since the round before, and how sure that is."""
    round = round_for(signed_in(request), pk)
    context = _shared(request, round)
    if context["published"] is None:
        return fragment(request, "assessments/results/early", context)
    change = progress_in(context["published"])
    context |= {
        "progress": change,
        "moved": told(change) if change else [],
        "absent": found.absent(context["figures"]),
        "multiples": over_rounds(context["in_order"], chain_of(round, context["audience"])),
    }
    return fragment(request, "assessments/results/progress", context)


def _shared(request: HttpRequest, round: Any) -> dict[str, Any]:
    """What every page of results needs."""
    audience = audience_named(request.GET.get("as", ""))
    published = published_of(round, audience)
    figures = figures_in(published) if published else None
    definition = definition_of(round.version).in_language(round.language)
    return {
        "collaboration": round.collaboration,
        "round": round,
        "published": published,
        "audience": audience,
        "outside": audience == audience_named("outside"),
        "figures": figures,
        "in_order": found.in_order(figures, definition) if figures else None,
        "definition": definition,
        "hidden": words.hidden(figures.k) if figures else "",
    }


def _findings(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    wish = Wish(*(request.GET.get(name, "") for name in ("category", "verdict", "locus")))
    figures, definition = context["figures"], context["definition"]
    return {
        "wish": wish,
        "camps": found.camps(figures, definition, wish),
        "categories": found.categories_of(context["in_order"].items),
        "verdicts": [(one, words.heading(one)) for one in Verdict],
    }


def _picture(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The picture that was chosen, of those that can be drawn here."""
    pictures = {
        "organisations": _("By organisation"),
        "places": _("By place, as a table"),
        "marks": _("By place, on one line"),
        "rounds": _("Over all rounds"),
        "radar": _("As a radar"),
    }
    wanted = request.GET.get("picture", "")
    chosen = wanted if wanted in pictures else "organisations"
    return {
        "pictures": pictures,
        "chosen": chosen,
        "drawn": _drawn(chosen, context),
        "nothing": words.nothing_drawn(chosen, context["figures"].k),
    }


def _drawn(chosen: str, context: dict[str, Any]) -> Any:
    figures: Figures = context["in_order"]
    match chosen:
        case "marks":
            return found.places_drawn(figures)
        case "radar":
            return found.radars(figures)
        case "rounds":
            return over_rounds(figures, chain_of(context["round"], context["audience"]))
        case _:
            return found.heat_of(figures, chosen)


def _all(figures: Figures, ordered: Figures) -> dict[str, Any]:
    """What only the whole page shows."""
    return {
        "lead": words.lead(figures),
        "profiles": found.profiles(ordered),
        "returns": found.returns_of(ordered),
        "groups_shown": found.groups_shown(figures),
        "turnout": found.turnout(figures),
        "absent": found.absent(figures),
        "crossing": found.crossing(figures),
    }


def _groups(one: Any, figures: Any) -> list[tuple[str, str, Any, int]]:
    """The groups of each kind: its name, its title, its picture and how many are hidden."""
    kinds = (
        ("organisations", _("By organisation")),
        ("places", _("By place in the collaboration")),
    )
    return [
        (
            kind,
            title,
            found.groups_drawn(one, figures, kind),
            found.hidden_groups(one, figures, kind),
        )
        for kind, title in kinds
        if getattr(one, kind) or (kind == "organisations" and one.returns)
    ]


def _said(request: HttpRequest, context: dict[str, Any], item: str) -> dict[str, Any]:
    """What was written, under the questions that it answers, some of it at a time."""
    definition: Definition = context["definition"]
    principle = definition.principle(item)
    asked = {one.id: one.text for one in principle.questions} if principle else {}
    pages = Paginator(order_of(context["published"], [item]), WORDS_AT_ONCE)
    here = pages.get_page(request.GET.get("words"))
    found = words_in(list(here), context["audience"])
    return {"page": here, "voices": [(asked.get(one.about, ""), one.quotes) for one in found]}
