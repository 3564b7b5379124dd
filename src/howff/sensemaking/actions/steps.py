"""Every decision on a study's themes is a step, kept with what was before so that it can be undone.

A change names the rows that it touches and how they shall be. Two people may decide at once: what
does not touch the same rows simply counts; where somebody wrote over what another had just written,
they are told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.errors import Refused
from howff.people.models import Person
from howff.sensemaking.models import Decision, Step, Study, Theme

FIELDS = (
    "name",
    "description",
    "state",
    "locked",
    "position",
    "principle",
    "quote_id",
    "merged_into_id",
)

type Fields = dict[str, Any]


class Overtaken(Refused):
    """Somebody else changed the same thing meanwhile."""

    def __init__(self, message: str) -> None:
        super().__init__("overtaken", message, status=409)


@dataclass(frozen=True, slots=True)
class Change:
    """How themes shall be (fields by number), and whether passages belong to them.

    A verdict of None means that nobody says so any more.
    """

    themes: Mapping[int, Fields] = field(default_factory=dict)
    verdicts: Mapping[tuple[int, int], bool | None] = field(default_factory=dict)


@transaction.atomic
def take_step(
    *,
    study: Study,
    verb: str,
    subject: str,
    change: Change,
    by: Person,
    seen: int | None = None,
    made: int | None = None,
) -> Step:
    """Make a change, with its step, its line of history and its announcement.

    `seen` is the revision that the person looked at: refused where somebody else has written over
    the same fields since. `made` is a theme that was made for this step.
    """
    locked = Study.objects.select_for_update().get(pk=study.pk)
    before = _as_now(locked, change)
    if seen is not None:
        _refuse_overtaken(locked, change, seen, by)
    _write(change, by)
    after = {**_as_json(change), **({"made": made} if made else {})}
    step = _next(locked, verb, before, after, by)
    study.revision = step.revision
    _tell(locked, verb, subject, by)
    return step


@transaction.atomic
def undo(*, step: Step, by: Person) -> Step:
    """Put back what was before a step, unless somebody changed the same things since."""
    study = Study.objects.select_for_update().get(pk=step.study_id)
    step.refresh_from_db()
    if step.undone:
        raise Overtaken(_("This was undone already."))
    before, after = _from_json(step.before), _from_json(step.after)
    if _as_now(study, after) != _comparable(step.after):
        raise Overtaken(_("Somebody has changed this since, so it cannot be undone by itself."))
    _write(before, by)
    _unmake(step.after.get("made"))
    Step.objects.filter(pk=step.pk).update(undone=True)
    undone = _next(study, "undid", step.after, step.before, by)
    Step.objects.filter(pk=undone.pk).update(undone=True)
    _tell(study, "undid", step.verb, by)
    return undone


def _next(study: Study, verb: str, before: Fields, after: Fields, by: Person) -> Step:
    study.revision += 1
    study.save(update_fields=["revision"])
    return Step.objects.create(
        study=study, revision=study.revision, verb=verb, before=before, after=after, by=by
    )


def _tell(study: Study, verb: str, subject: str, by: Person) -> None:
    remember(collaboration=study.collaboration, by=by, verb=verb, subject=subject)
    announce(f"study:{study.pk}")


def _write(change: Change, by: Person) -> None:
    for pk, fields in change.themes.items():
        theme = Theme(pk=pk, **fields)
        theme.save(update_fields=[*(name.removesuffix("_id") for name in fields), "changed_at"])
    for (theme_id, passage), belongs in change.verdicts.items():
        rows = Decision.objects.filter(theme=theme_id, passage=passage)
        if belongs is None:
            rows.delete()
        else:
            Decision.objects.update_or_create(
                theme_id=theme_id,
                passage_id=passage,
                defaults={"belongs": belongs, "by": by},
            )


def _unmake(theme: int | None) -> None:
    """Let a theme go that was made by the step, unless something rests on it by now."""
    made = Theme.objects.filter(pk=theme).first() if theme else None
    if made is None:
        return
    if made.grounds.exists() or made.merged.exists() or made.decisions.exists():
        raise Overtaken(_("Something rests on this theme by now, so it stays."))
    made.delete()


def _as_now(study: Study, change: Change) -> Fields:
    """The rows that a change touches as they are now; refused where a theme is no longer there."""
    rows = Theme.objects.filter(study=study, pk__in=change.themes).values("pk", *FIELDS)
    themes = {row.pop("pk"): row for row in rows}
    if len(themes) < len(change.themes):
        raise Overtaken(_("This theme is no longer there: the machine has looked again."))
    now = {pk: {name: themes[pk][name] for name in change.themes[pk]} for pk in change.themes}
    decided = Decision.objects.filter(theme__in={theme for theme, _passage in change.verdicts})
    said = {
        (theme, passage): belongs
        for theme, passage, belongs in decided.values_list("theme", "passage", "belongs")
    }
    return _as_json(Change(now, {pair: said.get(pair) for pair in change.verdicts}))


def _refuse_overtaken(study: Study, change: Change, seen: int, by: Person) -> None:
    """Refuse to write over what somebody else wrote after this person looked."""
    later = Step.objects.filter(study=study, revision__gt=seen).exclude(by=by)
    for step in later:
        for pk, fields in step.after.get("themes", {}).items():
            if set(fields) & set(change.themes.get(int(pk), {})):
                message = _("%(name)s has just changed this too. What you wrote is still here.")
                raise Overtaken(message % {"name": step.by or _("Somebody")})


def _as_json(change: Change) -> Fields:
    return {
        "themes": {str(pk): dict(fields) for pk, fields in change.themes.items()},
        "verdicts": [[*pair, belongs] for pair, belongs in sorted(change.verdicts.items())],
    }


def _comparable(kept: Fields) -> Fields:
    return {"themes": kept["themes"], "verdicts": kept["verdicts"]}


def _from_json(kept: Fields) -> Change:
    themes = {int(pk): fields for pk, fields in kept["themes"].items()}
    return Change(themes, {(theme, one): belongs for theme, one, belongs in kept["verdicts"]})
