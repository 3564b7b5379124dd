"""Looking for common ground: votes in, findings out, by number; and keeping up while votes come."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from howff.conversations.queries.ballots import (
    mark_of,
    prompts_in,
    prompts_with,
    statements_prompt,
    takes_votes,
    turnout_of,
)
from howff.live.announce import announce
from howff.people.errors import Refused
from howff.sense.embedding import Stopped
from howff.sense.votes import VoteFindings
from howff.sensemaking.models import Analysis, Grounds, Progress, Study
from howff.sensemaking.queries.access import latest, under_way
from howff.sensemaking.queries.votes import (
    Cast,
    automatic,
    cast_on,
    is_stale,
    last_number_of_groups,
    prompt_of,
    studies_of,
)
from howff.sensemaking.tasks.analyses import Asked, Told, Work, run_analysis

PAUSE = timedelta(seconds=5)
SEED = 1
STARTING, EACH_VOTE = 1.0, 60 / 1_000_000  # seconds


def hear_votes(prompts: Iterable[int], **_more: object) -> None:
    """Look again soon after votes came, once they are safely kept."""
    if numbers := frozenset(prompts):
        transaction.on_commit(partial(_follow_prompts, numbers), robust=True)


def hear_passages(passage_ids: Iterable[int], **_more: object) -> None:
    """Look again where a statement was shown, put away or taken back."""
    hear_votes(prompts_with(list(passage_ids)))


def hear_taken_back(conversation_id: int, **_more: object) -> None:
    """Look again where somebody took their votes back."""
    hear_votes(prompts_in(conversation_id))


def follow(study: Study) -> Analysis | None:
    """Look by itself where votes came since, at most every few seconds, one look at a time."""
    last = latest(study)
    if under_way(study) is not None or (last and not is_stale(last, prompt_of(study))):
        return None
    try:
        with transaction.atomic():
            made = Analysis.objects.create(
                study=study, number=_next_number(study), seed=SEED, inputs=_inputs(study)
            )
            ended = last.finished_at if last else None
            soon = max(timezone.now(), ended + PAUSE) if ended else timezone.now()
            run_analysis.using(run_after=soon).enqueue(made.pk)
    except IntegrityError:  # another process was faster
        return None
    return made


def let_go(study: Study) -> None:
    """Give up what runs by itself, so that somebody's own look can begin."""
    running = automatic(study).filter(state__in=[Progress.WAITING, Progress.RUNNING])
    running.update(state=Progress.CANCELLED, finished_at=timezone.now())


def _follow_prompts(prompts: frozenset[int]) -> None:
    for study in studies_of(prompts):
        follow(study)


def _inputs(study: Study) -> dict[str, Any]:
    """What goes in: by number, and how many votes there are now."""
    prompt = prompt_of(study)
    people, votes = turnout_of(prompt)
    return {"prompt": prompt.pk, "people": people, "votes": votes}


def _seconds(_study: Study, inputs: Mapping[str, Any]) -> float:
    return STARTING + EACH_VOTE * float(inputs["votes"])


def _look(analysis: Analysis, told: Told, asked: Asked) -> dict[str, Any]:
    """Read the votes and find what there is; the number of groups only in a look asked for."""
    prompt = statements_prompt(analysis.inputs["prompt"])
    if prompt is None:
        raise Refused("gone", _("The statements that people voted on are not there any more."))
    quick = analysis.asked_by_id is None and takes_votes(prompt)
    mark, cast = mark_of(prompt), cast_on(prompt)
    number = last_number_of_groups(analysis.study) if quick else None
    findings = _found(analysis, cast, number, told, asked, quick=quick) if cast.people else None
    return {
        "read": mark,
        "quick": quick,
        "k": number if quick or findings is None else len(findings.groups.groups) or None,
        "people": list(cast.people),
        "statements": list(cast.statements),
        "all_passed": cast.all_passed,
        "of_one_answer": cast.of_one_answer,
        "found": findings.to_json(cast.people, cast.statements) if findings else None,
    }


def _found(
    analysis: Analysis, cast: Cast, number: int | None, told: Told, asked: Asked, *, quick: bool
) -> VoteFindings:
    from howff.sense.votes import whole  # noqa: PLC0415  slow, and only wanted here

    try:
        return whole.findings_of(
            cast.votes, seed=analysis.seed, quick=quick, k=number, progress=told, cancelled=asked
        )
    except whole.Stopped:
        raise Stopped from None


def _keep(analysis: Analysis, found: dict[str, Any]) -> dict[str, Any]:
    """Forget earlier looks that nobody asked for or cites, and look again where votes came."""
    cited = Grounds.objects.filter(analysis__study=analysis.study_id).values("analysis")
    earlier = automatic(analysis.study).exclude(pk=analysis.pk).exclude(pk__in=cited)
    earlier.exclude(state__in=[Progress.WAITING, Progress.RUNNING]).delete()
    if takes_votes(prompt_of(analysis.study)):
        transaction.on_commit(partial(follow, analysis.study), robust=True)
    announce(f"study:{analysis.study_id}")
    return found


def _next_number(study: Study) -> int:
    numbers = study.analyses.order_by("-number").values_list("number", flat=True)
    return (numbers.first() or 0) + 1


WORK = Work(inputs=_inputs, seconds=_seconds, look=_look, keep=_keep)
