"""Runs analyses: one at a time for a study, with progress, until they are done or stopped."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from time import monotonic
from typing import Any

from django.db import transaction
from django.tasks import TaskResult, TaskResultStatus, task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from howff.live.announce import announce
from howff.people.errors import Refused
from howff.sense.embedding import EmbeddingError, Stopped
from howff.sensemaking.models import Analysis, Progress, Study

logger = logging.getLogger(__name__)

EVERY = 0.5
UNFINISHED = (Progress.WAITING, Progress.RUNNING)

type Told = Callable[[float], None]
type Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Work:
    """How a kind of study is looked at.

    `inputs` are frozen when somebody asks; they hold numbers, no words. `seconds` says how long it
    will take. `look` computes: it is told how to say how far it is (0 to 1), and how to ask
    whether to stop; it writes nothing, so that it may be begun again. `keep` writes what was found
    in one transaction, and gives what is kept as the analysis's result: numbers, no words.
    """

    inputs: Callable[[Study], dict[str, Any]]
    seconds: Callable[[Study, Mapping[str, Any]], float]
    look: Callable[[Analysis, Told, Asked], Any]
    keep: Callable[[Analysis, Any], dict[str, Any]]


_kinds: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """Say how studies of this kind are looked at."""
    _kinds[kind] = work


def work_of(study: Study) -> Work:
    """How this study is looked at."""
    return _kinds[study.kind]


@task()
def run_analysis(analysis_id: int) -> str:
    """Look, and keep what was found all at once; begun again where a worker was killed."""
    waiting = Analysis.objects.filter(pk=analysis_id, state__in=UNFINISHED)
    begun = waiting.update(
        state=Progress.RUNNING,
        progress=0,
        started_at=timezone.now(),
        code_version=version("howff"),
    )
    if not begun:
        return "nothing to do"
    analysis = Analysis.objects.select_related("study__collaboration").get(pk=analysis_id)
    announce(f"study:{analysis.study_id}")
    with override(analysis.study.language):
        _look(analysis)
    announce(f"study:{analysis.study_id}")
    return str(Analysis.objects.values_list("state", flat=True).get(pk=analysis_id))


def _look(analysis: Analysis) -> None:
    """Do the work; what goes wrong is kept as plain words, for people who asked for it."""
    work, course = work_of(analysis.study), _Course(analysis)
    try:
        found = work.look(analysis, course.told, course.asked)
        if not course.asked():
            _finish(analysis, work, found)
    except Stopped:
        logger.info("Analysis %s was stopped.", analysis.pk)
    except (Refused, EmbeddingError) as trouble:
        _fail(analysis, str(trouble))
    except Exception:
        logger.exception("Analysis %s did not work.", analysis.pk)
        _fail(analysis, _("Something went wrong on our side. Please look again, or ask for help."))


def hear_finished(task_result: TaskResult[Any, Any], **_more: object) -> None:
    """Let nobody wait for an analysis whose task was given up."""
    if task_result.task == run_analysis and task_result.status == TaskResultStatus.FAILED:
        told = _("This was interrupted too often. Please look again.")
        for analysis in Analysis.objects.filter(pk=task_result.args[0]):
            _fail(analysis, told)
            announce(f"study:{analysis.study_id}")


class _Course:
    """How far an analysis is: told to others, and asked whether to stop, twice a second at most."""

    def __init__(self, analysis: Analysis) -> None:
        self._rows = Analysis.objects.filter(pk=analysis.pk)
        self._topic = f"study:{analysis.study_id}"
        self._told, self._asked, self._stop = monotonic(), 0.0, False

    def told(self, share: float) -> None:
        now = monotonic()
        if now - self._told >= EVERY:
            self._told = now
            self._rows.filter(state=Progress.RUNNING).update(progress=min(max(share, 0), 1))
            announce(self._topic)

    def asked(self) -> bool:
        now = monotonic()
        if not self._stop and now - self._asked >= EVERY:
            self._asked = now
            self._stop = not self._rows.filter(state=Progress.RUNNING).exists()
        return self._stop


@transaction.atomic
def _finish(analysis: Analysis, work: Work, found: Any) -> None:
    """Keep everything, unless somebody stopped it or another worker was faster."""
    study = Study.objects.select_for_update().get(pk=analysis.study_id)
    rows = Analysis.objects.filter(pk=analysis.pk, state=Progress.RUNNING)
    if not rows.select_for_update().values_list("pk").first():
        return
    result = work.keep(analysis, found)
    rows.update(
        state=Progress.DONE,
        progress=1,
        result=result,
        model=analysis.model,
        model_digest=analysis.model_digest,
        finished_at=timezone.now(),
    )
    announce(f"study:{study.pk}")


def _fail(analysis: Analysis, trouble: str) -> None:
    rows = Analysis.objects.filter(pk=analysis.pk, state__in=UNFINISHED)
    rows.update(state=Progress.FAILED, trouble=trouble[:300], finished_at=timezone.now())
