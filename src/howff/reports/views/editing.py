"""The page on which a report is edited in place, part by part."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.conversations.queries.access import conversation_for, editable_for
from howff.conversations.rules import Refused
from howff.people.queries import collaboration_to_facilitate
from howff.people.rules import may_facilitate
from howff.reports import actions, queries, rules
from howff.reports.blocks import CITING, BlockError, read_block, read_choice
from howff.reports.forms import BlockForm, TitleForm
from howff.reports.views.pages import blocks_again, by, context_of, of_blocks, one_block


@require_http_methods(["GET", "POST"])
def for_conversation(request: HttpRequest, conversation: int) -> HttpResponse:
    """What became of a conversation; its draft is written here if it has none."""
    if request.method == "GET":
        return _of_conversation(request, conversation_for(by(request), conversation))
    found = editable_for(by(request), conversation)
    report = queries.report_of(found) or actions.draft_report(conversation=found, by=by(request))
    return redirect("reports:edit", report.pk)


@require_POST
def begin(request: HttpRequest, collaboration: int) -> HttpResponse:
    """Begin a report from nothing."""
    here = collaboration_to_facilitate(by(request), collaboration)
    title = request.POST.get("title", "")
    report = actions.new_report(collaboration=here, title=title, by=by(request))
    return redirect("reports:edit", report.pk)


@never_cache
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it will look, with what can be done to each part."""
    report = queries.report_to_edit(request.user, pk)
    context = context_of(report) | {"title_form": TitleForm(initial={"title": report.title})}
    return render(request, "reports/edit.html", context)


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the report another title."""
    report = queries.report_to_edit(request.user, pk)
    try:
        actions.rename_report(report=report, title=request.POST.get("title", ""), by=by(request))
    except Refused as error:
        messages.error(request, error.message)
    return redirect("reports:edit", pk)


@never_cache
@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """The words of one part, to be changed."""
    report = queries.report_to_edit(request.user, pk)
    found = one_block(report, block_id)
    saw = actions.seen(found)
    form = BlockForm(request.POST or None, block=found, saw=saw)
    if form.is_valid():
        try:
            saw = form.cleaned_data["saw"]
            actions.edit_block(report=report, block=form.changed(), saw=saw, by=by(request))
        except Refused as error:
            form.add_error(None, error.message)
            form.data = request.POST.copy()
            form.data["saw"] = actions.seen(found)
            return _form(request, report, {"form": form}, status=error.status)
        return blocks_again(request, report)
    return _form(request, report, {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def passages(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """The picker: what may be quoted here, and why other things may not."""
    report = queries.report_to_edit(request.user, pk)
    found = one_block(report, block_id)
    pick = queries.pickable(report, found) if isinstance(found, CITING) else None
    if pick is None:
        raise Http404
    context: dict[str, Any] = {"pick": pick, "why_not": queries.why_not(pick), "block": found}
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("passages") if one.isdecimal()]
        try:
            actions.choose_passages(
                report=report, block_id=block_id, passages=chosen, by=by(request)
            )
        except Refused as error:
            return _form(request, report, context | {"error": error.message}, status=error.status)
        return blocks_again(request, report)
    return _form(request, report, context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what to add below a part, and add it."""
    report = queries.report_to_edit(request.user, pk)
    after = request.GET.get("after", "")
    kinds = queries.addable(report)
    if request.method == "GET":
        return _form(request, report, {"kinds": kinds, "after": after})
    chosen = request.POST.get("kind", "")
    if chosen not in dict(kinds):
        raise Http404
    begun = queries.begun(report, read_choice(chosen))
    added = actions.add_block(report=report, block=begun, after=after, by=by(request))
    return blocks_again(request, report, added=added)


@require_POST
def catch_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Add every answered prompt that the report does not show yet."""
    report = queries.report_to_edit(request.user, pk)
    added = None
    try:
        added = next(iter(actions.add_unshown(report=report, by=by(request))), None)
    except Refused as error:
        messages.error(request, error.message)
    return blocks_again(request, report, added=added)


@require_POST
def move(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """Move a part one place."""
    report = queries.report_to_edit(request.user, pk)
    down = request.POST.get("to") == "down"
    with of_blocks():
        actions.move_block(report=report, block_id=block_id, down=down, by=by(request))
    return blocks_again(request, report)


@require_POST
def remove(request: HttpRequest, pk: int, block_id: str) -> HttpResponse:
    """Take a part out; the page offers to put it back."""
    report = queries.report_to_edit(request.user, pk)
    with of_blocks():
        removed, after = actions.remove_block(report=report, block_id=block_id, by=by(request))
    return blocks_again(request, report, removed=removed, after=after)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back a part that was taken out a moment ago."""
    report = queries.report_to_edit(request.user, pk)
    after = request.POST.get("after", "")
    known = {one.id for one, _parts in queries.parts_by_block(report)}
    try:
        kept = read_block(_json(request.POST.get("block", "")))
        actions.add_block(
            report=report, block=kept, after=after if after in known else "", by=by(request)
        )
    except (BlockError, Refused) as error:
        messages.error(request, str(error))
    return blocks_again(request, report)


def _of_conversation(request: HttpRequest, conversation: Any) -> HttpResponse:
    """The state of a conversation's report, also as a piece of the conversation's own pages."""
    asked = bool(request.headers.get("HX-Request"))
    report = queries.report_of(conversation)
    here = conversation.collaboration
    context = {
        "conversation": conversation,
        "collaboration": here,
        "report": report,
        "version": queries.versions_of(report).first() if report else None,
        "runs": rules.may_run(request.user, here),
        "edits": may_facilitate(request.user, here),
    }
    return render(request, "reports/of.html#of" if asked else "reports/of.html", context)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise BlockError(_("This part cannot be put back.")) from error


def _form(
    request: HttpRequest, report: Any, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A form in its part's place where htmx asks, or on a page of its own."""
    asked = bool(request.headers.get("HX-Request"))
    template = "reports/change.html#form" if asked else "reports/change.html"
    here = {
        "report": report,
        "collaboration": report.collaboration,
        "action": request.get_full_path(),
        "back": reverse("reports:edit", args=[report.pk]),
    }
    response = render(request, template, here | context, status=status)
    if status != 200 and request.resolver_match:
        response["HX-Retarget"] = f"#change-{request.resolver_match.kwargs['block_id']}"
        response["HX-Reswap"] = "innerHTML"
    return response
