"""My contributions: what one said, where it is used, and taking it back."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from howff.consent.models import Attribution, Audience
from howff.conversations.actions import running
from howff.conversations.models import Conversation, Participant, Prompt
from howff.conversations.queries.contributions import contributions_of
from howff.conversations.queries.identity import Who, mine_token
from howff.evidence.actions import cite
from howff.evidence.models import Passage
from howff.people.models import Person

type Join = Callable[..., Participant]


def mine(participant: Participant) -> str:
    """The address of somebody's contributions."""
    return f"/mine/{mine_token(Who(participant.pk, participant.conversation_id))}/"


def test_contributions_tell_what_was_said_and_where_it_is_used(
    client: Client, prompts: dict[str, Prompt], join: Join, say: Callable[..., Any]
) -> None:
    person = join(audience="report", attribution="role", role="Carer")
    answer = say(person, prompts["text"], "مرحبا <b>")
    say(person, prompts["ranking"], [2, 0, 1])
    cite(
        passage_ids=[answer.passage_id],
        used_by="report:1:1",
        label="The report",
        url="/reports/1/",
    )
    reply = client.get(mine(person))
    page = reply.content.decode()
    assert "مرحبا &lt;b&gt;" in page
    assert '<a href="/reports/1/">The report</a>' in page
    assert "May be quoted in the report, with your role." in page
    assert "1. Time; 2. Trust; 3. Money" in page
    assert "noindex" in reply["X-Robots-Tag"]


def test_every_kind_of_contribution_is_told_in_words(
    prompts: dict[str, Prompt], join: Join, say: Callable[..., Any]
) -> None:
    person = join()
    statement = say(join(), prompts["statements"], "Share.").passage
    item = prompts["statements"].items.get(passage=statement)
    values = {"choice": 0, "choices": [0, 1], "rating": 3, "words": None}
    for kind, value in values.items():
        say(person, prompts[kind], value)
    say(person, prompts["statements"], {"statement": item.pk, "vote": "disagree"})
    told = {one.prompt.kind: one.said for one in contributions_of(person)}
    assert told == {
        "words": "You preferred not to say.",
        "choice": "Trust",
        "choices": "Trust, Money",
        "rating": "3 of 5",
        "statements": "You disagree: Share.",
    }


def test_a_vote_on_a_statement_changes_while_the_prompt_is_open(
    client: Client, prompts: dict[str, Prompt], join: Join, say: Callable[..., Any], ana: Person
) -> None:
    person = join()
    statement = say(join(), prompts["statements"], "Share.").passage
    item = prompts["statements"].items.get(passage=statement)
    vote = say(person, prompts["statements"], {"statement": item.pk, "vote": "agree"})
    button = b'name="vote" value="disagree"'
    assert button in client.get(mine(person)).content
    given = {"act": "change", "answer": vote.pk, "statement": item.pk, "vote": "disagree"}
    page = client.post(mine(person), given, follow=True).content.decode()
    assert "You disagree: Share." in page
    assert item.votes.get().value == -1
    running.close_prompt(prompt=prompts["statements"], by=ana)
    assert button not in client.get(mine(person)).content
    client.post(mine(person), given | {"vote": "pass"})
    assert item.votes.get().value == -1


def test_contributions_change_narrow_and_go(
    client: Client, prompts: dict[str, Prompt], join: Join, say: Callable[..., Any]
) -> None:
    person = join(audience="report", name="Cleo", attribution="name")
    answer = say(person, prompts["text"], "Meet early.")
    address = mine(person)
    one = {"answer": answer.pk}
    client.post(address, {"act": "change", **one, "text": "Meet earlier."})
    assert Passage.objects.get().text == "Meet earlier."
    client.post(address, {"act": "choose", **one, "audience": "group", "attribution": "none"})
    assert Passage.objects.get().consent.audience == Audience.GROUP
    person.refresh_from_db()
    assert person.consent.attribution == Attribution.NAME
    client.post(address, {"act": "describe", "name": "", "role": "Carer", "organisation": ""})
    person.speaker.refresh_from_db()
    assert (person.speaker.name, person.speaker.role) == ("", "Carer")
    client.post(address, {"act": "take_back", **one})
    assert Passage.objects.get().text == ""
    assert b"Nothing yet" in client.get(address).content


def test_contributions_stay_theirs_after_the_end(
    client: Client,
    conversation: Conversation,
    prompts: dict[str, Prompt],
    join: Join,
    say: Callable[..., Any],
    ana: Person,
) -> None:
    person = join()
    say(person, prompts["text"], "Meet early.")
    running.close_conversation(conversation=conversation, by=ana)
    Participant.objects.update(removed_at=timezone.now())
    assert b"Meet early." in client.get(mine(person)).content
    client.post(mine(person), {"act": "take_back_everything"})
    assert Passage.objects.get().text == ""


def test_a_private_link_opens_one_persons_contributions_only(
    client: Client, prompts: dict[str, Prompt], join: Join, say: Callable[..., Any]
) -> None:
    theirs = say(join(), prompts["text"], "Theirs.")
    me = join()
    assert client.post(mine(me), {"act": "take_back", "answer": theirs.pk}).status_code == 404
    assert client.get(f"{mine(me)[:-2]}x/").status_code == 404
    assert b"Theirs." not in client.get(mine(me)).content


def test_the_private_link_brings_a_lost_phone_back(
    client: Client, conversation: Conversation, join: Join
) -> None:
    reply = client.post(mine(join()), {"back": "1"})
    assert reply["Location"] == f"/c/{conversation.code}/"
    assert client.get(reply["Location"]).status_code == 200
    assert conversation.participants.count() == 1
