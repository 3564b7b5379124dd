"""Reports, for programs."""

from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from howff.assessments.queries.access import round_for, round_to_run
from howff.conversations.queries.access import editable_for
from howff.conversations.rules import Refused
from howff.people.api import PROBLEMS, Id, Refusal, by
from howff.people.queries import person_for_token
from howff.reports import actions, queries
from howff.reports.rendering import poster as posters
from howff.reports.rendering.formats import FORMATS
from howff.reports.rendering.turns import RETRY_AFTER, Busy, in_turn, write_in_turn
from howff.reports.rounds import files
from howff.reports.rounds.poster import poster_of
from howff.reports.rules import may_run

router = Router(tags=["reports"])
FILES: dict[str, dict[str, Any]] = {
    one.content_type.partition(";")[0]: {"schema": {}} for one in FORMATS.values()
}
FIGURES: dict[str, dict[str, Any]] = {
    one.content_type.partition(";")[0]: {"schema": {}} for one in files.FILES.values()
}
POSTERS: dict[str, dict[str, Any]] = {
    one.content_type.partition(";")[0]: {"schema": {}} for one in posters.FORMATS.values()
}
Figures = Literal["xlsx", "csv", "json", "sav", "xml"]
Who = Literal["inside", "outside", "report"]
Extension = Literal["html", "pdf", "docx", "odt", "md", "xlsx", "csv", "json"]


class ReportOut(Schema):
    """A report, and where it is read once it is published."""

    id: int
    title: str
    visibility: str
    version: int | None
    url: str


class Publication(Schema):
    """Who can open the report, and what is new in it."""

    visibility: Literal["public", "link", "members"] | None = None
    reason: str = Field(default="", max_length=200)


def reader(request: HttpRequest) -> Any:
    """Whoever reads: the person whose key was sent, or anybody."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return AnonymousUser()
    return person_for_token(token) if scheme.lower() == "bearer" else None


def as_json(report: Any) -> dict[str, Any]:
    """A report as programs see it."""
    newest = queries.versions_of(report).first()
    return {
        "id": report.pk,
        "title": report.title,
        "visibility": report.visibility,
        "version": newest.number if newest else None,
        "url": queries.url_of(report) if newest else "",
    }


@router.post("/conversations/{int:pk}/report", response={201: ReportOut, **PROBLEMS})
def draft(request: HttpRequest, pk: Id) -> Any:
    """Write the draft of a conversation's report, or give the one there is."""
    conversation = editable_for(by(request), pk)
    report = queries.report_of(conversation)
    report = report or actions.draft_report(conversation=conversation, by=by(request))
    return Status(201, as_json(report))


@router.post("/rounds/{int:pk}/report", response={201: ReportOut, **PROBLEMS})
def draft_feedback(request: HttpRequest, pk: Id) -> Any:
    """Write the draft of a round's feedback report, or give the one there is."""
    round = round_to_run(by(request), pk)
    report = queries.report_of_round(round)
    report = report or actions.draft_feedback(round=round, by=by(request))
    return Status(201, as_json(report))


@router.get("/rounds/{int:pk}/reports", response={200: list[ReportOut], **PROBLEMS})
def of_round(request: HttpRequest, pk: Id) -> Any:
    """The reports of a round: all for those who run it, for members what is published."""
    round = round_for(by(request), pk)
    rows = queries.reports_of_round(round, drafts=may_run(by(request), round.collaboration))
    return [as_json(one) for one in rows]


@router.get(
    "/rounds/{int:pk}/files/figures.{extension}",
    response={200: None, **PROBLEMS, 409: Refusal},
    openapi_extra={"responses": {200: {"description": "The figures", "content": FIGURES}}},
)
def figures_file(
    request: HttpRequest, pk: Id, extension: Figures, audience: Who = "inside"
) -> HttpResponse:
    """The figures of a closed round as a file: for members, or what everybody may see."""
    outside = audience != "inside"
    _round, stock = queries.stock_for(by(request), pk, outside=outside)
    return _sent(files.FILES[extension].write(stock), extension, f"figures-{pk}")


@router.get(
    "/rounds/{int:pk}/poster.{extension}",
    response={200: None, 503: Refusal, **PROBLEMS, 409: Refusal},
    openapi_extra={"responses": {200: {"description": "The poster", "content": POSTERS}}},
)
def poster(
    request: HttpRequest, pk: Id, extension: Literal["pdf", "html"], audience: Who = "inside"
) -> HttpResponse:
    """One page of a closed round for the wall: for members, or what everybody may see."""
    outside = audience != "inside"
    round, stock = queries.stock_for(by(request), pk, outside=outside)
    made = poster_of(stock, collaboration=round.collaboration.name)
    kind = posters.FORMATS[extension]
    try:
        written = in_turn(lambda: kind.write(made), slow=extension == "pdf")
    except Busy:
        return _busy()
    return _sent(written, extension, f"poster-{pk}")


@router.post("/reports/{int:pk}/publish", response={200: ReportOut, **PROBLEMS})
def publish(request: HttpRequest, pk: Id, sent: Publication | None = None) -> Any:
    """Give readers the report as it is now."""
    report = queries.report_to_edit(by(request), pk)
    actions.publish(report=report, by=by(request), **(sent or Publication()).dict())
    return as_json(report)


@router.get(
    "/reports/{int:pk}.{extension}",
    auth=reader,
    response={200: None, 503: PROBLEMS[404], **PROBLEMS},
    openapi_extra={"responses": {200: {"description": "The report", "content": FILES}}},
)
def read(request: HttpRequest, pk: Id, extension: Extension) -> HttpResponse:
    """The newest version in a format; those who run the collaboration get its draft before."""
    try:
        document = queries.document_of(queries.published_by_number(by(request), pk))
    except Http404:
        document = queries.draft_of(queries.draft_for(by(request), pk))
    try:
        written = write_in_turn(document, extension)
    except Busy:
        return _busy()
    return _sent(written, extension, f"report-{pk}")


def _sent(written: bytes, extension: str, name: str) -> HttpResponse:
    """A file that programs keep no copy of by themselves."""
    kinds: dict[str, Any] = {**files.FILES, **FORMATS}
    return HttpResponse(
        written,
        content_type=kinds[extension].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{extension}"',
            "Cache-Control": "no-store",
        },
    )


def _busy() -> HttpResponse:
    """Ask to come back when too many reports are being written."""
    refused = Refused("unavailable", _("Many reports are being written. Please try again soon."))
    return JsonResponse(refused.as_json(), status=503, headers={"Retry-After": str(RETRY_AFTER)})
