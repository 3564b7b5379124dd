"""The stage: who may open it, and what its keys do."""

from typing import Any

from django.test import Client

from howff.conversations.actions import preparing
from howff.conversations.models import Conversation, Prompt
from howff.people.models import Collaboration, Person


def run(client: Client, conversation: Conversation, **sent: object) -> Any:
    """Press a key on the stage."""
    address = f"/conversations/{conversation.pk}/run/"
    return client.post(address, sent, content_type="application/json")


def test_the_stage_is_for_those_who_run_the_conversation(
    client: Client, conversation: Conversation, ana: Person, hana: Person, ben: Person, dev: Person
) -> None:
    address = f"/conversations/{conversation.pk}/stage/"
    assert client.get(address).status_code == 302
    for person, status in ((ana, 200), (hana, 200), (ben, 403), (dev, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
        assert client.get(f"{address}data/").status_code == status
        assert run(client, conversation).status_code == (422 if status == 200 else status)


def test_the_stage_runs_prompts_step_by_step(
    as_ana: Client, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    prompt = prompts["rating"]
    for action, found in (
        ("close", {"state": "closed", "shown": False}),
        ("reveal", {"state": "closed", "shown": True}),
        ("hide", {"state": "closed", "shown": False}),
        ("show", {"state": "closed"}),
        ("open", {"state": "open"}),
    ):
        told = run(as_ana, conversation, action=action, prompt=prompt.pk).json()
        now = next(one for one in told["prompts"] if one["id"] == prompt.pk)
        assert found.items() <= now.items()
    assert told["conversation"]["current"] == prompt.pk


def test_the_stage_runs_only_its_own_prompts(
    as_ana: Client, conversation: Conversation, collaboration: Collaboration, ana: Person
) -> None:
    other = preparing.create_conversation(
        collaboration=collaboration,
        title="Other",
        by=ana,
        prompts=[{"kind": "text", "text": "What?"}],
    )
    reply = run(as_ana, conversation, action="open", prompt=other.prompts.get().pk)
    assert reply.json()["error"]["code"] == "not_yours"
    assert run(as_ana, conversation, action="shout", prompt=1).status_code == 422
