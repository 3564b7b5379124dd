"""A study of votes with something behind each of its addresses, in the small world."""

from howff.conversations.actions import preparing, running
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.votes import look_for_common_ground

PROMPTS = [{"kind": "statements", "text": "Where do you stand?", "results": "live"}]


def of_votes(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    talk = preparing.create_conversation(
        collaboration=collaboration, title="Statements", prompts=PROMPTS, by=ana
    )
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=ana)
    study = look_for_common_ground(prompt=prompt, by=ana)
    return {"votes": study.pk, "common-ground": prompt.pk}
