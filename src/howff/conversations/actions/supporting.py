"""Participants support questions: like answers, all votes that come together are kept together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.models import Answer, Item
from howff.conversations.rules import Refused


@dataclass(frozen=True, slots=True)
class VoteRequest:
    """A participant supports a question, or supports it no more."""

    participant: int
    question: int
    value: bool


def record_votes(requests: Sequence[VoteRequest]) -> list[int | Refused]:
    """Keep votes inside the running transaction; how many support each question then."""
    rows = Item.objects.filter(pk__in={one.question for one in requests})
    prompts = dict(rows.values_list("pk", "prompt"))
    known = [one for one in requests if one.question in prompts]
    kept = dict(zip(known, record_answers([_answer(one, prompts) for one in known]), strict=True))
    support = Answer.objects.filter(item__in=prompts, value=1).values("item").order_by()
    votes: dict[int, int] = dict(support.annotate(n=Count("pk")).values_list("item", "n"))
    return [_outcome(one, kept, votes) for one in requests]


def _answer(request: VoteRequest, prompts: dict[int, int]) -> AnswerRequest:
    value = {"question": request.question, "vote": request.value}
    return AnswerRequest(request.participant, prompts[request.question], value)


def _outcome(
    request: VoteRequest, kept: dict[VoteRequest, int | Refused], votes: dict[int, int]
) -> int | Refused:
    outcome = kept.get(request)
    if outcome is None:
        return Refused("not_found", _("There is no such question."), status=404)
    return outcome if isinstance(outcome, Refused) else votes.get(request.question, 0)
