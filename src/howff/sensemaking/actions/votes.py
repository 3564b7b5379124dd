"""Asking the machine to look for common ground in the votes on a prompt's statements."""

from django.db import transaction

from howff.conversations.models import Prompt
from howff.people.models import Person
from howff.sensemaking.actions.studies import ask_again, begin_study
from howff.sensemaking.models import Analysis, Study, StudyKind
from howff.sensemaking.queries.access import latest
from howff.sensemaking.queries.votes import source_of
from howff.sensemaking.tasks.votes import let_go


@transaction.atomic
def look_for_common_ground(*, prompt: Prompt, by: Person) -> Study:
    """Begin to look at a prompt's votes; from then on the machine looks again while votes come."""
    study = begin_study(
        collaboration=prompt.conversation.collaboration,
        sources=[source_of(prompt)],
        kind=StudyKind.VOTES,
        by=by,
    )
    if latest(study) is None:
        look_again(study=study, by=by)
    return study


@transaction.atomic
def look_again(*, study: Study, by: Person) -> Analysis:
    """Look at all votes, properly; a quick look that was under way by itself gives way."""
    let_go(study)
    return ask_again(study=study, by=by)
