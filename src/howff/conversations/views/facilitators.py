"""Pages about a conversation for everyone who belongs: the list, the overview, the data."""

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from howff.conversations.queries import access, attendance, exporting, listing, outcomes
from howff.conversations.queries.identity import join_url
from howff.conversations.rules import may_edit, may_run
from howff.conversations.views.replies import fragment
from howff.people import queries as people
from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import target_of, wants_part

AT_ONCE = 24
IN_SHORT = 5


@require_safe
def in_collaboration(request: HttpRequest, pk: int) -> HttpResponse:
    """A collaboration's conversations; in short where another page shows them."""
    here = people.collaboration_for(request.user, pk)
    search = request.GET.get("q", "").replace("\0", "")[:200]
    rows = listing.listed(here, search)
    in_short = wants_part(request) and target_of(request) != "conversations"
    pages = Paginator(rows, IN_SHORT if in_short else AT_ONCE)
    context = {
        "collaboration": here,
        "conversations": pages.get_page(request.GET.get("page")),
        "search": search,
        "facilitates": may_facilitate(request.user, here),
    }
    name = "short" if in_short else "rows"
    return fragment(request, f"list#{name}" if wants_part(request) else "list", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a conversation is for, what was asked, and the results that are shown."""
    person = signed_in(request)
    conversation = access.conversation_for(person, pk)
    context = {
        "collaboration": conversation.collaboration,
        "conversation": conversation,
        "came": attendance.attendance_of(conversation),
        "asked": outcomes.shown_outcomes(conversation, runs=may_run(person, conversation)),
        "edits": may_edit(person, conversation),
        "runs": may_run(person, conversation),
        "join_url": join_url(conversation.code),
        "qr": qr_of(conversation.code),
    }
    return fragment(request, "detail", context)


@require_safe
def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A conversation's data to take away: only words that may be quoted, and no small groups."""
    person = signed_in(request)
    conversation = access.conversation_for(person, pk)
    content, kind = exporting.exported(
        conversation, ending, everything=may_run(person, conversation)
    )
    name = _("conversation")
    disposition = f'attachment; filename="howff-{name}-{conversation.pk}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def qr_of(code: str) -> str:
    """A picture that a phone's camera opens."""
    return str(segno.make(join_url(code), micro=False).svg_inline(border=1, omitsize=True))
