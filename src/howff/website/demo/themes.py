"""Themes in what the room said about planning: the machine looks, and Ana decides about most."""

from collections.abc import Mapping

from howff.conversations.models import Answer, Conversation, Kind, Part
from howff.people.models import Person
from howff.sensemaking.actions.deciding import accept, put_in, rename, take_out
from howff.sensemaking.actions.studies import ask_again, begin_study
from howff.sensemaking.models import Study, Theme
from howff.sensemaking.tasks.analyses import run_analysis

ASKED = "Ask us while it can still change"
DECIDED = {
    "Bring us in at the start. By the time we hear of a plan, it is finished.": (
        ASKED,
        "People hear of plans when they are printed. They want to be there at the beginning.",
    ),
    "Pay people with lived experience for planning, at the same rate as everybody else in the "
    "room.": (
        "Pay people for planning",
        "Carers and people with lived experience plan for nothing beside others on a salary.",
    ),
    "One calendar, one map, one page of names with telephone numbers.": (
        "One calendar and one map",
        "Partners do the same in the same street because they do not know of each other.",
    ),
    "Send two pages instead of forty, and send them a week before.": (
        "Plain words, short papers",
        "Long papers in a language of their own keep people out.",
    ),
}

ABOUT_IT = {
    "Ask us before the budget is set, not after.": True,
    "Tell us early what can still be changed and what cannot.": True,
    "Consultation after the decision is only an announcement with biscuits.": True,
    "Come to our kitchen first, while the paper is still blank.": True,
    "Someone neutral in the chair. It matters who holds the pen.": False,
}


def look_for_themes(conversation: Conversation, ana: Person) -> Study:
    """Find themes in the first core question; the rest waits on the workbench as suggested."""
    asked = conversation.prompts.filter(kind=Kind.TEXT, part=Part.CORE).first()
    assert asked
    study = begin_study(
        collaboration=conversation.collaboration, sources=[f"prompt:{asked.pk}"], by=ana
    )
    run_analysis.call(ask_again(study=study, by=ana).pk)
    said = dict(Answer.objects.filter(prompt=asked).values_list("passage__text", "passage"))
    for words, (name, description) in DECIDED.items():
        theme = Theme.objects.filter(study=study, placings__passage=said[words]).first()
        if theme and not theme.name:
            rename(theme=theme, name=name, description=description, by=ana)
            accept(theme=theme, by=ana)
    _look_through(study, said, ana)
    return study


def _look_through(study: Study, said: Mapping[str, int], ana: Person) -> None:
    """Ana reads some answers one by one: these are about it, and that one is not."""
    theme = Theme.objects.get(study=study, name=ASKED)
    for words, belongs in ABOUT_IT.items():
        (put_in if belongs else take_out)(passage=said[words], theme=theme, by=ana)
