"""Pages of common ground: what people agree on, what divides, who is few, and who votes alike."""

from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told, wants_part
from howff.sensemaking.actions import votes as asking
from howff.sensemaking.queries import access, verdicts, votes
from howff.sensemaking.queries.breakdowns import breakdowns_of
from howff.sensemaking.queries.common_ground import told_of
from howff.sensemaking.queries.watching import stream_of
from howff.sensemaking.rules import may_decide, may_hand_out

FEW = 3
ON_STAGE = 3


@never_cache
@require_safe
def study(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was found in the votes on a prompt, as it is now."""
    person = signed_in(request)
    this = votes.votes_for(person, pk)
    context = _found(this) | {
        "collaboration": this.collaboration,
        "decides": may_decide(person, this.collaboration),
        "hands_out": may_hand_out(person, this.collaboration),
        "stream": stream_of(this),
    }
    if context["told"]:
        context["breakdowns"] = breakdowns_of(context["reading"])
    return fragment(request, _named("page", part=wants_part(request)), context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at all votes once more."""
    person = signed_in(request)
    this = access.study_to_decide(person, pk)
    return acted(
        request,
        lambda: asking.look_again(study=this, by=person),
        _("The votes are being looked at again."),
        back=this.get_absolute_url(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """On a conversation's pages: what was found in short, or the button that begins to look."""
    person = signed_in(request)
    seen = votes.seen_by(person, pk)
    if request.method == "POST":
        return _begin(request, seen)
    this = votes.study_of(seen.prompt) if seen.told else None
    if not wants_part(request):
        return redirect(this.get_absolute_url() if this else _conversation(seen))
    context = {"prompt": seen.prompt, "runs": seen.runs, "shown": seen.told, "few": f":{FEW}"}
    context["console"] = "console" in request.GET
    if this:
        context |= _found(this) | {"stream": stream_of(this)}
    return fragment(request, "sensemaking/votes/short", context)


@never_cache
@require_safe
def on_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """On the big screen: the map and the common ground, once the room may see the results."""
    seen = votes.seen_by(signed_in(request), pk)
    votes.must_run(seen)
    if not wants_part(request):
        return redirect(_conversation(seen))
    this = votes.study_of(seen.prompt)
    context: dict[str, Any] = {"prompt": seen.prompt, "shown": votes.is_shown(seen.prompt)}
    context |= {"few": f":{ON_STAGE}", "study": this}
    if this:
        context["stream"] = stream_of(this)
    if this and context["shown"]:
        context |= _found(this)
    return fragment(request, "sensemaking/votes/stage", context)


def _begin(request: HttpRequest, seen: Any) -> HttpResponse:
    """Begin to look; on a page that shows a part of it, show that part anew."""
    votes.must_run(seen)
    try:
        this = asking.look_for_common_ground(prompt=seen.prompt, by=signed_in(request))
    except Refused as refused:
        return told(request, refused.message, back=_conversation(seen), status=refused.status)
    said = _("The votes are being looked at.")
    return told(request, said, back=this.get_absolute_url())


def _found(this: Any) -> dict[str, Any]:
    """What was found last, in words, and what is under way."""
    reading = votes.reading_of(this)
    found = told_of(reading) if reading else None
    running = access.under_way(this)
    context: dict[str, Any] = {
        "study": this,
        "prompt": votes.prompt_of(this),
        "reading": reading,
        "under_way": running,
        "seconds": ceil(running.expected_seconds) if running else 0,
        "failed": votes.failed_last(this),
        "told": found,
    }
    if found:
        groups = found.findings.groups
        context |= {
            "verdict": verdicts.in_words(groups),
            "spectrum": verdicts.is_spectrum(groups),
            "stability": verdicts.stability_in_words(groups.badge),
            "badge": verdicts.badge_in_words(groups.badge),
        }
    return context


def _conversation(seen: Any) -> str:
    return votes.address_of(seen.prompt)


def _named(page: str, *, part: bool) -> str:
    return f"sensemaking/votes/{page}{'#changing' if part else ''}"
