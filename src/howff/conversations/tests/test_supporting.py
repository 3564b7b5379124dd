"""People support questions: each counts once, and may change their mind."""

import json
from collections.abc import Coroutine
from typing import Any

import pytest

from howff.conversations.actions import running
from howff.conversations.actions.supporting import VoteRequest, record_votes
from howff.conversations.api import fast
from howff.conversations.models import Item, Participant, Prompt
from howff.conversations.queries.identity import Who, participant_token
from howff.conversations.rules import Refused
from howff.conversations.tests.conftest import Join, Say
from howff.people.models import Person

type Prompts = dict[str, Prompt]


@pytest.fixture
def question(prompts: Prompts, join: Join, say: Say) -> int:
    say(join(), prompts["questions"], "Who pays?")
    return Item.objects.get().pk


def support(person: Participant, question: int, value: bool = True) -> VoteRequest:
    return VoteRequest(person.pk, question, value)


def test_votes_that_come_together_count_once_each(question: int, join: Join) -> None:
    cleo, dev = join(), join()
    requests = [support(cleo, question), support(dev, question), support(cleo, question)]
    assert record_votes(requests) == [2, 2, 2]
    assert record_votes([support(cleo, question)]) == [2]


def test_support_can_be_taken_back(question: int, join: Join) -> None:
    cleo = join()
    assert record_votes([support(cleo, question)]) == [1]
    assert record_votes([support(cleo, question, value=False)]) == [0]


def test_a_refused_vote_disturbs_no_other(
    question: int, prompts: Prompts, join: Join, ana: Person
) -> None:
    cleo = join()
    missing, kept = record_votes([support(cleo, question + 1000), support(cleo, question)])
    assert isinstance(missing, Refused)
    assert (missing.code, missing.status, kept) == ("not_found", 404, 1)
    running.close_prompt(prompt=prompts["questions"], by=ana)
    late = record_votes([support(cleo, question)])[0]
    assert isinstance(late, Refused)
    assert late.code == "not_open"


@pytest.mark.parametrize(
    ("number", "sent", "expected"),
    [
        ("0", {}, (404, "not_found")),
        ("9" * 40, {}, (404, "not_found")),
        ("1", {"value": "yes"}, (422, "invalid")),
        ("1", [], (422, "invalid")),
    ],
)
def test_a_wrong_vote_is_answered_clearly(
    number: str,
    sent: object,
    expected: tuple[int, str],
    join: Join,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = join()

    async def kept(kind: str, job: VoteRequest) -> object:
        outcome = record_votes([job])[0]
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    monkeypatch.setattr(fast, "_kept", kept)
    token = participant_token(Who(person.pk, person.conversation_id))
    headers = {"authorization": f"Bearer {token}", ":path": f"/api/v1/questions/{number}/votes"}
    status, reply = finished(fast.vote(headers, json.dumps(sent).encode()))
    assert (status, reply["error"]["code"]) == expected


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing, in the test's own database connection."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value
