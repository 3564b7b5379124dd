"""What the pages of editors share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from howff.conversations.rules import Refused
from howff.reports import queries
from howff.reports.blocks import CITING, Block, to_text
from howff.reports.document import Document
from howff.reports.rendering import html


def by(request: HttpRequest) -> Any:
    """The person who asks; every page here needs sign-in."""
    return request.user


@contextmanager
def of_blocks() -> Iterator[None]:
    """A part that is gone is not found."""
    try:
        yield
    except Refused as error:
        raise Http404(error.message) from error


def one_block(report: Any, block_id: str) -> Block:
    """One part of a report, or not found."""
    for block, _parts in queries.parts_by_block(report):
        if block.id == block_id:
            return block
    raise Http404


def context_of(report: Any) -> dict[str, Any]:
    """The report with each of its parts as it will look."""
    draft = queries.draft_of(report)
    return html.context(draft) | {
        "report": report,
        "collaboration": report.collaboration,
        "unshown": len(queries.unshown(report)) + len(queries.unshown_beside(report)),
        "unfound": len(queries.unshown_findings(report)),
        "blocks": [
            _as_shown(block, parts, draft) for block, parts in queries.parts_by_block(report)
        ],
    }


def _as_shown(block: Block, parts: tuple[Any, ...], draft: Document) -> dict[str, Any]:
    within = Document(
        title=draft.title, collaboration=draft.collaboration, date=draft.date, parts=parts
    )
    return {
        "block": block,
        "parts": [html.deeper(one) for one in html.shown(within)],
        "quotes": isinstance(block, CITING),
    }


def blocks_again(
    request: HttpRequest,
    report: Any,
    *,
    added: Block | None = None,
    removed: Block | None = None,
    after: str = "",
) -> HttpResponse:
    """All parts anew where htmx asks, else the whole page."""
    asked = bool(request.headers.get("HX-Request"))
    if not asked and removed is None:
        anchor = f"#block-{added.id}" if added else ""
        return redirect(f"{_edit(report)}{anchor}")
    context = context_of(report) | {"removed": removed, "after": after}
    if removed:
        context["removed_json"] = to_text(removed)
    return render(request, "reports/edit.html#blocks" if asked else "reports/edit.html", context)


def _edit(report: Any) -> str:
    return redirect("reports:edit", report.pk).url
