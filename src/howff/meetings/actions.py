"""What people do: they agree that something will be done, do it, and say what changed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.evidence.actions import cite
from howff.evidence.models import Passage
from howff.meetings.models import Action, Status
from howff.meetings.tasks import remind, remind_at
from howff.people.actions import remember
from howff.people.actions.keeping import keep, tidy, tidy_lines
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person

UNSAID = {"organisation": None, "person": None, "person_name": "", "due_on": None, "how_known": ""}
SETTINGS = ("title", *UNSAID)


@transaction.atomic
def agree(
    *,
    collaboration: Collaboration,
    title: str,
    by: Person,
    about: str = "",
    about_title: str = "",
    about_url: str = "",
    passage: int | None = None,
    **settings: Any,
) -> Action:
    """Write down what will be done: by whom, by when, how we will know (see SETTINGS)."""
    action = Action(
        collaboration=collaboration,
        about=about[:120],
        about_title=tidy(about_title)[:300],
        about_url=_ours(about_url)[:300],
        passage=_said_here(collaboration, passage),
        created_by=by,
    )
    _put(action, UNSAID | settings | {"title": title})
    keep(action)
    _written(action, by, "agreed on an action")
    _cite(action)
    return action


@transaction.atomic
def change(*, action: Action, by: Person, revision: int | None = None, **settings: Any) -> Action:
    """Agree it anew: other words, somebody else, another day."""
    _take_turn(action, revision)
    given = {name: settings.get(name, getattr(action, name)) for name in SETTINGS}
    _put(action, given)
    action.reminded_at = None
    keep(action, *SETTINGS, "organisation_name", "reminded_at")
    _written(action, by, "changed an action")
    return action


@transaction.atomic
def report(
    *, action: Action, status: str, changed: str, by: Person, revision: int | None = None
) -> Action:
    """Say how far it is, and what changed because of it."""
    if status not in Status.values:
        raise Refused("invalid", _("Please say how far it is."), field="status")
    _take_turn(action, revision)
    was_done = action.status == Status.DONE
    action.status, action.changed = status, tidy_lines(changed)[:4000]
    if status != Status.DONE:
        action.done_at = None
    elif not was_done:
        action.done_at = timezone.now()
    action.save(update_fields=["status", "changed", "done_at"])
    told = {"how far": str(Status(status).label)}
    remember(
        collaboration=action.collaboration,
        by=by,
        verb="said how far an action is",
        subject=action.title,
        details=told,
    )
    return action


def _put(action: Action, settings: Mapping[str, Any]) -> None:
    organisation, person = settings["organisation"], settings["person"]
    action.title = tidy(settings["title"])
    action.organisation = organisation
    action.organisation_name = organisation.name if organisation else ""
    action.person = person
    action.person_name = tidy(settings["person_name"]) or (str(person) if person else "")
    action.due_on, action.how_known = settings["due_on"], tidy(settings["how_known"])


def _take_turn(action: Action, revision: int | None) -> None:
    """Let only one of two screens save: the other is told, and keeps what was typed."""
    rows = Action.objects.filter(pk=action.pk)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if not rows.update(revision=F("revision") + 1):
        told = _("Somebody else changed this meanwhile. Look at it again, then save once more.")
        raise Refused("conflict", told, status=409)
    action.refresh_from_db(fields=["revision", "status"])


def _written(action: Action, by: Person, verb: str) -> None:
    """Remember it, and plan the letter that reminds whoever does it."""
    remember(collaboration=action.collaboration, by=by, verb=verb, subject=action.title)
    when = remind_at(action)
    if when:
        remind.using(run_after=when).enqueue(action.pk)


def _said_here(collaboration: Collaboration, passage: int | None) -> Passage | None:
    """Only words that were said in this collaboration."""
    if passage is None:
        return None
    found = Passage.objects.filter(pk=passage, collaboration=collaboration).first()
    if found is None:
        raise Refused("invalid", _("These words are not from here."), field="passage")
    return found


def _cite(action: Action) -> None:
    if action.passage_id:
        used_by, label = f"action:{action.pk}", _("Action: %(title)s") % {"title": action.title}
        cite(passage_ids=[action.passage_id], used_by=used_by, label=label[:300])


def _ours(address: str) -> str:
    """Only an address of this site."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain else ""
