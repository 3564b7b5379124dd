"""How people voted on a prompt, and what was found in it last: numbers, and when they were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from howff.conversations.models import Prompt
from howff.conversations.queries import ballots, results
from howff.people.models import Person
from howff.people.rules import Someone
from howff.sense.votes import PASS, VoteFindings, Votes
from howff.sensemaking.models import Analysis, Progress, Study, StudyKind
from howff.sensemaking.queries.access import latest, study_for
from howff.sensemaking.rules import may_hand_out

SAME_MIND = 10


@dataclass(frozen=True, slots=True)
class Cast:
    """Votes by place, and which people and statements stand at each place."""

    votes: Votes
    people: tuple[int, ...]
    statements: tuple[int, ...]

    @property
    def all_passed(self) -> bool:
        """Whether people voted, and nobody agreed or disagreed with anything."""
        return bool(self.votes.count) and not (self.votes.value != PASS).any()

    @property
    def of_one_answer(self) -> int:
        """How many people gave the same answer to everything: perhaps nobody read it."""
        lowest, highest = np.full(len(self.people), 2), np.full(len(self.people), -2)
        np.minimum.at(lowest, self.votes.person, self.votes.value)
        np.maximum.at(highest, self.votes.person, self.votes.value)
        many = np.bincount(self.votes.person, minlength=len(self.people)) >= SAME_MIND
        return int((many & (lowest == highest)).sum())


@dataclass(frozen=True, slots=True)
class Reading:
    """What the last analysis found, by place; `findings` is None where there was no vote."""

    study: Study
    prompt: Prompt
    analysis: Analysis
    findings: VoteFindings | None
    people: tuple[int, ...]
    statements: tuple[int, ...]

    @property
    def is_stale(self) -> bool:
        """Whether something changed since the votes were read."""
        return is_stale(self.analysis, self.prompt)

    @property
    def all_passed(self) -> bool:
        """Whether everybody passed on everything."""
        return bool(_result(self.analysis).get("all_passed"))

    @property
    def of_one_answer(self) -> int:
        """How many people gave the same answer to everything."""
        return int(_result(self.analysis).get("of_one_answer", 0))


def source_of(prompt: Prompt) -> str:
    """How a study names the votes on a prompt."""
    return f"prompt:{prompt.pk}"


def study_of(prompt: Prompt) -> Study | None:
    """The study of a prompt's votes, if somebody began one."""
    rows = Study.objects.filter(kind=StudyKind.VOTES, key=source_of(prompt))
    return rows.filter(collaboration=prompt.conversation.collaboration_id).first()


def studies_of(prompts: frozenset[int]) -> QuerySet[Study]:
    """The studies of these prompts' votes."""
    return Study.objects.filter(
        kind=StudyKind.VOTES, key__in=[f"prompt:{number}" for number in prompts]
    )


def prompt_of(study: Study) -> Prompt:
    """The prompt whose votes are studied; not there where somebody removed it."""
    sort, _colon, number = str(study.sources[0]).partition(":")
    prompt = ballots.statements_prompt(int(number)) if sort == "prompt" else None
    if prompt is None:
        raise Http404
    return prompt


def cast_on(prompt: Prompt) -> Cast:
    """The votes on a prompt, as those who compute want them."""
    given = ballots.ballots_of(prompt)
    people = tuple(sorted({person for person, _statement, _vote in given.votes}))
    who = {number: place for place, number in enumerate(people)}
    what = {number: place for place, number in enumerate(given.statements)}
    votes = Votes.of(
        [who[person] for person, _statement, _vote in given.votes],
        [what[statement] for _person, statement, _vote in given.votes],
        [vote for _person, _statement, vote in given.votes],
        people=len(people),
        statements=len(what),
    )
    return Cast(votes, people, given.statements)


def is_stale(analysis: Analysis, prompt: Prompt) -> bool:
    """Whether something changed since the votes were read, or only a quick look was taken."""
    result = _result(analysis)
    unfinished = bool(result.get("quick")) and not ballots.takes_votes(prompt)
    return unfinished or bool(result.get("read") != ballots.mark_of(prompt))


def reading_of(study: Study) -> Reading | None:
    """What was found last, if the machine looked by now."""
    analysis = latest(study)
    if analysis is None:
        return None
    result = _result(analysis)
    found = result.get("found")
    return Reading(
        study=study,
        prompt=prompt_of(study),
        analysis=analysis,
        findings=VoteFindings.from_json(found) if found else None,
        people=tuple(result.get("people", ())),
        statements=tuple(result.get("statements", ())),
    )


def last_number_of_groups(study: Study) -> int | None:
    """How many groups the last whole search chose, for quick looks."""
    last = latest(study)
    number: int | None = _result(last).get("k") if last else None
    return number


def automatic(study: Study) -> QuerySet[Analysis]:
    """The analyses that nobody asked for: made while votes came."""
    return Analysis.objects.filter(study=study, asked_by=None)


def votes_for(person: Someone, pk: int) -> Study:
    """A study of votes that this person may see."""
    study = study_for(person, pk)
    if study.kind != StudyKind.VOTES:
        raise Http404
    return study


def votes_to_hand_out(person: Someone, pk: int) -> Study:
    """A study whose single votes this person may take away."""
    study = votes_for(person, pk)
    if not may_hand_out(person, study.collaboration):
        raise PermissionDenied
    return study


def seen_by(person: Person, prompt_id: int) -> ballots.Seen:
    """A prompt with statements that this person may see, and how much of it."""
    return ballots.seen_by(person, prompt_id)


def must_run(seen: ballots.Seen) -> None:
    """Only who runs a conversation begins to look at its votes."""
    if not seen.runs:
        raise PermissionDenied


def is_shown(prompt: Prompt) -> bool:
    """Whether the whole room may see what came of a prompt."""
    return results.is_shown(prompt)


def address_of(prompt: Prompt) -> str:
    """The page of the conversation that a prompt belongs to."""
    return reverse("conversations:detail", args=[prompt.conversation_id])


def failed_last(study: Study) -> str:
    """Why the newest look did not work, if it did not."""
    newest = study.analyses.defer("inputs", "result").first()
    return newest.trouble if newest and newest.state == Progress.FAILED else ""


def _result(analysis: Analysis) -> Mapping[str, Any]:
    return analysis.result or {}
