"""The doors to studies: each gives what somebody may see, or says that it is not there."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from howff.people.models import Collaboration
from howff.people.rules import Someone
from howff.sensemaking.models import Analysis, Progress, Step, Study, Theme
from howff.sensemaking.queries.sources import all_told
from howff.sensemaking.rules import may_decide, may_see


def studies_in(collaboration: Collaboration) -> QuerySet[Study]:
    """What is looked at in a collaboration, newest first, with what came of it last at hand."""
    newest = Prefetch("analyses", Analysis.objects.order_by("-number").defer("inputs", "result"))
    return Study.objects.filter(collaboration=collaboration).prefetch_related(newest)


def studies_for(person: Someone, collaboration: Collaboration) -> list[Study]:
    """Those that this person may see by now."""
    rows = list(studies_in(collaboration))
    if may_decide(person, collaboration):
        return rows
    return [one for one in rows if all_told(one.sources)]


def study_for(person: Someone, pk: int) -> Study:
    """A study that this person may see: before its answers may be seen, only who may decide."""
    study = Study.objects.select_related("collaboration").filter(pk=pk).first()
    if study is None or not may_see(person, study.collaboration):
        raise Http404
    if not (all_told(study.sources) or may_decide(person, study.collaboration)):
        raise Http404
    return study


def study_to_decide(person: Someone, pk: int) -> Study:
    """A study in which this person may decide."""
    study = study_for(person, pk)
    if not may_decide(person, study.collaboration):
        raise PermissionDenied
    return study


def theme_for(person: Someone, pk: int) -> Theme:
    """A theme of a study that this person may see."""
    theme = Theme.objects.filter(pk=pk).first()
    if theme is None:
        raise Http404
    theme.study = study_for(person, theme.study_id)
    return theme


def theme_to_decide(person: Someone, pk: int) -> Theme:
    """A theme on which this person may decide."""
    theme = theme_for(person, pk)
    if not may_decide(person, theme.study.collaboration):
        raise PermissionDenied
    return theme


def analysis_to_decide(person: Someone, pk: int) -> Analysis:
    """An analysis that this person may stop."""
    analysis = Analysis.objects.defer("inputs", "result").filter(pk=pk).first()
    if analysis is None:
        raise Http404
    analysis.study = study_to_decide(person, analysis.study_id)
    return analysis


def theme_in(study: Study, pk: int | None) -> Theme:
    """One theme of this study; not found where it went when the machine looked again."""
    theme = Theme.objects.filter(study=study, pk=pk).first() if pk else None
    if theme is None:
        raise Http404
    theme.study = study
    return theme


def steps_of(study: Study) -> QuerySet[Step]:
    """What people decided in a study, newest first."""
    return Step.objects.filter(study=study).select_related("by")


def step_to_undo(person: Someone, pk: int) -> Step:
    """A step of a study in which this person may decide."""
    step = Step.objects.filter(pk=pk).first()
    if step is None:
        raise Http404
    step.study = study_to_decide(person, step.study_id)
    return step


def latest(study: Study) -> Analysis | None:
    """The newest analysis that was finished, without what went in."""
    done = Analysis.objects.filter(study=study, state=Progress.DONE)
    return done.defer("inputs").order_by("-number").first()


def under_way(study: Study) -> Analysis | None:
    """The analysis that waits or runs, if there is one."""
    rows = Analysis.objects.filter(study=study, state__in=[Progress.WAITING, Progress.RUNNING])
    return rows.defer("inputs", "result").first()
