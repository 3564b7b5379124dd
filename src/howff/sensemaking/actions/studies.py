"""Choosing what is looked at, asking the machine to look, and stopping it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.live.announce import announce
from howff.people.actions import remember
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sensemaking.models import Analysis, Progress, Study, StudyKind
from howff.sensemaking.queries.access import under_way
from howff.sensemaking.queries.sources import key_of, sources_named
from howff.sensemaking.tasks.analyses import UNFINISHED, run_analysis, work_of

SEED = 1


@transaction.atomic
def begin_study(
    *,
    collaboration: Collaboration,
    sources: Iterable[str],
    kind: str = StudyKind.THEMES,
    by: Person,
) -> Study:
    """Choose what is looked at together; what was chosen before is given as it is."""
    found = sources_named(collaboration, sources, kind)
    names = [one.name for one in found]
    study, made = Study.objects.get_or_create(
        collaboration=collaboration,
        kind=kind,
        key=key_of(names),
        defaults={
            "title": " · ".join(one.title for one in found)[:300],
            "sources": names,
            "language": found[0].language,
            "created_by": by,
        },
    )
    if made:
        remember(collaboration=collaboration, by=by, verb="began to look at", subject=study.title)
    return study


@transaction.atomic
def ask_again(*, study: Study, by: Person | None) -> Analysis:
    """Ask the machine to look at all that was said by now; what people decided stays."""
    Study.objects.select_for_update().get(pk=study.pk)
    if under_way(study) is not None:
        raise Refused("under way", _("This is being looked at already."), status=409)
    analysis = _made(study, by)
    if by is not None:
        remember(collaboration=study.collaboration, by=by, verb="looked at", subject=study.title)
    run_analysis.enqueue(analysis.pk)
    announce(f"study:{study.pk}")
    return analysis


@transaction.atomic
def cancel(*, analysis: Analysis, by: Person) -> None:
    """Stop an analysis; what was found before stays as it was."""
    rows = Analysis.objects.filter(pk=analysis.pk, state__in=UNFINISHED)
    if not rows.update(state=Progress.CANCELLED, finished_at=timezone.now()):
        raise Refused("finished", _("This has ended already."), status=409)
    study = analysis.study
    remember(
        collaboration=study.collaboration, by=by, verb="stopped looking at", subject=study.title
    )
    announce(f"study:{study.pk}")


def _made(study: Study, by: Person | None) -> Analysis:
    work, last = work_of(study), study.analyses.first()
    inputs = work.inputs(study)
    try:
        with transaction.atomic():
            return Analysis.objects.create(
                study=study,
                number=last.number + 1 if last else 1,
                seed=SEED,
                inputs=inputs,
                expected_seconds=work.seconds(study, inputs),
                asked_by=by,
            )
    except IntegrityError as error:
        raise Refused("under way", _("This is being looked at already."), status=409) from error
