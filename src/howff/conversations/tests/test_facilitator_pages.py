"""Facilitators' pages: who may, what is listed, and that scripts are only ever words."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from howff.conversations.actions import noting, preparing, running
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.models import Answer, Conversation, Item, Prompt
from howff.conversations.tests.pages import HTMX, INERT, SCRIPT, Get, item_of
from howff.people.models import Collaboration, Person

LIST_QUERIES = 7
WHO = ("ana", "hana", "ben", "cleo", "dev")
SEE = {"in_collaboration": "collaboration", "detail": "conversation"}
RUN = {"console": "conversation"}
PREPARE = {"new": "collaboration", "edit": "conversation", "prompts": "conversation"}


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (SEE, [200, 200, 200, 200, 404]),
        (RUN, [200, 200, 403, 403, 404]),
        (PREPARE, [200, 403, 403, 403, 404]),
    ],
)
def test_each_page_is_for_those_it_is_for(
    names: dict[str, str],
    codes: list[int],
    client: Client,
    request: pytest.FixtureRequest,
    conversation: Conversation,
    collaboration: Collaboration,
) -> None:
    for name, of in names.items():
        number = {"collaboration": collaboration, "conversation": conversation}[of].pk
        found = []
        for who in WHO:
            client.force_login(request.getfixturevalue(who))
            found.append(client.get(reverse(f"conversations:{name}", args=[number])).status_code)
        assert found == codes, name


def test_a_helper_runs_but_does_not_edit(
    client: Client, hana: Person, prompts: dict[str, Prompt]
) -> None:
    client.force_login(hana)
    number = prompts["text"].pk
    run = reverse("conversations:run_prompt", args=[number, "close"])
    edit = reverse("conversations:edit_prompt", args=[number])
    remove = reverse("conversations:remove_prompt", args=[number])
    codes = [client.post(one, headers=HTMX).status_code for one in (run, edit, remove)]
    assert codes == [200, 403, 403]


@pytest.mark.parametrize(("who", "code"), [("ben", 403), ("cleo", 403), ("dev", 404)])
def test_others_change_nothing(
    who: str,
    code: int,
    client: Client,
    request: pytest.FixtureRequest,
    conversation: Conversation,
    prompts: dict[str, Prompt],
    said: dict[str, Answer],
    ana: Person,
) -> None:
    client.force_login(request.getfixturevalue(who))
    note = noting.add_note(prompt=prompts["text"], headline="One", points="", speaker="", by=ana)
    here, prompt, item = conversation.pk, prompts["text"].pk, item_of(said["questions"]).pk
    passage = said["text"].passage_id
    addresses = [
        ("edit", here),
        ("add_prompt", here, "text"),
        ("arrange", here),
        ("edit_prompt", prompt),
        ("move_prompt", prompt),
        ("remove_prompt", prompt),
        ("change_state", here, "close"),
        ("tell_everyone", here),
        ("follow_up", here, "start"),
        ("add_note", here),
        ("edit_note", note.pk),
        ("remove_note", note.pk),
        ("add_statement", here),
        ("run_prompt", prompt, "reset"),
        ("set_timer", prompt),
        ("moderate", prompt, passage, "archived"),
        ("mark_item", item, "pin"),
        ("label", item),
        ("reply", item),
        ("merge", item),
    ]
    for name, *args in addresses:
        response = client.post(reverse(f"conversations:{name}", args=args), headers=HTMX)
        assert response.status_code == code, name


def test_an_empty_list_teaches(get: Get, collaboration: Collaboration) -> None:
    page = get("in_collaboration", collaboration.pk).content.decode()
    assert "No conversations yet" in page
    assert reverse("conversations:new", args=[collaboration.pk]) in page


def test_the_list_is_searched(get: Get, collaboration: Collaboration, ana: Person) -> None:
    for title in ("Harbour lights", "Winter budget"):
        preparing.create_conversation(collaboration=collaboration, title=title, by=ana)
    target = HTMX | {"HX-Target": "div#conversations"}
    found = get("in_collaboration", collaboration.pk, data={"q": "harb"}, headers=target)
    text = found.content.decode()
    assert ("Harbour lights" in text, "Winter budget" in text, "<html" in text) == (
        True,
        False,
        False,
    )


def test_another_page_gets_the_list_in_short(
    get: Get, collaboration: Collaboration, ana: Person
) -> None:
    for number in range(7):
        preparing.create_conversation(collaboration=collaboration, title=f"T{number}", by=ana)
    target = HTMX | {"HX-Target": "section"}
    text = get("in_collaboration", collaboration.pk, headers=target).content.decode()
    assert (text.count('class="card '), "See all conversations" in text) == (5, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_little_for_three_as_for_one(
    rows: int, get: Get, collaboration: Collaboration, ana: Person
) -> None:
    for number in range(rows):
        made = preparing.create_conversation(
            collaboration=collaboration, title=f"T{number}", recipe="coffeehouse", by=ana
        )
        running.open_conversation(conversation=made, by=ana)
        record_joins([JoinRequest(code=made.code)])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = get("in_collaboration", collaboration.pk)
    assert response.content.decode().count("1 person ·") == rows
    assert len(asked) == LIST_QUERIES


def test_scripts_are_only_ever_words(
    get: Get,
    post: Get,
    conversation: Conversation,
    prompts: dict[str, Prompt],
    said: dict[str, Answer],
    ana: Person,
) -> None:
    for name in ("title", "purpose", "presenter", "guests", "next_steps", "message"):
        setattr(conversation, name, SCRIPT)
    conversation.save()
    Prompt.objects.update(text=SCRIPT, help=SCRIPT, revealed=True)
    Prompt.objects.filter(kind="choice").update(options=[SCRIPT, "Other"])
    Item.objects.update(label=SCRIPT, reply=SCRIPT)
    noting.add_note(prompt=prompts["text"], headline=SCRIPT, points=SCRIPT, speaker=SCRIPT, by=ana)
    pages = [get("in_collaboration", conversation.collaboration_id)]
    pages += [get(name, conversation.pk) for name in ("detail", "edit", "console", "prompts")]
    pages += [get("console", conversation.pk, data={"prompt": one.pk}) for one in prompts.values()]
    pages += [get("edit_prompt", prompts["choice"].pk), get("item", item_of(said["questions"]).pk)]
    for page in pages:
        text = page.content.decode()
        assert (SCRIPT in text, INERT in text) == (False, True), page.request["PATH_INFO"]


def test_hidden_results_are_not_on_the_overview(
    client: Client,
    ben: Person,
    conversation: Conversation,
    prompts: dict[str, Prompt],
    join: Any,
    say: Any,
    ana: Person,
) -> None:
    say(join(), prompts["choice"], "Money")
    client.force_login(ben)
    address = reverse("conversations:detail", args=[conversation.pk])
    assert "The results are not shown yet." in client.get(address).content.decode()
    assert "bar-number" not in client.get(address).content.decode()
    running.reveal_prompt(prompt=prompts["choice"], by=ana)
    assert "bar-number" in client.get(address).content.decode()


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_the_data_is_taken_away(ending: str, get: Get, conversation: Conversation) -> None:
    response = get("export", conversation.pk, ending)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(f'.{ending}"')
