"""Collaborations of different people, each with one accepted theme that many spoke of."""

from dataclasses import dataclass

import pytest

from howff.conversations.actions import preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import Joined, JoinRequest, record_joins
from howff.conversations.models import Answer
from howff.people.actions import create_collaboration, create_person
from howff.people.models import Collaboration, Person
from howff.sensemaking.actions.everywhere import Choice, agree, gather
from howff.sensemaking.models import Decision, Gathering, Study, Theme, ThemeShare
from howff.sensemaking.queries.sharing import offered

NAMES = ("Late buses", "Buses are late", "Forms", "Trust", "Tea")


@dataclass(frozen=True, slots=True)
class Harbour:
    """A collaboration, who facilitates it, its theme, and the passages in it."""

    here: Collaboration
    by: Person
    theme: Theme
    passages: list[int]


def harbour(place: str, theme: str, people: int = 12, **about: str) -> Harbour:
    """So many people say something; all of it is in one theme, whose quote is the first."""
    by = create_person(email=f"{place.lower()}@facilitators.example", name=f"{place}'s facilitator")
    here = create_collaboration(name=f"{place} Harbour", by=by)
    study, passages = _said(here, by, place, people, about)
    made = Theme.objects.create(
        study=study, name=theme, state="accepted", quote_id=passages[0] if passages else None
    )
    Decision.objects.bulk_create(
        Decision(theme=made, passage_id=one, belongs=True, by=by) for one in passages
    )
    return Harbour(here, by, made, passages)


def shared(gathering: Gathering, one: Harbour, *, quoted: bool = True) -> ThemeShare:
    """Their facilitator agrees to everything that is offered."""
    chosen = [
        Choice(each.theme, each.name, each.quote.id if quoted and each.quote else None)
        for each in offered(one.here)
        if each.enough
    ]
    return agree(gathering=gathering, collaboration=one.here, chosen=chosen, by=one.by)


@pytest.fixture
def gathering(collaboration: Collaboration, ana: Person) -> Gathering:
    """What Ana's collaboration asks of others."""
    return gather(host=collaboration, title="All harbours", by=ana)


@pytest.fixture
def harbours(gathering: Gathering) -> list[Harbour]:
    """Five other collaborations with a theme each, of 12 to 16 people."""
    assert gathering
    return [harbour(f"H{at}", name, 12 + at) for at, name in enumerate(NAMES)]


@pytest.fixture
def shares(gathering: Gathering, harbours: list[Harbour]) -> list[ThemeShare]:
    """All five agreed."""
    made = [shared(gathering, one) for one in harbours]
    return list(ThemeShare.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"))


def _said(
    here: Collaboration, by: Person, place: str, people: int, about: dict[str, str]
) -> tuple[Study, list[int]]:
    prompts = [{"kind": "text", "text": "What is hard?", "results": "live"}]
    talk = preparing.create_conversation(collaboration=here, title="Tea", prompts=prompts, by=by)
    prompt = running.open_prompt(prompt=talk.prompts.get(), by=by)
    speaker = {"role": "Carer", "attribution": "role", "audience": "report"} | about
    came = record_joins([JoinRequest(talk.code, f"{place}{n}", **speaker) for n in range(people)])
    kept = record_answers(
        [
            AnswerRequest(one.participant, prompt.pk, f"{place} says number {n}", f"{place}{n}")
            for n, one in enumerate(came)
            if isinstance(one, Joined)
        ]
    )
    source = f"prompt:{prompt.pk}"
    study = Study.objects.create(collaboration=here, title="Tea", sources=[source], key=source)
    rows = Answer.objects.filter(pk__in=kept).order_by("pk")
    return study, [pk for pk in rows.values_list("passage", flat=True) if pk]
