"""What people decide about themes; each decision is one step that can be undone."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.actions.keeping import tidy, tidy_lines
from howff.people.errors import Refused
from howff.people.models import Person
from howff.sensemaking.actions.steps import Change, take_step
from howff.sensemaking.actions.studies import ask_again
from howff.sensemaking.models import Step, Study, Theme, ThemeState
from howff.sensemaking.queries.access import latest, under_way
from howff.sensemaking.queries.decided import decided_themes, roots_in
from howff.sensemaking.queries.members import passages_in
from howff.sensemaking.queries.principles import principles_for
from howff.sensemaking.queries.sources import said_in
from howff.sensemaking.tasks.laying import last_position
from howff.sensemaking.tasks.themes import lay_out_again

LONGEST_NAME, LONGEST_DESCRIPTION = 200, 2000
AT_ONCE = 4000  # answers that are laid out while somebody waits


def rename(
    *, theme: Theme, name: str, description: str, seen: int | None = None, by: Person
) -> Step:
    """Name a theme and say what it is about; whoever wrote meanwhile is not written over."""
    named, told = tidy(name), tidy_lines(description)
    if len(named) > LONGEST_NAME:
        raise Refused("too long", _("Please use at most 200 characters."), field="name")
    if len(told) > LONGEST_DESCRIPTION:
        raise Refused("too long", _("Please use at most 2000 characters."), field="description")
    change = Change({theme.pk: {"name": named, "description": told}})
    return _step(theme, "described the theme", change, by, seen=seen, subject=named)


def accept(*, theme: Theme, by: Person) -> Step:
    """Say that this is a theme: it stays, and reports may use it."""
    return _set(theme, "accepted the theme", by, state=ThemeState.ACCEPTED)


def refuse(*, theme: Theme, by: Person) -> Step:
    """Say that this is no theme: the machine does not suggest it again."""
    return _set(theme, "refused the theme", by, state=ThemeState.REFUSED)


def reconsider(*, theme: Theme, by: Person) -> Step:
    """Leave open again whether this is a theme."""
    return _set(theme, "left open the theme", by, state=ThemeState.SUGGESTED)


def lock(*, theme: Theme, by: Person) -> Step:
    """Let the machine put nothing more into a theme."""
    return _set(theme, "locked the theme", by, locked=True)


def unlock(*, theme: Theme, by: Person) -> Step:
    """Let the machine put answers into a theme again."""
    return _set(theme, "unlocked the theme", by, locked=False)


def merge(*, theme: Theme, into: Theme, by: Person) -> Step:
    """Say that two themes are one; what was in the first is in the second from now on."""
    roots = roots_in(theme.study)
    if into.study_id != theme.study_id or roots.get(into.pk) == roots.get(theme.pk):
        raise Refused("same", _("Please choose another theme of the same answers."), field="into")
    return _set(theme, "merged the theme", by, merged_into_id=roots[into.pk])


@transaction.atomic
def split(*, theme: Theme, passages: Collection[int], name: str = "", by: Person) -> Step:
    """Make a theme of its own of some of a theme's answers."""
    chosen = sorted(set(passages) & passages_in(theme))
    if not chosen:
        raise Refused("none", _("Please choose the answers that go together."), field="passages")
    study = Study.objects.select_for_update().get(pk=theme.study_id)
    made = Theme.objects.create(study=study, position=last_position(study), created_by=by)
    verdicts = {(theme.pk, one): False for one in chosen} | {(made.pk, one): True for one in chosen}
    named = tidy(name)[:LONGEST_NAME]
    change = Change({made.pk: {"name": named, "state": ThemeState.ACCEPTED}}, verdicts)
    return take_step(
        study=theme.study,
        verb="split the theme",
        subject=named or theme.name,
        change=change,
        by=by,
        made=made.pk,
    )


def move(*, passage: int, out_of: Theme, into: Theme, by: Person) -> Step:
    """Say that an answer is about another theme than the machine thinks."""
    _must_be_said(into.study, passage)
    verdicts = {(out_of.pk, passage): False, (into.pk, passage): True}
    if out_of.pk == into.pk:
        verdicts = {(into.pk, passage): True}
    return _step(into, "moved an answer to", Change(verdicts=verdicts), by)


def put_in(*, passage: int, theme: Theme, by: Person) -> Step:
    """Say that an answer is about this theme: also about it, or as the machine thought."""
    _must_be_said(theme.study, passage)
    return _step(theme, "put an answer in", Change(verdicts={(theme.pk, passage): True}), by)


def take_out(*, passage: int, theme: Theme, by: Person) -> Step:
    """Say that an answer is not about this theme."""
    _must_be_said(theme.study, passage)
    change = Change(verdicts={(theme.pk, passage): False})
    return _step(theme, "took an answer out of", change, by)


def leave_open(*, passage: int, theme: Theme, by: Person) -> Step:
    """Say no longer whether an answer is about this theme."""
    _must_be_said(theme.study, passage)
    change = Change(verdicts={(theme.pk, passage): None})
    return _step(theme, "left an answer open in", change, by)


def choose_quote(*, theme: Theme, passage: int | None, by: Person) -> Step:
    """Choose the answer that stands for a theme, or leave it to the machine again."""
    if passage is not None and passage not in passages_in(theme):
        raise Refused("unknown", _("Please choose an answer of this theme."), field="passage")
    return _set(theme, "chose a quote for", by, quote_id=passage)


def attach(*, theme: Theme, principle: str, by: Person) -> Step:
    """Say which principle of an instrument a theme belongs to, or that it belongs to none."""
    known = {one.key for one in principles_for(by, theme.study.collaboration)}
    if principle and principle not in known:
        raise Refused("unknown", _("Please choose a principle."), field="principle")
    return _set(theme, "attached the theme", by, principle=principle)


@transaction.atomic
def choose_level(*, study: Study, level: int | None, by: Person) -> bool:
    """Choose how many themes to see; true where the machine has to look again for it.

    What people decided since the machine looked is not in what it found: then it looks again, so
    that nothing decided is lost. Very many answers are left to it too, so that nobody waits.
    """
    locked = Study.objects.select_for_update().get(pk=study.pk)
    analysis = latest(locked)
    if analysis is None or under_way(locked):
        raise Refused("early", _("Please wait until the machine has looked."), status=409)
    locked.level = study.level = level
    locked.revision += 1
    locked.save(update_fields=["level", "revision"])
    remember(
        collaboration=locked.collaboration,
        by=by,
        verb="chose how many themes for",
        subject=locked.title,
    )
    result = analysis.result or {}
    anew = len(result.get("pieces", [])) > AT_ONCE or _knows_less(locked, result)
    if anew:
        ask_again(study=locked, by=None)
    else:
        lay_out_again(locked, analysis)
    announce(f"study:{locked.pk}")
    return anew


def _knows_less(study: Study, result: dict[str, object]) -> bool:
    """Whether somebody decided something since the machine looked."""
    steps = Step.objects.filter(study=study, revision__gt=result.get("revision", 0))
    return decided_themes(study).exists() and steps.exists()


def _must_be_said(study: Study, passage: int) -> None:
    if passage not in dict(said_in(study.sources)):
        raise Refused("unknown", _("This answer is no longer there."), status=409)


def _set(theme: Theme, verb: str, by: Person, **fields: object) -> Step:
    return _step(theme, verb, Change({theme.pk: dict(fields)}), by)


def _step(
    theme: Theme,
    verb: str,
    change: Change,
    by: Person,
    *,
    seen: int | None = None,
    subject: str = "",
) -> Step:
    return take_step(
        study=theme.study,
        verb=verb,
        subject=subject or theme.name or _("a theme without a name"),
        change=change,
        by=by,
        seen=seen,
    )
