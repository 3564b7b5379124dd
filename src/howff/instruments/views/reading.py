"""Pages on which instruments are found, read, copied and taken away as files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.instruments import actions, queries, rules
from howff.instruments.definitions import Definition, InstrumentError
from howff.instruments.exchange import BIGGEST, FORMATS, languages_of, read_file, write_file
from howff.instruments.forms import FileForm, TitleForm
from howff.people.queries import collaboration_for, collaboration_to_facilitate
from howff.people.rules import may_facilitate
from howff.people.views.pages import signed_in
from howff.people.views.replies import number


@require_http_methods(["GET", "POST"])
def instruments(request: HttpRequest, pk: int) -> HttpResponse:
    """What a collaboration can ask: its own instruments, and those that come with Howff."""
    if request.method == "POST":
        return _begin(request, pk)
    here = collaboration_for(request.user, pk)
    return _list(request, here, {"form": TitleForm()})


def _begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an instrument of one's own."""
    here = collaboration_to_facilitate(request.user, pk)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _list(request, here, {"form": form}, status=422)
    version = actions.begin(collaboration=here, **form.cleaned_data, by=signed_in(request))
    return redirect("instruments:edit", version.pk)


def _list(
    request: HttpRequest, here: Any, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    versions = [
        (version, queries.definition_of(version))
        for version in queries.versions_for(request.user, here)
    ]
    own = [one for one in versions if one[0].instrument.collaboration_id is not None]
    context |= {
        "collaboration": here,
        "own": own,
        "built_in": versions[len(own) :],
        "facilitates": may_facilitate(request.user, here),
    }
    return render(request, "instruments/list.html", context, status=status)


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in an instrument from a file; where it does not fit, nothing is kept."""
    here = collaboration_to_facilitate(request.user, pk)
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition = read_file(file.read(BIGGEST + 1), file.name)
            version = actions.import_definition(
                definition=definition, collaboration=here, by=signed_in(request)
            )
        except InstrumentError as error:
            form.add_error("file", error.message)
        else:
            messages.success(request, _("The instrument is here. Please look it through."))
            return redirect("instruments:instrument", version.pk)
    context = {"collaboration": here, "form": form}
    return render(request, "instruments/import.html", context, status=422 if sent else 200)


@require_safe
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """An instrument to be read: in any of its languages, plain or easy."""
    version = queries.version_for(request.user, pk)
    whole = queries.definition_of(version)
    easy = request.GET.get("easy") == "1" and whole.has_easy
    language = request.GET.get("language", whole.language)
    shown = whole.in_language(language)
    context = {
        "version": version,
        "whole": whole,
        "definition": shown.easy() if easy else shown,
        "easy": easy,
        "languages": languages_of(whole),
        "web_address": _web_address(whole.source.address),
        "unchecked": _unchecked(whole, shown.language),
        "versions": queries.siblings_of(version),
        "collaboration": _collaboration(request, version),
        "changes": rules.may_change(request.user, version.instrument),
        "formats": FORMATS.values(),
    }
    context["facilitates"] = context["collaboration"] is not None and may_facilitate(
        request.user, context["collaboration"]
    )
    return render(request, "instruments/instrument.html", context)


def _web_address(address: str) -> str:
    """The address, if a browser may follow it."""
    return address if address.startswith(("https://", "http://")) else ""


def _unchecked(whole: Definition, language: str) -> bool:
    return any(one.language == language and not one.checked for one in whole.translations)


def _collaboration(request: HttpRequest, version: Any) -> Any:
    """The collaboration on whose behalf somebody looks: the owner, or the one they came from."""
    owner = version.instrument.collaboration
    came_from = number(request.GET.get("for"))
    if owner is not None or came_from is None:
        return owner
    return collaboration_for(request.user, came_from)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one's own instrument from this one."""
    version = queries.version_for(request.user, pk)
    chosen = number(request.POST.get("collaboration"))
    here = collaboration_to_facilitate(request.user, chosen or 0)
    made = actions.copy(version=version, collaboration=here, by=signed_in(request))
    messages.success(request, _("This copy is yours: change what you like."))
    return redirect("instruments:edit", made.pk)


@require_POST
def next_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version of an instrument that is in use."""
    version = queries.version_to_change(request.user, pk)
    made = actions.new_version(instrument=version.instrument, by=signed_in(request))
    return redirect("instruments:edit", made.pk)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    version = queries.version_to_change(request.user, pk)
    here = version.instrument.collaboration_id
    try:
        actions.remove(version=version, by=signed_in(request))
    except InstrumentError as error:
        messages.error(request, error.message)
        return redirect("instruments:instrument", pk)
    messages.success(request, _("The draft is removed."))
    return redirect("instruments:instruments", here)


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The instrument as a file."""
    version = queries.version_for(request.user, pk)
    if form not in FORMATS:
        raise Http404
    written = write_file(queries.definition_of(version), form, version=str(version.number))
    name = f"{version.instrument.name}-{version.number}.{FORMATS[form].ending}"
    return HttpResponse(
        written,
        content_type=FORMATS[form].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
