"""Pages of actions: the list, one of them, and what belongs to a principle or a time."""

import re
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from howff.formats.tables import XLSX_TYPE, write_csv, write_xlsx
from howff.meetings import actions, queries, rules
from howff.meetings.forms import ActionForm, FilterForm, HowFarForm
from howff.people.forms import sent
from howff.people.queries import collaboration_for
from howff.people.views.pages import signed_in
from howff.people.views.replies import fragment, number, told, wants_part

AT_ONCE = 50
TOPIC = re.compile(r"^[a-z]+:\d{1,12}(:[\w.-]{1,60})?$")


@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed in a collaboration, and agreeing on more."""
    person = signed_in(request)
    if request.method == "POST":
        return _agreed(request, pk)
    here = collaboration_for(person, pk)
    narrow = FilterForm(request.GET)
    form = ActionForm(collaboration=here) if rules.may_agree(person, here) else None
    context = _list(request, here, narrow) | {"form": form}
    return fragment(
        request, "meetings/list#rows" if wants_part(request) else "meetings/list", context
    )


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """The actions that came from one principle, in whatever page shows it."""
    person = signed_in(request)
    topic = _topic(request)
    if request.method == "POST":
        return _agreed(request, pk)
    here = collaboration_for(person, pk)
    form = _form(here, topic) if rules.may_agree(person, here) else None
    return fragment(request, "meetings/about", _about(request, here, topic) | {"form": form})


@require_safe
def between(request: HttpRequest, pk: int) -> HttpResponse:
    """What was promised and done from one day to another."""
    here = collaboration_for(request.user, pk)
    today = timezone.localdate()
    start = _day(request.GET.get("from")) or today - timedelta(days=365)
    end = _day(request.GET.get("to")) or today
    found = list(queries.between(here, start, end))
    context = {
        "collaboration": here,
        "actions": found,
        "tally": queries.tally(found),
        "start": start,
        "end": end,
    }
    return fragment(request, "meetings/between", context)


@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what was agreed, how far it is, what changed."""
    person = signed_in(request)
    if request.method == "POST":
        this = queries.action_to_report(person, pk)
    else:
        this = queries.action_for(person, pk)
    form = HowFarForm(request.POST or None, initial=model_to_dict(this))
    if sent(form, lambda data: actions.report(action=this, **data, by=person)):
        return told(request, _("Saved."), back=request.path)
    context = {
        "collaboration": this.collaboration,
        "action": this,
        "form": form if rules.may_report(person, this) else None,
        "agrees": rules.may_agree(person, this.collaboration),
        "overdue": queries.overdue(this),
        "quote": queries.quote_of(this),
    }
    return fragment(request, "meetings/action", context, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree it anew."""
    person = signed_in(request)
    this = queries.action_to_change(person, pk)
    here = this.collaboration
    form = ActionForm(request.POST or None, collaboration=here, initial=model_to_dict(this))
    if sent(form, lambda data: actions.change(action=this, **data, by=person)):
        return told(request, _("Saved."), back=this.get_absolute_url())
    context = {"collaboration": here, "action": this, "form": form}
    return fragment(request, "meetings/change", context, wrong=form.is_bound)


@require_safe
def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The actions as a table to take away."""
    here = collaboration_for(request.user, pk)
    table = queries.as_table(queries.actions_in(here))
    name = _("actions")
    disposition = {"Content-Disposition": f'attachment; filename="howff-{name}-{pk}.{ending}"'}
    if ending == "xlsx":
        return HttpResponse(write_xlsx({name: table}), content_type=XLSX_TYPE, headers=disposition)
    return HttpResponse(
        write_csv(table), content_type="text/csv; charset=utf-8", headers=disposition
    )


def _agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was agreed, and show where it came from, or the list."""
    person = signed_in(request)
    here = queries.collaboration_to_agree_in(person, pk)
    topic = _topic(request)
    form = _form(here, topic, request.POST)
    origin: dict[str, Any] = {
        "about": topic,
        "about_title": request.POST.get("about_title", ""),
        "about_url": request.POST.get("about_url", ""),
        "passage": number(request.POST.get("passage")),
    }
    kept = sent(form, lambda data: actions.agree(collaboration=here, **data, **origin, by=person))
    if kept and not wants_part(request):
        return redirect(request.get_full_path())
    fresh = _form(here, topic) if kept else form
    if topic:
        context = _about(request, here, topic) | {"form": fresh, "kept": kept}
        return fragment(request, "meetings/about", context, wrong=not kept)
    context = _list(request, here, FilterForm({})) | {"form": fresh}
    return fragment(request, "meetings/list", context, wrong=not kept)


def _form(here: Any, topic: str, data: Any = None) -> ActionForm:
    """A form whose fields have names of their own, for pages that show several."""
    ids = f"id_{re.sub(r'[^a-z0-9]+', '-', topic.lower())}_%s" if topic else "id_%s"
    return ActionForm(data, collaboration=here, auto_id=ids)


def _list(request: HttpRequest, here: Any, narrow: FilterForm) -> dict[str, Any]:
    wanted = narrow.cleaned_data if narrow.is_valid() else {}
    rows = queries.actions_in(
        here,
        search=wanted.get("q", ""),
        how_far=wanted.get("how_far", ""),
        of=signed_in(request) if wanted.get("mine") else None,
    )
    return {
        "collaboration": here,
        "actions": Paginator(rows, AT_ONCE).get_page(request.GET.get("page")),
        "tally": queries.tally(queries.actions_in(here)),
        "narrow": narrow,
        "today": timezone.localdate(),
    }


def _about(request: HttpRequest, here: Any, topic: str) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    return {
        "collaboration": here,
        "actions": queries.about(here, topic) if topic else [],
        "topic": topic,
        "about_title": asked.get("about_title", asked.get("title", ""))[:300],
        "about_url": asked.get("about_url", asked.get("url", ""))[:300],
        "passage": number(asked.get("passage")),
        "today": timezone.localdate(),
    }


def _topic(request: HttpRequest) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    topic = asked.get("about", "")
    return topic if TOPIC.match(topic) else ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
