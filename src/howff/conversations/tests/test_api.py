"""Programs get what their person may see, and no more."""

import json

import pytest
from django.test import Client

from howff.conversations.models import Conversation, Prompt
from howff.conversations.tests.conftest import Join, Say
from howff.people.actions import make_token
from howff.people.models import Person

WORDS = "Only for this group."


def ask(client: Client, path: str, person: Person) -> tuple[int, str]:
    """The status and the text of a reply to this person's program."""
    key = make_token(person=person, name="test")
    reply = client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"})
    return reply.status_code, reply.content.decode()


def test_words_for_the_group_are_read_by_those_who_run_it(
    client: Client, prompts: dict[str, Prompt], join: Join, say: Say, ana: Person, ben: Person
) -> None:
    say(join(), prompts["text"], WORDS, "k1")
    path = f"/conversations/{prompts['text'].conversation_id}/passages"
    assert WORDS in ask(client, f"{path}?audience=group", ana)[1]
    assert ask(client, f"{path}?audience=group", ben)[0] == 403
    assert ask(client, path, ben) == (200, "[]")


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_an_export_leaves_out_what_may_not_be_quoted(
    ending: str, client: Client, prompts: dict[str, Prompt], join: Join, say: Say, ana: Person
) -> None:
    say(join(), prompts["text"], WORDS, "k1")
    path = f"/conversations/{prompts['text'].conversation_id}/export.{ending}"
    status, text = ask(client, path, ana)
    assert status == 200
    assert WORDS not in text


@pytest.mark.parametrize("body", ["[" * 60_000, '{"code":', "\ud800", "5"])
def test_what_is_no_request_is_refused(
    body: str, client: Client, conversation: Conversation
) -> None:
    sent = body.encode("utf-8", "surrogatepass")
    reply = client.post("/api/v1/join", sent, content_type="application/json")
    assert reply.status_code in {400, 422}
    assert json.loads(reply.content)["error"]["message"]
