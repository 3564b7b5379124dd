"""What may be seen of actions, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.formats.tables import Table, table
from howff.meetings.models import Action, Status
from howff.meetings.rules import may_agree, may_report, may_see
from howff.people.models import Collaboration, Person
from howff.people.queries import collaboration_for
from howff.people.rules import Someone

TO_DO = (Status.PLANNED, Status.DOING)
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions are how far."""

    all: int
    done: int
    overdue: int


def action_for(person: Someone, pk: int) -> Action:
    """An action that this person may see."""
    rows = Action.objects.select_related("collaboration", "organisation", "person")
    action = rows.filter(pk=pk).first()
    if action is None or not may_see(person, action.collaboration):
        raise Http404
    return action


def action_to_report(person: Someone, pk: int) -> Action:
    """An action of which this person may say how far it is."""
    action = action_for(person, pk)
    if not may_report(person, action):
        raise PermissionDenied
    return action


def action_to_change(person: Someone, pk: int) -> Action:
    """An action that this person may agree anew."""
    action = action_for(person, pk)
    if not may_agree(person, action.collaboration):
        raise PermissionDenied
    return action


def collaboration_to_agree_in(person: Someone, pk: int) -> Collaboration:
    """A collaboration in which this person may write down what is agreed."""
    here = collaboration_for(person, pk)
    if not may_agree(person, here):
        raise PermissionDenied
    return here


def actions_in(
    collaboration: Collaboration, *, search: str = "", how_far: str = "", of: Person | None = None
) -> QuerySet[Action]:
    """What was agreed, soonest first: all, `to_do`, `overdue` or one status; somebody's own."""
    rows = Action.objects.filter(collaboration=collaboration)
    rows = rows.select_related("organisation", "person")
    if search:
        rows = rows.filter(
            Q(title__icontains=search)
            | Q(organisation_name__icontains=search)
            | Q(person_name__icontains=search)
            | Q(about_title__icontains=search)
        )
    if of is not None:
        rows = rows.filter(person=of)
    return _so_far(rows, how_far)


def about(collaboration: Collaboration, topic: str) -> QuerySet[Action]:
    """The actions that came from one thing, such as `round:3:B1`; `round:3` gives all of its."""
    rows = Action.objects.filter(collaboration=collaboration)
    rows = rows.filter(Q(about=topic) | Q(about__startswith=f"{topic}:"))
    return rows.select_related("organisation", "person")


def between(collaboration: Collaboration, start: date, end: date) -> QuerySet[Action]:
    """What was promised or done from one day to another, both included."""
    rows = Action.objects.filter(collaboration=collaboration)
    rows = rows.filter(
        Q(created_at__date__range=(start, end)) | Q(done_at__date__range=(start, end))
    )
    return rows.select_related("organisation", "person")


def tally(actions: Iterable[Action]) -> Tally:
    """Count how far actions are."""
    rows = list(actions)
    done = sum(one.status == Status.DONE for one in rows)
    return Tally(len(rows), done, sum(overdue(one) for one in rows))


def overdue(action: Action) -> bool:
    """Whether its day has passed and it is neither done nor dropped."""
    today = timezone.localdate()
    return action.status in TO_DO and action.due_on is not None and action.due_on < today


def quote_of(action: Action) -> Quote | None:
    """The words that it came from, as far as the group may read them."""
    if action.passage_id is None:
        return None
    return quotes([action.passage_id], Audience.GROUP).get(action.passage_id)


def as_table(actions: Iterable[Action]) -> Table:
    """Actions for a spreadsheet."""
    names = (
        _("What"),
        _("Organisation"),
        _("Who"),
        _("By when"),
        _("How we will know"),
        _("How far"),
        _("What changed"),
        _("About"),
    )
    rows = [
        (
            one.title,
            one.organisation_name,
            one.person_name,
            one.due_on.isoformat() if one.due_on else "",
            one.how_known,
            one.get_status_display(),
            one.changed,
            one.about_title,
        )
        for one in actions
    ]
    return table(names, rows)


def _so_far(rows: QuerySet[Action], how_far: str) -> QuerySet[Action]:
    if how_far in Status.values:
        return rows.filter(status=how_far)
    if how_far in {"to_do", "overdue"}:
        rows = rows.filter(status__in=TO_DO)
    if how_far == "overdue":
        rows = rows.filter(due_on__lt=timezone.localdate())
    return rows
