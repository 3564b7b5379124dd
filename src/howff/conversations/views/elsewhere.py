"""What other capabilities' pages show of a conversation, and how they have one prepared."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from howff.conversations.actions import preparing
from howff.conversations.queries import access, attendance, desk, outcomes
from howff.conversations.queries.identity import join_url
from howff.conversations.views.facilitators import qr_of
from howff.conversations.views.replies import console_of, fragment
from howff.instruments.recipes import RecipeError, parse_recipe
from howff.people.queries import collaboration_to_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import told, wants_part

PREPARED = "howff.conversations.prepared"


@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a conversation from a recipe that was sent along, and go on to `next`.

    There `prepared` is signed and says which conversation was made, and its prompts in order.
    """
    here = collaboration_to_facilitate(request.user, pk)
    onwards = _local(request.POST.get("next", ""))
    try:
        recipe = parse_recipe(request.POST.get("recipe", ""))
    except RecipeError as error:
        said = _("The recipe cannot be used. %(why)s") % {"why": error}
        return told(request, said, back=onwards, status=422)
    made = preparing.create_conversation(
        collaboration=here,
        title=recipe.title,
        prompts=[one.as_fields() for one in recipe.prompts],
        purpose=recipe.purpose,
        welcome=recipe.welcome,
        promise=recipe.promise,
        by=signed_in(request),
    )
    prompts = [one.pk for one in made.prompts.all()]
    content = {"collaboration": here.pk, "conversation": made.pk, "prompts": prompts}
    joint = "&" if "?" in onwards else "?"
    return redirect(f"{onwards}{joint}prepared={signing.dumps(content, salt=PREPARED)}")


@require_safe
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """How people join, and the way to the stage, on a page that a conversation helps."""
    conversation = access.running_for(signed_in(request), pk)
    if not wants_part(request):
        return redirect(console_of(conversation))
    came = {"conversation": conversation, "came": attendance.attendance_of(conversation)}
    if "joined" in request.GET:
        return fragment(request, "elsewhere#joined", came)
    context = came | {
        "join_url": join_url(conversation.code),
        "qr": qr_of(conversation.code),
        "stream": desk.stream_of(conversation),
    }
    return fragment(request, "elsewhere#door", context)


@require_safe
def prompt_here(request: HttpRequest, pk: int) -> HttpResponse:
    """A prompt's buttons and, once it is revealed, its results; `form` takes the counts along."""
    prompt = access.prompt_for(signed_in(request), pk)
    if not wants_part(request):
        return redirect(console_of(prompt.conversation, prompt))
    turnout = outcomes.with_turnout([prompt])[0][1]
    one = outcomes.drawn(prompt, turnout, [])
    context: dict[str, Any] = {
        "prompt": prompt,
        "one": one,
        "came": attendance.attendance_of(prompt.conversation),
        "counts": ",".join(str(bar.people) for bar in one.bars),
        "form": request.GET.get("form", ""),
        "fewest": request.GET.get("fewest", ""),
        "few": _fewer(turnout.people, request.GET.get("fewest", "")),
    }
    return fragment(request, "elsewhere#prompt", context)


def _fewer(people: int, fewest: str) -> bool:
    """Whether fewer people answered than the page says are needed to hide among."""
    return fewest.isdecimal() and 0 < people < int(fewest)


def _local(address: str) -> str:
    """An address of this site, or its front page."""
    local = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address.partition("#")[0] if local else "/"
