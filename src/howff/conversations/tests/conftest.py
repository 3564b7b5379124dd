"""A conversation of every kind, and phones that join it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.models import Answer, Conversation, Participant, Prompt
from howff.conversations.rules import Refused
from howff.conversations.tests.pages import HTMX, SCRIPT, Get
from howff.people.models import Collaboration, Person

KINDS = [
    {"kind": "words", "text": "What does collaboration mean to you?", "results": "live"},
    {"kind": "text", "text": "What would help?", "several": True},
    {"kind": "choice", "text": "Which first?", "options": ["Trust", "Money", "Time"]},
    {"kind": "choices", "text": "Which of these?", "options": ["Trust", "Money", "Time"]},
    {"kind": "rating", "text": "How ready are we?", "options": ["Not at all", "Completely"]},
    {"kind": "ranking", "text": "In which order?", "options": ["Trust", "Money", "Time"]},
    {"kind": "statements", "text": "Do you agree?", "results": "after"},
    {"kind": "questions", "text": "What do you want to ask?", "results": "live"},
]


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def conversation(collaboration: Collaboration, ana: Person) -> Conversation:
    """An open conversation with a prompt of each kind, all open."""
    made = preparing.create_conversation(
        collaboration=collaboration, title="The harbour coffeehouse", prompts=KINDS, by=ana
    )
    for prompt in made.prompts.all():
        running.open_prompt(prompt=prompt, by=ana)
    made.refresh_from_db()
    return made


@pytest.fixture
def prompts(conversation: Conversation) -> dict[str, Prompt]:
    """The conversation's prompts by kind."""
    return {one.kind: one for one in conversation.prompts.select_related("conversation")}


type Join = Callable[..., Participant]
type Say = Callable[..., Answer | Refused]


@pytest.fixture
def join(conversation: Conversation) -> Join:
    """Lets somebody join the conversation."""

    def joins(**given: str) -> Participant:
        (joined,) = record_joins([JoinRequest(code=conversation.code, **given)])
        assert isinstance(joined, Joined)
        return Participant.objects.get(pk=joined.participant)

    return joins


@pytest.fixture
def say(db: None) -> Say:
    """Lets a participant answer: gives the answer, or why it was refused."""

    def says(participant: Participant, prompt: Prompt, value: object, key: str = "") -> object:
        (outcome,) = record_answers([AnswerRequest(participant.pk, prompt.pk, value, key)])
        return outcome if isinstance(outcome, Refused) else Answer.objects.get(pk=outcome)

    return says


@pytest.fixture
def get(as_ana: Client) -> Get:
    """Opens a page as Ana."""

    def opens(name: str, *args: object, **more: Any) -> Any:
        return as_ana.get(reverse(f"conversations:{name}", args=args), **more)

    return opens


@pytest.fixture
def post(as_ana: Client) -> Get:
    """Sends something as Ana, as htmx does."""

    def sends(name: str, *args: object, plain: bool = False, **data: Any) -> Any:
        headers = {} if plain else HTMX
        return as_ana.post(reverse(f"conversations:{name}", args=args), data, headers=headers)

    return sends


@pytest.fixture
def said(join: Any, say: Any, prompts: dict[str, Prompt]) -> dict[str, Answer]:
    """A text, a statement and a question, each with a script in it."""
    person = join(role=SCRIPT, organisation=SCRIPT, name=SCRIPT, attribution="name")
    kinds = ("text", "statements", "questions", "words")
    return {kind: say(person, prompts[kind], f"{kind} {SCRIPT}", kind) for kind in kinds}
