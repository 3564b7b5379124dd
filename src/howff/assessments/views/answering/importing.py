"""Answers from a spreadsheet: read, names matched with partners and places, then all kept."""

import secrets
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from howff.assessments.actions import answering
from howff.assessments.forms.answering import MeaningForm, TableForm
from howff.assessments.queries.access import round_to_run
from howff.assessments.queries.answering import asking_of, homes_of, levels_of
from howff.assessments.views.answering.showing import is_open
from howff.formats.ratings import RatingsError, ResponseRow, Responses, read_responses
from howff.formats.tables import Table, TableError, read_csv, read_xlsx
from howff.people.errors import Refused
from howff.people.views.pages import signed_in
from howff.people.views.replies import fragment

SALT = "howff.assessments.import"
PATIENCE = 3600


@never_cache
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file, say what its names mean, and keep its answers."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    if "read" in request.POST:
        return _mean(request, round, person)
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            read = _read(form.cleaned_data["file"], round)
        except (TableError, RatingsError) as error:
            form.add_error("file", list(getattr(error, "problems", [str(error)])))
        else:
            key = secrets.token_urlsafe(16)
            return _ask(request, round, read, _meaning(round, read), key)
    return _page(request, round, {"form": form}, wrong=form.is_bound)


def _mean(request: HttpRequest, round: Any, person: Any) -> HttpResponse:
    """Keep what was read before, with the meaning that was chosen for its names."""
    try:
        salt = _salt(round, person)
        key, packed = signing.loads(request.POST["read"], salt=salt, max_age=PATIENCE)
    except signing.BadSignature:
        form = TableForm({})
        form.add_error("file", _("Please choose the file once more."))
        return _page(request, round, {"form": form}, wrong=True)
    read = Responses(tuple(ResponseRow(**row) for row in packed))
    meaning = _meaning(round, read, request.POST)
    if not meaning.is_valid():
        return _ask(request, round, read, meaning, key, wrong=True)
    try:
        count = answering.import_responses(
            round=round,
            responses=read,
            organisations=meaning.meaning("organisations"),
            places=meaning.meaning("places"),
            by=person,
            key=key,
        )
    except Refused as refused:
        meaning.add_error(None, refused.message)
        return _ask(request, round, read, meaning, key, wrong=True)
    told = ngettext("%(n)s answer was kept.", "%(n)s answers were kept.", count)
    messages.success(request, told % {"n": count})
    return redirect("assessments:import", round.pk)


def _salt(round: Any, person: Any) -> str:
    """What was read is kept only in this round, and by whoever had it read."""
    return f"{SALT}.{round.pk}.{person.pk}"


def _read(file: Any, round: Any) -> Responses:
    content = file.read()
    table: Table = read_xlsx(content) if content[:2] == b"PK" else read_csv(content)
    items = levels_of(round)
    questions = [name for name in homes_of(round) if name not in items]
    return read_responses([table.columns, *table.rows], items, questions)


def _meaning(round: Any, read: Responses, data: Any = None) -> MeaningForm:
    return MeaningForm(
        data, round=round, organisations=list(read.organisations), places=list(read.places)
    )


def _ask(
    request: HttpRequest,
    round: Any,
    read: Responses,
    form: MeaningForm,
    key: str,
    *,
    wrong: bool = False,
) -> HttpResponse:
    salt = _salt(round, signed_in(request))
    packed = signing.dumps([key, [asdict(row) for row in read.rows]], salt=salt, compress=True)
    context = {"form": form, "read": packed, "count": len(read.rows)}
    return _page(request, round, context, wrong=wrong)


def _page(
    request: HttpRequest, round: Any, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    more = {
        "round": round,
        "collaboration": round.collaboration,
        "asking": asking_of(round),
        "open": is_open(round),
    }
    return fragment(request, "assessments/answering/import", more | context, wrong=wrong)
