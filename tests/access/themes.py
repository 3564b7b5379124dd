"""A study of themes with something behind each of its addresses, in the small world."""

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.models import Answer
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.deciding import accept
from howff.sensemaking.actions.studies import ask_again, begin_study
from howff.sensemaking.models import Theme

PROMPTS = [{"kind": "text", "text": "What would help?", "results": "live"}]


def of_themes(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    talk = preparing.create_conversation(
        collaboration=collaboration, title="Themes", prompts=PROMPTS, by=ana
    )
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
    (joined,) = record_joins([JoinRequest(code=talk.code, key="1")])
    (kept,) = record_answers([AnswerRequest(joined.participant, prompt.pk, "A bus", "1")])
    study = begin_study(collaboration=collaboration, sources=[f"prompt:{prompt.pk}"], by=ana)
    theme, other = [Theme.objects.create(study=study, name=name) for name in ("Buses", "Tea")]
    step = accept(theme=theme, by=ana)
    return {
        "studies": study.pk,
        "themes": theme.pk,
        "steps": step.pk,
        "analyses": ask_again(study=study, by=ana).pk,
        "other theme": other.pk,
        "passage in themes": Answer.objects.get(pk=kept).passage_id,
    }
