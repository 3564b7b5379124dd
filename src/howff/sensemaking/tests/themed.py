"""A question that was answered and themed: a named theme, a suggested one, a quiet voice."""

from dataclasses import dataclass

from django.utils import timezone

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.models import Answer, Prompt
from howff.people.models import Collaboration, Person
from howff.sensemaking.models import Analysis, Decision, Placing, Progress, Study, Suggestion, Theme

SAID = (
    ("Cleo", "report", "The late bus again, and nobody says why."),
    ("Eve", "report", "A late bus makes me miss my appointment."),
    ("Finn", "report", "Fares are too high. A late bus is dear, too."),
    ("Quiet", "group", "My secret driver runs the late bus."),
    ("Gus", "report", "Something else altogether."),
)


@dataclass(frozen=True, slots=True)
class Themed:
    """The study, its two themes, and what was said, in order."""

    prompt: Prompt
    study: Study
    buses: Theme
    fares: Theme
    passages: list[int]


def themed(here: Collaboration, by: Person, results: str = "live") -> Themed:
    """Five answers; "buses" holds four of them, one confirmed; "fares" a part of one."""
    prompts = [{"kind": "text", "text": "What is hard about getting here?", "results": results}]
    talk = preparing.create_conversation(collaboration=here, title="Buses", prompts=prompts, by=by)
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=by)
    passages = [_said(prompt, name, audience, text) for name, audience, text in SAID]
    study = Study.objects.create(
        collaboration=here,
        title=prompt.text,
        sources=[f"prompt:{prompt.pk}"],
        key=f"prompt:{prompt.pk}",
    )
    buses = Theme.objects.create(study=study, position=1)
    fares = Theme.objects.create(
        study=study, name="Fares", description="What it costs.", state="accepted", position=2
    )
    _found(study, buses, fares, passages)
    Decision.objects.create(theme=buses, passage_id=passages[1], belongs=True, by=by)
    return Themed(prompt, study, buses, fares, passages)


def _said(prompt: Prompt, name: str, audience: str, text: str) -> int:
    about = {"name": name, "role": "Visitor", "attribution": "role", "audience": audience}
    (came,) = record_joins([JoinRequest(code=prompt.conversation.code, key=name, **about)])
    assert isinstance(came, Joined)
    (kept,) = record_answers([AnswerRequest(came.participant, prompt.pk, text, name)])
    passage = Answer.objects.get(pk=kept).passage_id
    assert passage
    return passage


def _found(study: Study, buses: Theme, fares: Theme, passages: list[int]) -> None:
    run = Analysis.objects.create(
        study=study,
        number=1,
        state=Progress.DONE,
        model="counts of words",
        finished_at=timezone.now(),
        result={"revision": 0},
    )
    for theme, phrases, quote, stability in (
        (buses, ["late bus", "secret driver"], passages[0], 0.81234),
        (fares, ["fares"], passages[2], None),
    ):
        Suggestion.objects.create(
            analysis=run,
            theme=theme,
            phrases=phrases,
            quote_id=quote,
            people=4,
            stability=stability,
        )
    for place, (passage, (_name, _audience, text)) in enumerate(
        zip(passages[:4], SAID, strict=False)
    ):
        Placing.objects.create(
            analysis=run,
            theme=buses,
            passage_id=passage,
            end=len(text),
            confidence=0.9 - place / 10,
            unsure=place == 3,
        )
    end = SAID[2][2].index(".") + 1
    Placing.objects.create(
        analysis=run, theme=fares, passage_id=passages[2], end=end, confidence=0.7
    )
