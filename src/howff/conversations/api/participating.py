"""The participant interface: what a phone may ask and send, with the token it got when joining."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from ninja.security import HttpBearer

from howff.conversations.actions.contributing import change_answer, take_back_answer
from howff.conversations.actions.joining import Joined, read_join
from howff.conversations.actions.supporting import VoteRequest
from howff.conversations.api.fast import read_answer
from howff.conversations.api.schemas import (
    PROBLEMS,
    AnswerIn,
    ChangeIn,
    JoinIn,
    Kept,
    VoteIn,
    Votes,
)
from howff.conversations.queries import taking_part
from howff.conversations.queries.access import answer_of, participant_by
from howff.conversations.queries.identity import Who, who_holds
from howff.conversations.queries.joining import welcome_json
from howff.conversations.rules.budget import spend
from howff.live.keeping import kept

OK = {200: dict[str, Any], **PROBLEMS}


class ParticipantKey(HttpBearer):
    """The token that joining gave."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002
        """The participant who holds the token."""
        who = who_holds(token)
        return participant_by(who.participant) if who else None


router = Router(tags=["participants"], auth=ParticipantKey())


def participant(request: HttpRequest) -> Any:
    """The participant whose token the phone used."""
    return request.auth  # type: ignore[attr-defined]


@router.post("/join", auth=None, response=OK)
def join(request: HttpRequest, payload: JoinIn) -> dict[str, Any]:  # noqa: ARG001
    """Join a conversation by its code; no account is needed."""
    joined: Joined = kept("join", read_join(payload.dict()))
    return welcome_json(Who(joined.participant, joined.conversation))


@router.get("/prompts", response=OK)
def prompts(request: HttpRequest) -> dict[str, Any]:
    """The conversation as it stands, your own answers, and the statements to vote on next."""
    return taking_part.everything_json(participant(request))


@router.get("/prompts/{int:prompt_id}/results", response=OK)
def results(request: HttpRequest, prompt_id: int) -> dict[str, Any]:
    """A prompt's results, if you may see them now, with the stream that keeps them fresh."""
    return taking_part.results_json(participant(request), prompt_id)


@router.post("/answers", response={201: Kept, **PROBLEMS})
def answer(request: HttpRequest, payload: AnswerIn) -> Status[dict[str, int]]:
    """Answer a prompt; the reply comes when the answer is durable."""
    person = participant(request).pk
    spend(person)
    return Status(201, {"id": kept("answer", read_answer(person, payload.dict()))})


@router.put("/answers/{int:answer_id}", response={200: Kept, **PROBLEMS})
def change(request: HttpRequest, answer_id: int, payload: ChangeIn) -> dict[str, int]:
    """Answer differently, while the prompt is open."""
    person = participant(request)
    spend(person.pk)
    mine = answer_of(person, answer_id)
    return {"id": change_answer(answer=mine, value=payload.value, participant=person)}


@router.delete("/answers/{int:answer_id}", response={204: None, **PROBLEMS})
def take_back(request: HttpRequest, answer_id: int) -> Status[None]:
    """Take an answer back, now or at any later time; its words are erased."""
    person = participant(request)
    spend(person.pk)
    take_back_answer(answer=answer_of(person, answer_id), participant=person)
    return Status(204, None)


@router.post("/questions/{int:question_id}/votes", response={200: Votes, **PROBLEMS})
def vote(request: HttpRequest, question_id: int, payload: VoteIn) -> dict[str, int]:
    """Support a question, or take your support back."""
    person = participant(request)
    spend(person.pk)
    wanted = VoteRequest(person.pk, question_id, payload.value)
    return {"id": question_id, "votes": kept("vote", wanted)}
