"""Statements, and people who vote on them."""

from collections.abc import Mapping, Sequence

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.actions.moderating import add_statement
from howff.conversations.models import Item, Prompt
from howff.people.models import Collaboration, Person

STATEMENTS = ("Open on Sundays.", "Close the old gate.", "Plant trees.", "Charge for parking.")


def asked(
    here: Collaboration,
    by: Person,
    statements: Sequence[str] = STATEMENTS,
    results: str = "hidden",
) -> Prompt:
    """An open prompt with these statements to vote on."""
    prompts = [{"kind": "statements", "text": "Where do you stand?", "results": results}]
    talk = preparing.create_conversation(
        collaboration=here, title="The harbour", prompts=prompts, by=by
    )
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=by)
    for text in statements:
        add_statement(prompt=prompt, text=text, by=by)
    return prompt


def statements_of(prompt: Prompt) -> list[Item]:
    """The statements in the order in which they were added."""
    return list(prompt.items.order_by("pk"))


def joins(prompt: Prompt, key: str, **about: str) -> int:
    """Somebody joins; gives their number."""
    (came,) = record_joins([JoinRequest(code=prompt.conversation.code, key=key, **about)])
    assert isinstance(came, Joined)
    return came.participant


def vote(prompt: Prompt, person: int, votes: Mapping[int, str]) -> None:
    """Somebody votes: "agree", "disagree" or "pass" on statements by their place."""
    items = statements_of(prompt)
    kept = record_answers(
        [
            AnswerRequest(person, prompt.pk, {"statement": items[place].pk, "vote": said})
            for place, said in votes.items()
        ]
    )
    assert all(isinstance(one, int) for one in kept), kept


def crowd(prompt: Prompt, *minds: tuple[int, Mapping[int, str]]) -> list[int]:
    """As many people of each mind as are named, who all vote so."""
    people = []
    for mind, (many, votes) in enumerate(minds):
        for number in range(many):
            person = joins(prompt, f"{mind}:{number}")
            vote(prompt, person, votes)
            people.append(person)
    return people
