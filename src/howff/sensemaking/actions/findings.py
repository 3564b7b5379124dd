"""Writing a finding, saying what it rests on, accepting it or setting it aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.evidence.actions import cite
from howff.evidence.models import Passage, Use
from howff.evidence.queries import own_words
from howff.people.actions import remember
from howff.people.actions.keeping import tidy, tidy_lines
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sensemaking.models import (
    Confidence,
    Finding,
    FindingState,
    Grounds,
    GroundsKind,
    Theme,
)
from howff.sensemaking.queries.grounds import rests_on
from howff.sensemaking.queries.inside import people_in
from howff.sensemaking.queries.measured import measured

FOR_IT = (GroundsKind.THEME, GroundsKind.PASSAGE, GroundsKind.FIGURE)


@transaction.atomic
def write_finding(
    *,
    collaboration: Collaboration,
    statement: str,
    explanation: str = "",
    confidence: str = Confidence.TENTATIVE,
    by: Person | None,
) -> Finding:
    """Write down what somebody concludes; it is a draft until it is accepted."""
    finding = Finding.objects.create(
        collaboration=collaboration, created_by=by, **_checked(statement, explanation, confidence)
    )
    remember(collaboration=collaboration, by=by, verb="wrote a finding", subject=finding.statement)
    return finding


@transaction.atomic
def change_finding(
    *, finding: Finding, statement: str, explanation: str, confidence: str, saw: int, by: Person
) -> Finding:
    """Change its words, unless somebody else changed it since this person looked."""
    with _changing(finding, by, "changed a finding") as locked:
        if locked.revision != saw:
            told = _("Somebody else changed this finding meanwhile. Your words are kept below.")
            raise Refused("changed", told, status=409)
        for name, value in _checked(statement, explanation, confidence).items():
            setattr(locked, name, value)
    return finding


@transaction.atomic
def add_theme(*, finding: Finding, theme: Theme, by: Person | None) -> Grounds:
    """Let a finding rest on a theme of the same collaboration."""
    if theme.study.collaboration_id != finding.collaboration_id:
        raise Refused("invalid", _("Please choose a theme that was found here."), field="theme")
    people = people_in([theme.pk])[theme.pk]
    return _add(finding, by, kind=GroundsKind.THEME, theme=theme, people=people)


@transaction.atomic
def add_quote(
    *, finding: Finding, passage: int, counter: bool = False, by: Person | None
) -> Grounds:
    """Let a finding rest on what somebody said, or keep a voice against it."""
    here = Passage.objects.filter(pk=passage, collaboration=finding.collaboration_id)
    words = own_words(here.values_list("pk", flat=True)).get(passage)
    if words is None or words.withdrawn or words.state != "published":
        raise Refused("invalid", _("These words cannot be used any more."), field="passage")
    kind = GroundsKind.COUNTER if counter else GroundsKind.PASSAGE
    finding.grounds.filter(passage=passage).exclude(kind=kind).delete()
    made = _add(finding, by, kind=kind, passage_id=passage, people=1)
    label = _("Finding: %(statement)s") % {"statement": finding.statement}
    url = finding.get_absolute_url()
    cite(passage_ids=[passage], used_by=f"finding:{finding.pk}", label=label[:300], url=url)
    return made


@transaction.atomic
def add_figure(*, finding: Finding, figure: str, by: Person | None) -> Grounds:
    """Let a finding rest on a figure that may be shown."""
    found = measured(finding.collaboration, figure)
    if found is None:
        told = _("This figure is not there, or it is hidden because it comes from few people.")
        raise Refused("invalid", told, field="figure")
    return _add(finding, by, kind=GroundsKind.FIGURE, figure=found.name, people=found.people)


@transaction.atomic
def drop_grounds(*, grounds: Grounds, by: Person) -> None:
    """Let a finding no longer rest on this."""
    finding = grounds.finding
    with _changing(finding, by, "took grounds out of a finding") as locked:
        Use.objects.filter(passage=grounds.passage_id, used_by=f"finding:{finding.pk}").delete()
        grounds.delete()
        stand_or_fall(locked)


@transaction.atomic
def say_nobody(*, finding: Finding, looked: bool, by: Person) -> Finding:
    """Say that somebody looked for a voice against it and found none, or take that back."""
    verb = "found nobody against a finding" if looked else "looks again for voices against"
    with _changing(finding, by, verb) as locked:
        locked.no_counter_voice = looked
        stand_or_fall(locked)
    return finding


@transaction.atomic
def accept(*, finding: Finding, by: Person | None) -> Finding:
    """Let a finding stand; it must rest on something, and somebody must have looked for doubt."""
    with _changing(finding, by, "accepted a finding") as locked:
        missing = what_is_missing(locked)
        if missing:
            raise Refused("incomplete", missing, status=409)
        locked.state, locked.flagged, locked.flagged_at = FindingState.ACCEPTED, "", None
        locked.accepted_by, locked.accepted_at = by, timezone.now()
    return finding


@transaction.atomic
def set_aside(*, finding: Finding, by: Person) -> Finding:
    """Put a finding away; it can be taken up again."""
    with _changing(finding, by, "set a finding aside") as locked:
        locked.state = FindingState.SET_ASIDE
    return finding


@transaction.atomic
def take_up(*, finding: Finding, by: Person) -> Finding:
    """Make a finding that was set aside, or accepted, a draft again."""
    with _changing(finding, by, "took up a finding again") as locked:
        locked.state = FindingState.DRAFT
    return finding


def what_is_missing(finding: Finding) -> str:
    """Why a finding cannot stand yet, in words; empty where it can."""
    found = rests_on(finding)
    if not found.for_it:
        return _("Please add at least one theme, quote or figure that it rests on.")
    if not (found.against or finding.no_counter_voice):
        return _("Please choose a voice against it, or say that you looked and found none.")
    return ""


def stand_or_fall(finding: Finding) -> None:
    """An accepted finding that has lost what it must have is a draft again."""
    if finding.state == FindingState.ACCEPTED and what_is_missing(finding):
        finding.state = FindingState.DRAFT


def _checked(statement: str, explanation: str, confidence: str) -> dict[str, Any]:
    words = tidy(statement)
    if not 0 < len(words) <= 500:
        told = _("Please say what you found, in 1 to 500 characters.")
        raise Refused("invalid", told, field="statement")
    if confidence not in Confidence.values:
        raise Refused("invalid", _("Please say how sure you are."), field="confidence")
    more = tidy_lines(explanation)[:4000]
    return {"statement": words, "explanation": more, "confidence": confidence}


def _add(finding: Finding, by: Person | None, **about: Any) -> Grounds:
    """Keep what a finding rests on, once."""
    same = {name: value for name, value in about.items() if name != "people"}
    had = finding.grounds.filter(**same).first()
    if had:
        return had
    with _changing(finding, by, "added grounds to a finding"):
        return Grounds.objects.create(finding=finding, position=finding.grounds.count(), **about)


@contextmanager
def _changing(finding: Finding, by: Person | None, verb: str) -> Iterator[Finding]:
    """Lock a finding, let it be changed, and keep it with its history."""
    locked = Finding.objects.select_for_update().get(pk=finding.pk)
    yield locked
    locked.revision += 1
    locked.save()
    finding.refresh_from_db()
    remember(
        collaboration=locked.collaboration,
        by=by,
        verb=verb,
        subject=locked.statement,
        details={"finding": locked.pk},
    )
