"""A coffeehouse whose answers are about three things, and a stand-in for the model of words."""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
import pytest

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.models import Answer, Prompt
from howff.people.models import Collaboration, Person
from howff.sense.embedding import Vectors
from howff.sensemaking.actions.studies import ask_again, begin_study
from howff.sensemaking.models import Analysis, Study, Theme
from howff.sensemaking.tasks.analyses import run_analysis

BUS = (
    "The bus does not come in the evening",
    "No bus on Sunday at all",
    "We need a bus that goes to the harbour",
    "The last bus leaves too early",
    "A bus fare costs too much",
    "The bus stop has no shelter",
)
PAPER = (
    "Too much paperwork for a small grant",
    "The paperwork is never the same twice",
    "Forms and paperwork take our evenings",
    "Less paperwork, please",
    "Nobody reads the paperwork",
    "Paperwork in three places",
)
TRUST = (
    "Trust takes time and tea",
    "We learned to trust each other",
    "Trust grows when we keep our word",
    "Without trust nothing moves",
    "Trust comes first",
    "They do not trust us yet",
)
TOPICS = ("bus", "paperwork", "trust")


class Topics:
    """Turns a text into numbers by the topics that it names; stands in for a model."""

    name, digest, lasting, width = "topics", "d" * 64, True, 32

    def __init__(self) -> None:
        self.heard: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row for each text: its topic, and a little of its own."""
        self.heard += texts
        return np.array([self._row(text) for text in texts], np.float32)

    def _row(self, text: str) -> Vectors:
        own = np.random.default_rng(crc32(text.encode())).standard_normal(self.width)
        row = 0.5 * own / np.linalg.norm(own)
        for at, topic in enumerate(TOPICS):
            row[at] += topic in text.casefold()
        return np.asarray(row / np.linalg.norm(row), np.float32)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Topics:
    """The stand-in, in the place of what is installed."""
    stand_in = Topics()
    for place in ("tasks.themes", "queries.sureness"):
        name = f"howff.sensemaking.{place}.default_embedder"
        monkeypatch.setattr(name, lambda _languages=(): stand_in)
    return stand_in


type Say = Callable[..., Answer]


@pytest.fixture
def prompt(collaboration: Collaboration, ana: Person) -> Prompt:
    """An open question whose answers everybody sees."""
    given = [{"kind": "text", "text": "What would help?", "results": "live", "several": True}]
    talk = preparing.create_conversation(
        collaboration=collaboration, title="The harbour coffeehouse", prompts=given, by=ana
    )
    return running.open_prompt(prompt=talk.prompts.get(), by=ana)


@pytest.fixture
def say(prompt: Prompt) -> Say:
    """Lets somebody join and answer: each name is one person."""
    phones: dict[str, int] = {}

    def says(name: str, text: str, **about: str) -> Answer:
        if name not in phones:
            code = prompt.conversation.code
            (joined,) = record_joins([JoinRequest(code=code, key=name, **about)])
            assert isinstance(joined, Joined)
            phones[name] = joined.participant
        slot = f"{name}-{abs(hash(text))}"[:60]
        (kept,) = record_answers([AnswerRequest(phones[name], prompt.pk, text, slot)])
        return Answer.objects.get(pk=kept)

    return says


@pytest.fixture
def answers(say: Say) -> list[Answer]:
    """Eighteen people, six for each topic; those of the buses are of the council."""
    return [
        say(f"{topic} {number}", text, role=f"speaks of {topic}")
        for topic, texts in zip(TOPICS, (BUS, PAPER, TRUST), strict=True)
        for number, text in enumerate(texts)
    ]


def looked(study: Study, by: Person) -> Analysis:
    """Let the machine look, at once."""
    analysis = ask_again(study=study, by=by)
    run_analysis.call(analysis.pk)
    analysis.refresh_from_db()
    assert analysis.state == "done", analysis.trouble
    return analysis


@pytest.fixture
def study(
    answers: list[Answer], prompt: Prompt, model: Topics, collaboration: Collaboration, ana: Person
) -> Study:
    """The answers, looked at once."""
    assert answers
    assert model
    name = f"prompt:{prompt.pk}"
    made = begin_study(collaboration=collaboration, sources=[name], by=ana)
    looked(made, ana)
    return made


@pytest.fixture
def by_topic(study: Study) -> Callable[[str], Theme]:
    """Gives the theme in which the answers about a topic are."""

    def gives(topic: str) -> Theme:
        rows = Theme.objects.filter(study=study, placings__passage__text__icontains=topic)
        theme = rows.distinct().get()
        theme.study = study
        return theme

    return gives
