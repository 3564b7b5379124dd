"""What other pages show of a conversation, and how they have one prepared."""

import re

import pytest
from django.core import signing
from django.test import Client

from howff.conversations.actions.running import (
    close_prompt,
    open_conversation,
    open_prompt,
    reveal_prompt,
)
from howff.conversations.models import Conversation
from howff.conversations.views.elsewhere import PREPARED
from howff.instruments.recipes import Recipe, RecipePrompt, to_toml
from howff.people.models import Collaboration, Person

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
LEVELS = ("Not yet", "Partly", "Fully")
RECIPE = Recipe(
    title="Looking together",
    welcome="Rate alone.",
    prompts=tuple(RecipePrompt("rating", text, options=LEVELS) for text in ("We ask.", "We act.")),
)


def prepare(client: Client, here: Collaboration, **sent: str) -> object:
    given = {"recipe": to_toml(RECIPE), "next": "/workshops/1/phones/?items=a,b"} | sent
    return client.post(f"/collaborations/{here.pk}/conversations/prepare/", given)


def test_a_conversation_is_prepared_and_told_to_the_page_that_asked(
    as_ana: Client, collaboration: Collaboration
) -> None:
    reply = prepare(as_ana, collaboration)
    made = Conversation.objects.get()
    found = re.fullmatch(r"/workshops/1/phones/\?items=a,b&prepared=(.+)", reply.url)  # type: ignore[attr-defined]
    assert found
    assert signing.loads(found[1], salt=PREPARED) == {
        "collaboration": collaboration.pk,
        "conversation": made.pk,
        "prompts": [one.pk for one in made.prompts.all()],
    }
    assert [(one.text, one.results, one.options) for one in made.prompts.all()] == [
        ("We ask.", "hidden", list(LEVELS)),
        ("We act.", "hidden", list(LEVELS)),
    ]
    assert (made.title, made.welcome) == ("Looking together", "Rate alone.")


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_it_never_leads_to_another_site(
    as_ana: Client, collaboration: Collaboration, away: str
) -> None:
    reply = prepare(as_ana, collaboration, next=away)
    assert reply.url.startswith("/?prepared=")  # type: ignore[attr-defined]


def test_a_broken_recipe_makes_nothing(as_ana: Client, collaboration: Collaboration) -> None:
    reply = prepare(as_ana, collaboration, recipe="title = ")
    assert reply.url == "/workshops/1/phones/?items=a,b"  # type: ignore[attr-defined]
    assert Conversation.objects.count() == 0


def test_only_facilitators_prepare(collaboration: Collaboration, ben: Person) -> None:
    member = Client()
    member.force_login(ben)
    assert prepare(member, collaboration).status_code == 403  # type: ignore[attr-defined]


def test_results_and_their_counts_come_only_once_they_are_revealed(
    as_ana: Client, collaboration: Collaboration, ana: Person
) -> None:
    prepare(as_ana, collaboration)
    prompt = Conversation.objects.get().prompts.all()[0]
    address = f"/prompts/{prompt.pk}/here/?form=outcome-3&fewest=5"
    assert "Let phones rate" in as_ana.get(address, headers=PART).text
    open_prompt(prompt=prompt, by=ana)
    _answer(prompt.pk, prompt.conversation.code, 2)
    hidden = as_ana.get(address, headers=PART).text
    assert "Only a few people have rated so far." in hidden
    assert "counts" not in hidden
    close_prompt(prompt=prompt, by=ana)
    reveal_prompt(prompt=prompt, by=ana)
    shown = as_ana.get(address, headers=PART).text
    assert '<input type="hidden" name="counts" value="0,1,0" form="outcome-3">' in shown
    plain = as_ana.get(address)
    assert plain.url == f"/conversations/{prompt.conversation_id}/console/?prompt={prompt.pk}"


def test_the_door_shows_how_phones_join(as_ana: Client, collaboration: Collaboration) -> None:
    prepare(as_ana, collaboration)
    made = Conversation.objects.get()
    page = as_ana.get(f"/conversations/{made.pk}/door/", headers=PART).text
    assert made.code in page
    assert "Let phones in" in page
    open_conversation(conversation=made, by=None)
    page = as_ana.get(f"/conversations/{made.pk}/door/?joined", headers=PART).text
    assert ("0 phones are here." in page, "Let phones in" in page) == (True, False)
    assert as_ana.get(f"/conversations/{made.pk}/door/").url.endswith("/console/")


def _answer(prompt: int, code: str, value: int) -> None:
    from howff.conversations.actions.answering import AnswerRequest, record_answers
    from howff.conversations.actions.joining import JoinRequest, record_joins

    (joined,) = record_joins([JoinRequest(code=code, key="a")])
    record_answers([AnswerRequest(joined.participant, prompt, value, "1")])
