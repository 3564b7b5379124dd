"""A coffeehouse conversation that closed and the report of it, and a round that was counted."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import override_settings

from howff.assessments.models import Round
from howff.assessments.tests.stock import SPLIT, WORDS, Party, Stock
from howff.conversations.actions import noting, preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.models import Answer, Conversation, Participant, Prompt
from howff.people.models import Collaboration, Organisation, Person
from howff.reports.models import Report

PROMPTS = [
    {"kind": "words", "text": "What does collaboration mean to you?", "part": "opening"},
    {"kind": "text", "text": "Planning for collaboration", "several": True},
    {"kind": "choice", "text": "Which first?", "options": ["Trust", "Money", "Time"]},
    {"kind": "rating", "text": "How ready are we?", "options": ["Not at all", "Completely"]},
    {"kind": "ranking", "text": "In which order?", "options": ["Trust", "Money", "Time"]},
    {"kind": "statements", "text": "Do you agree?"},
    {"kind": "questions", "text": "What do you want to ask?"},
]
type Join = Callable[..., Participant]
type Say = Callable[..., Answer]


@pytest.fixture(autouse=True)
def kept_at_once() -> object:
    """Answers are kept in the test's own transaction."""
    with override_settings(LIVE=settings.LIVE | {"WRITER": "direct"}):
        yield


@pytest.fixture
def conversation(collaboration: Collaboration, ana: Person) -> Conversation:
    """An open conversation of every kind of prompt."""
    made = preparing.create_conversation(
        collaboration=collaboration,
        title="The harbour coffeehouse",
        purpose="To ask what a *kinder* front door needs.",
        presenter="Ana",
        prompts=PROMPTS,
        by=ana,
    )
    for prompt in made.prompts.all():
        running.open_prompt(prompt=prompt, by=ana)
    made.refresh_from_db()
    return made


@pytest.fixture
def prompts(conversation: Conversation) -> dict[str, Prompt]:
    """The conversation's prompts by kind."""
    return {one.kind: one for one in conversation.prompts.select_related("conversation")}


@pytest.fixture
def join(conversation: Conversation) -> Join:
    """Lets somebody join."""

    def joins(**given: str) -> Participant:
        (joined,) = record_joins([JoinRequest(code=conversation.code, **given)])
        assert isinstance(joined, Joined)
        return Participant.objects.get(pk=joined.participant)

    return joins


@pytest.fixture
def say(db: None) -> Say:
    """Lets a participant answer."""

    def says(participant: Participant, prompt: Prompt, value: object, key: str = "") -> Answer:
        (outcome,) = record_answers([AnswerRequest(participant.pk, prompt.pk, value, key)])
        return Answer.objects.get(pk=outcome)

    return says


@pytest.fixture
def spoken(prompts: dict[str, Prompt], join: Join, say: Say, ana: Person) -> dict[str, Answer]:
    """What Cleo, who may be quoted, and a quiet person, who may not, said; six others chose."""
    cleo = join(name="Cleo", role="Carer", attribution="role", audience="report")
    quiet = join(name="Quiet", role="Manager", attribution="name", audience="group")
    said = {
        "quote": say(cleo, prompts["text"], "Begin with what my week really looks like."),
        "secret": say(quiet, prompts["text"], "Only for this group: the merger failed."),
        "word": say(cleo, prompts["words"], "patience"),
        "secret word": say(quiet, prompts["words"], "whitewash"),
        "question": say(cleo, prompts["questions"], "Who decides when we disagree?"),
        "statement": say(cleo, prompts["statements"], "Small groups should be paid."),
    }
    for _number in range(6):
        somebody = join(organisation="Lantern Trust", role="Front line", audience="report")
        say(somebody, prompts["choice"], "Trust")
        say(somebody, prompts["rating"], 4)
        say(somebody, prompts["ranking"], [1, 0, 2])
    noting.add_note(
        prompt=prompts["text"],
        headline="Plan with people",
        points="One\nTwo",
        speaker="Ben",
        by=ana,
    )
    return said


@pytest.fixture
def report(conversation: Conversation, spoken: dict[str, Answer], ana: Person) -> Report:
    """The report that was drafted when the conversation closed."""
    running.close_conversation(conversation=conversation, by=ana)
    return Report.objects.get(conversation=conversation)


@pytest.fixture
def round(collaboration: Collaboration, organisations: list[Organisation], ana: Person) -> Round:
    """A closed round of 25 people: one partner is shown inside, and to nobody outside."""
    lantern, health, carers = organisations
    parties = [
        Party(lantern, {"Front line": 4, "Leadership": 3}, expected=9),
        Party(health, {"Front line": 8, "Leadership": 4}, shift=-1),
        Party(carers, {"Carer": 6}, returns=2),
    ]
    stock = Stock(collaboration, ana, parties, ratings={"P1": SPLIT}, words=WORDS)
    return stock.closed("Where we stand")
