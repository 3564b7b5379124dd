"""A workshop with something behind each of its addresses, in the small world."""

from howff.assessments.actions.workshops import agreeing, preparing
from howff.assessments.tests.workshop_sample import closed_round
from howff.consent.models import Attribution, Audience
from howff.people.models import Collaboration, Person


def of_a_workshop(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    round = closed_round(collaboration, list(collaboration.organisations.all()), ana)
    workshop = preparing.create_workshop(round=round, title="Looking together", by=ana)
    topic = workshop.topics.first()
    assert topic
    voice = agreeing.Voice("I see it otherwise.", Attribution.NONE, Audience.GROUP)
    dissent = agreeing.keep_dissent(topic=topic, voice=voice, key="one", by=ana)
    need = agreeing.add_need(topic=topic, level="sector", text="Longer contracts", by=ana)
    return {
        "workshops": workshop.pk,
        "topics": topic.pk,
        "dissents": dissent.pk,
        "needs": need.pk,
    }
