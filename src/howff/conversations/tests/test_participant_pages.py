"""What people see without an account: joining, the phone's plain page, their contributions."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from howff.conversations.actions import following_up, preparing, running
from howff.conversations.models import (
    Answer,
    Conversation,
    FollowUpAddress,
    Participant,
    Prompt,
)
from howff.people.models import Collaboration, Person

type Join = Callable[..., Participant]


@pytest.fixture
def phone(client: Client, conversation: Conversation) -> Client:
    """A browser that has joined."""
    given = {"audience": "report", "attribution": "role", "role": "Volunteer", "key": "k"}
    assert client.post(f"/j/{conversation.code}/", given).status_code == 302
    return client


def said(client: Client, prompt: Prompt, **given: object) -> Any:
    """Answer with the plain form."""
    address = f"/c/{prompt.conversation.code}/answers/"
    return client.post(address, {"prompt": prompt.pk, **given})


def test_a_code_is_read_however_it_was_typed(client: Client, conversation: Conversation) -> None:
    typed = f" {conversation.code[:3].lower()} {conversation.code[3:]}"
    reply = client.get("/join/", {"code": typed})
    assert reply["Location"] == f"/j/{conversation.code}/"


def test_a_wrong_code_is_explained_and_kept(client: Client, db: None) -> None:
    for reply in (client.get("/join/?code=<b>NO"), client.get("/j/<b>NO/")):
        assert reply.status_code == 404
        assert b"There is no conversation with the code" in reply.content
        assert b'value="&lt;b&gt;NO"' in reply.content


def test_the_first_screen_says_who_hosts_and_what_happens_with_words(
    client: Client, conversation: Conversation, organisations: list[Any]
) -> None:
    Conversation.objects.update(promise="We write a short report.", presenter="Ana", guests="Ben")
    page = client.get(f"/j/{conversation.code}/").content.decode()
    assert all(
        words in page
        for words in ("Harbour Together", "We write a short report.", "Ana", "Ben", "Lantern Trust")
    )
    assert '<option value="Front line">' in page


def test_joining_keeps_the_choice_and_a_cookie_that_scripts_cannot_read(
    phone: Client, conversation: Conversation
) -> None:
    person = conversation.participants.get()
    assert (person.consent.attribution, person.consent.audience) == ("role", "report")
    cookie = phone.cookies[f"howff_in_{conversation.pk}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert phone.get(f"/j/{conversation.code}/")["Location"] == f"/c/{conversation.code}/"


def test_joining_twice_from_one_screen_makes_one_participant(
    phone: Client, conversation: Conversation
) -> None:
    given = {"audience": "report", "attribution": "role", "key": "k"}
    Client().post(f"/j/{conversation.code}/", given)
    assert conversation.participants.count() == 1


def test_a_name_is_kept_only_where_it_may_stand(client: Client, conversation: Conversation) -> None:
    given = {"audience": "group", "attribution": "none", "name": "Cleo", "key": "k"}
    client.post(f"/j/{conversation.code}/", given)
    assert conversation.participants.get().speaker.name == ""


def test_nobody_joins_without_choosing_who_may_read(
    client: Client, conversation: Conversation
) -> None:
    reply = client.post(f"/j/{conversation.code}/", {"attribution": "role", "role": "Carer"})
    assert reply.status_code == 422
    assert b"Please choose who may read your words" in reply.content
    assert b'value="Carer"' in reply.content
    assert not conversation.participants.exists()


def test_the_early_wait_and_the_late_are_thanked(
    client: Client, collaboration: Collaboration, ana: Person
) -> None:
    made = preparing.create_conversation(collaboration=collaboration, title="Later", by=ana)
    assert b"You are early" in client.get(f"/j/{made.code}/").content
    running.open_conversation(conversation=made, by=ana)
    running.close_conversation(conversation=made, by=ana)
    assert client.get(f"/j/{made.code}/")["Location"] == f"/c/{made.code}/thanks/"


def test_a_follow_up_can_be_joined_after_the_end(
    client: Client, conversation: Conversation, ana: Person
) -> None:
    running.close_conversation(conversation=conversation, by=ana)
    until = timezone.now() + timedelta(days=3)
    Conversation.objects.filter(pk=conversation.pk).update(follow_up_until=until)
    assert b"a few questions are still open" in client.get(f"/j/{conversation.code}/").content


def test_the_phone_needs_a_participant(client: Client, conversation: Conversation) -> None:
    assert client.get(f"/c/{conversation.code}/")["Location"] == f"/j/{conversation.code}/"
    client.cookies[f"howff_in_{conversation.pk}"] = "forged"
    assert client.get(f"/c/{conversation.code}/")["Location"] == f"/j/{conversation.code}/"
    assert client.get("/c/NOPE00/").status_code == 404


def test_the_phone_brings_what_its_script_needs(phone: Client, conversation: Conversation) -> None:
    page = phone.get(f"/c/{conversation.code}/").content.decode()
    start = page.index('<script id="boot" type="application/json">')
    boot = json.loads(page[page.index(">", start) + 1 : page.index("</script>", start)])
    assert boot["stream"].startswith("/api/v1/stream/")
    assert len(boot["prompts"]) == 8
    assert boot["texts"]["send"] == "Send"


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("choice", {"option": "1"}, 1),
        ("choices", {"option": ["2", "0"]}, [0, 2]),
        ("rating", {"option": "4"}, 4),
        ("ranking", {"place-0": "3", "place-1": "1", "place-2": "2"}, [1, 2, 0]),
    ],
)
def test_a_plain_form_answers(
    phone: Client, prompts: dict[str, Prompt], kind: str, given: dict[str, Any], value: object
) -> None:
    reply = said(phone, prompts[kind], **given)
    assert reply["Location"].endswith(f"#p{prompts[kind].pk}")
    assert Answer.objects.get().value == value
    page = phone.get(reply["Location"]).content
    assert b"Sent" in page


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("choice", {}, "choose one first"),
        ("choices", {}, "choose one or more"),
        ("rating", {"option": "9"}, "from 1 to 5"),
        ("ranking", {"place-0": "1", "place-1": "1", "place-2": "2"}, "its own place"),
        ("text", {"text": "x" * 4001}, "Please shorten it"),
        ("statements", {"statement": "99", "vote": "agree"}, "not shown any more"),
    ],
)
def test_a_plain_form_says_what_is_wrong_and_keeps_what_was_typed(
    phone: Client, prompts: dict[str, Prompt], kind: str, given: dict[str, Any], words: str
) -> None:
    reply = said(phone, prompts[kind], **given)
    assert reply.status_code in {409, 422}
    page = reply.content.decode()
    assert words in page
    assert given.get("text", "") in page
    assert not Answer.objects.exists()


def test_plain_words_votes_and_skips_are_kept_once(
    phone: Client, prompts: dict[str, Prompt]
) -> None:
    for _again in range(2):
        said(phone, prompts["questions"], text="<script>alert(1)</script>", key="k1")
    said(phone, prompts["rating"], skip="1")
    item = prompts["questions"].items.get()
    said(phone, prompts["questions"], question=item.pk, vote="yes")
    page = phone.get(f"/c/{item.prompt.conversation.code}/?plain=1").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "1 person wants this answered" in page
    assert "You preferred not to say." in page


def test_whoever_said_one_of_several_things_is_not_offered_to_have_said_nothing(
    phone: Client, prompts: dict[str, Prompt]
) -> None:
    address = f"/c/{prompts['text'].conversation.code}/?plain=1"
    before = phone.get(address).content.count(b'name="skip"')
    for kind, given in (("text", {"text": "Meet early."}), ("choice", {"option": "1"})):
        said(phone, prompts[kind], **given)
    assert phone.get(address).content.count(b'name="skip"') == before - 1


def test_a_plain_answer_is_taken_back(phone: Client, prompts: dict[str, Prompt]) -> None:
    said(phone, prompts["text"], text="Meet early.")
    said(phone, prompts["text"], take_back=Answer.objects.get().pk)
    assert not Answer.objects.exists()


def test_nobody_takes_back_what_another_said(
    phone: Client, prompts: dict[str, Prompt], join: Join, say: Callable[..., Any]
) -> None:
    theirs = say(join(), prompts["text"], "Mine.")
    assert said(phone, prompts["text"], take_back=theirs.pk).status_code == 404
    assert Answer.objects.filter(pk=theirs.pk).exists()


def test_an_address_is_left_for_the_follow_up_alone(
    client: Client, conversation: Conversation
) -> None:
    address = f"/c/{conversation.code}/thanks/"
    wrong = client.post(address, {"email": "cleo@"})
    assert wrong.status_code == 422
    assert b'value="cleo@"' in wrong.content
    assert client.post(address, {"email": "Cleo@people.example"})["Location"].endswith("?left=1")
    assert FollowUpAddress.objects.get().email == "cleo@people.example"


def test_the_follow_up_is_answered_from_the_same_page(
    phone: Client, conversation: Conversation, ana: Person
) -> None:
    survey = preparing.add_prompt(
        conversation=conversation, by=ana, kind="rating", text="Was it useful?", part="follow_up"
    )
    running.close_conversation(conversation=conversation, by=ana)
    following_up.start_follow_up(conversation=conversation, days=3, by=ana)
    page = phone.get(f"/c/{conversation.code}/").content.decode()
    assert "Was it useful?" in page
    assert "Thank you for taking part" in page
    survey.refresh_from_db()
    said(phone, survey, option="5")
    assert survey.answers.get().value == 5
