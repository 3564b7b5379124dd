"""The page on which an instrument is written, part by part."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from howff.instruments import actions, queries
from howff.instruments.definitions import Definition, InstrumentError, editing, undoing
from howff.instruments.forms import PartForm, form_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import wants_part


@never_cache
@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole instrument, with what can be done to each part."""
    version = queries.version_to_change(request.user, pk)
    if version.frozen_at:
        return redirect("instruments:instrument", pk)
    return render(request, "instruments/edit.html", _context(version))


@never_cache
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part, to be changed."""
    version = queries.version_to_change(request.user, pk)
    definition = queries.definition_of(version)
    return _form(request, version, definition, part, change=part)


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """A new part inside another one: nothing is kept until it is filled in."""
    version = queries.version_to_change(request.user, pk)
    definition = queries.definition_of(version)
    try:
        new = editing.new_part(definition, part)
    except InstrumentError as error:
        raise Http404 from error
    room = editing.added(definition, new, inside=part)
    return _form(request, version, room, new.id, change=f"in-{part}")


@require_POST
def move(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Move a part one place up or down."""
    down = request.POST.get("to") == "down"
    context = {"focus": part}
    return _changed(
        request, pk, lambda definition: editing.moved(definition, part, down=down), context
    )


@require_POST
def take_out(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Take a part out; the page offers to put it back."""
    version = queries.version_to_change(request.user, pk)
    before = queries.definition_of(version)
    context: dict[str, Any] = {}
    if found := editing.part_of(before, part):
        named = getattr(found, "title", "") or getattr(found, "text", "")
        context = {"removed": named, "kept": json.dumps(undoing.kept_of(before, part))}
    return _changed(request, pk, lambda definition: editing.removed(definition, part), context)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back a part that was taken out a moment ago."""
    try:
        kept = json.loads(request.POST.get("kept", ""))
    except ValueError:
        kept = None
    focus = kept["part"].get("id") if undoing.is_kept(kept) else None
    return _changed(
        request, pk, lambda definition: undoing.put_back(definition, kept), {"focus": focus}
    )


def _form(
    request: HttpRequest, version: Any, definition: Definition, pk: str, *, change: str
) -> HttpResponse:
    """The form of a part; once it is right, the whole page again."""
    kind = form_for(definition, pk)
    if kind is None:
        raise Http404
    form = kind(request.POST or None, definition=definition, pk=pk)
    if form.is_valid() and _kept(request, version, form):
        return _parts(request, version.pk, {"focus": pk})
    context = _context(version) | {
        "form": form,
        "action": request.get_full_path(),
        "back": reverse("instruments:edit", args=[version.pk]),
    }
    status = 422 if form.is_bound else 200
    template = "instruments/change.html#form" if wants_part(request) else "instruments/change.html"
    response = render(request, template, context, status=status)
    if form.is_bound:
        response["HX-Retarget"], response["HX-Reswap"] = f"#change-{change}", "innerHTML"
    return response


def _kept(request: HttpRequest, version: Any, form: PartForm) -> bool:
    """Keep the changed part; where that cannot be done the form says why."""
    try:
        _save(request, version, form.changed())
    except InstrumentError as error:
        form.add_error(None, error.message)
        return False
    return True


def _changed(
    request: HttpRequest,
    pk: int,
    change: Callable[[Definition], Definition],
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Change the whole, and show it again; where it is refused, say why."""
    version = queries.version_to_change(request.user, pk)
    try:
        _save(request, version, change(queries.definition_of(version)))
    except InstrumentError as error:
        if error.status == 404:
            raise Http404 from error
        return _parts(request, pk, {"problem": error.message}, status=error.status)
    return _parts(request, pk, context or {})


def _save(request: HttpRequest, version: Any, definition: Definition) -> None:
    tidy = editing.tidied(definition, queries.definition_of(version))
    actions.save(version=version, definition=tidy, by=signed_in(request), revision=version.revision)


def _parts(
    request: HttpRequest, pk: int, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    version = queries.version_for(request.user, pk)
    if not wants_part(request) and status == 200 and "kept" not in (context or {}):
        return redirect("instruments:edit", pk)
    template = "instruments/edit.html#parts" if wants_part(request) else "instruments/edit.html"
    return render(request, template, _context(version) | (context or {}), status=status)


def _context(version: Any) -> dict[str, Any]:
    return {
        "version": version,
        "definition": queries.definition_of(version),
        "collaboration": version.instrument.collaboration,
        "whole": editing.WHOLE,
    }
