"""Ana prepares and runs a conversation; every step is in the history."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.utils import timezone

from howff.conversations import tasks
from howff.conversations.actions import following_up, moderating, noting, preparing, running
from howff.conversations.models import (
    Answer,
    Conversation,
    FollowUpAddress,
    Kind,
    Part,
    Prompt,
    PromptState,
    Results,
)
from howff.conversations.queries import room, voices
from howff.conversations.queries.attendance import attendance_of
from howff.conversations.queries.voices import panel_notes, to_review
from howff.conversations.rules import Refused
from howff.conversations.tasks import end_survey, send_follow_up
from howff.conversations.tests.conftest import Join, Say
from howff.instruments import recipes
from howff.people.models import Change, Collaboration, Person

type Prompts = dict[str, Prompt]


@pytest.mark.parametrize("name", sorted(recipes.load_recipes()))
def test_every_recipe_becomes_a_conversation(
    name: str, collaboration: Collaboration, ana: Person
) -> None:
    made = preparing.create_conversation(
        collaboration=collaboration, title="A first try", recipe=name, by=ana
    )
    assert made.prompts.count() == len(recipes.load_recipes()[name].prompts)
    assert made.promise
    assert Change.objects.filter(subject=f"conversation:{made.pk}", verb="created").count() == 1


def test_recipes_know_the_same_kinds_as_conversations() -> None:
    assert set(Kind.values) == set(recipes.KINDS)
    assert set(Results.values) == set(recipes.RESULTS)
    assert set(Part.values) == set(recipes.PARTS)


def test_an_unknown_recipe_names_those_there_are(collaboration: Collaboration, ana: Person) -> None:
    with pytest.raises(Refused, match="coffeehouse"):
        preparing.create_conversation(
            collaboration=collaboration, title="A try", recipe="tea-party", by=ana
        )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "words", "text": ""}, "text"),
        ({"kind": "words", "text": "x" * 501}, "text"),
        ({"kind": "dance", "text": "?"}, "kind"),
        ({"kind": "choice", "text": "?", "options": ["One"]}, "options"),
        ({"kind": "choice", "text": "?", "options": ["One", "One"]}, "options"),
        ({"kind": "choice", "text": "?", "options": ["One", ""]}, "options"),
        ({"kind": "words", "text": "?", "results": "never"}, "results"),
    ],
)
def test_a_wrong_prompt_says_which_field(
    fields: dict[str, object], field: str, conversation: Conversation, ana: Person
) -> None:
    with pytest.raises(Refused) as caught:
        preparing.add_prompt(conversation=conversation, by=ana, **fields)
    assert caught.value.field == field


def test_prompts_can_be_put_in_another_order(conversation: Conversation, ana: Person) -> None:
    before = [one.pk for one in conversation.prompts.all()]
    preparing.arrange_prompts(conversation=conversation, order=before[::-1], by=ana)
    assert [one.pk for one in conversation.prompts.all()] == before[::-1]


def test_an_answered_prompt_keeps_its_options_and_stays(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    say(join(), prompts["choice"], 1)
    with pytest.raises(Refused):
        preparing.edit_prompt(prompt=prompts["choice"], by=ana, options=["A", "B"])
    with pytest.raises(Refused):
        preparing.remove_prompt(prompt=prompts["choice"], by=ana)
    preparing.edit_prompt(prompt=prompts["choice"], by=ana, text="Which one first?")
    running.reset_prompt(prompt=prompts["choice"], by=ana)
    preparing.remove_prompt(prompt=prompts["choice"], by=ana)
    assert not Prompt.objects.filter(pk=prompts["choice"].pk).exists()


def test_opening_a_prompt_opens_the_conversation_and_shows_it(
    collaboration: Collaboration, ana: Person
) -> None:
    made = preparing.create_conversation(
        collaboration=collaboration, title="Quick", prompts=[{"kind": "text", "text": "?"}], by=ana
    )
    prompt = running.open_prompt(prompt=made.prompts.get(), by=ana, minutes=2)
    made.refresh_from_db()
    assert (made.state, made.current) == ("open", prompt)
    assert prompt.ends_at > timezone.now()
    running.close_conversation(conversation=made, by=ana)
    with pytest.raises(Refused):
        running.open_prompt(prompt=made.prompts.select_related("conversation").get(), by=ana)


def test_hidden_results_stay_hidden_until_revealed(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    say(join(), prompts["choice"], 1)
    pk = str(prompts["choice"].conversation_id)
    shown = {one["id"]: one for one in room.room(pk)["prompts"]}[prompts["choice"].pk]
    assert (shown["answers"], "counts" in shown) == (1, False)
    everything = {one["id"]: one for one in room.whole(pk)["prompts"]}[prompts["choice"].pk]
    assert everything["counts"] == [0, 1, 0]
    running.reveal_prompt(prompt=prompts["choice"], by=ana)
    shown = {one["id"]: one for one in room.room(pk)["prompts"]}[prompts["choice"].pk]
    assert shown["counts"] == [0, 1, 0]
    running.reveal_prompt(prompt=prompts["choice"], by=ana, revealed=False)
    assert (
        "counts" not in {one["id"]: one for one in room.room(pk)["prompts"]}[prompts["choice"].pk]
    )


def test_a_snapshot_costs_few_queries_whoever_answered(
    prompts: Prompts, join: Join, say: Say, django_assert_num_queries: object
) -> None:
    for number in range(12):
        say(join(key=str(number)), prompts["words"], f"word{number}")
    with django_assert_num_queries(8):
        room.room(str(prompts["words"].conversation_id))


def test_a_slur_waits_for_a_person(prompts: Prompts, join: Join, say: Say, ana: Person) -> None:
    prompt = prompts["words"]
    prompt.moderated = True
    prompt.save()
    say(join(), prompt, "bread")
    ((where, quote),) = to_review(prompt.conversation)
    assert (where.pk, quote.text) == (prompt.pk, "bread")
    moderating.moderate(prompt=prompt, passage_id=quote.id, state="published", by=ana)
    assert to_review(prompt.conversation) == []
    with pytest.raises(Refused):
        moderating.moderate(prompt=prompt, passage_id=quote.id, state="withdrawn", by=ana)
    with pytest.raises(Refused):
        moderating.moderate(prompt=prompts["text"], passage_id=quote.id, state="review", by=ana)


def test_questions_are_pinned_labelled_and_answered_in_writing(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    say(join(), prompts["questions"], "Who pays?", "k1")
    item = prompts["questions"].items.get()
    moderating.pin_item(item=item, pinned=True, by=ana)
    moderating.label_item(item=item, label=" money ", by=ana)
    moderating.answer_item(item=item, answered=True, reply="The fund does.", by=ana)
    item.refresh_from_db()
    assert (item.pinned, item.label, item.reply) == (True, "money", "The fund does.")
    with pytest.raises(Refused):
        moderating.label_item(item=item, label="x" * 41, by=ana)


def test_notes_are_kept_by_headline_and_points(prompts: Prompts, ana: Person) -> None:
    prompt = prompts["text"]
    note = noting.add_note(
        prompt=prompt,
        headline="Start small",
        points="- One street\n\n• One year",
        speaker="Dr Oz",
        by=ana,
    )
    (panel,) = panel_notes(prompt)
    assert (panel.headline, panel.points) == ("Start small", ["One street", "One year"])
    noting.edit_note(note=note, headline="Begin small", points="One street", speaker="", by=ana)
    assert [(one.headline, one.points) for one in panel_notes(prompt)] == [
        ("Begin small", ["One street"])
    ]
    noting.remove_note(note=note, by=ana)
    assert panel_notes(prompt) == []
    with pytest.raises(Refused):
        noting.add_note(prompt=prompt, headline="", points="", speaker="", by=ana)


def test_a_message_reaches_everyone_and_can_be_taken_away(
    conversation: Conversation, ana: Person
) -> None:
    running.tell_everyone(conversation=conversation, message="Back at ten past.", by=ana)
    assert room.room(str(conversation.pk))["message"] == "Back at ten past."
    running.tell_everyone(conversation=conversation, message="", by=ana)
    assert room.room(str(conversation.pk))["message"] == ""
    with pytest.raises(Refused):
        running.tell_everyone(conversation=conversation, message="x" * 281, by=ana)


def test_a_survey_outlives_the_close_and_ends_by_itself(
    conversation: Conversation, ana: Person, join: Join, say: Say
) -> None:
    survey = preparing.add_prompt(
        conversation=conversation, by=ana, kind="rating", part="follow_up", text="How was it?"
    )
    following_up.leave_address(conversation=conversation, email="cleo@people.example")
    following_up.start_follow_up(conversation=conversation, days=7, by=ana)
    running.close_conversation(conversation=conversation, by=ana)
    assert isinstance(say(join(key="later"), survey, 4), Answer)
    assert attendance_of(conversation).people == 0
    end_survey.call(conversation.pk)
    assert conversation.follow_up_addresses.count() == 1
    Conversation.objects.update(follow_up_until=timezone.now())
    end_survey.call(conversation.pk)
    survey.refresh_from_db()
    assert survey.state == PromptState.CLOSED
    assert conversation.follow_up_addresses.count() == 0


def test_one_address_that_takes_no_mail_keeps_nobody_from_theirs(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in ("bad@people.example", "cleo@people.example"):
        following_up.leave_address(conversation=conversation, email=email)
    written = tasks._write

    def writes(where: Conversation, address: FollowUpAddress) -> None:
        if address.email.startswith("bad"):
            raise SMTPException
        written(where, address)

    monkeypatch.setattr(tasks, "_write", writes)
    assert send_follow_up.call(conversation.pk) == 1
    assert [one.to for one in mail.outbox] == [["cleo@people.example"]]


def test_members_learn_of_hidden_results_only_when_they_are_shown(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    say(join(audience="report"), prompts["text"], "Too early to tell.", "k1")
    conversation = prompts["text"].conversation
    hidden = str(voices.export_json(conversation, everything=False))
    hidden += str(voices.passages_json(conversation, "report", everything=False))
    assert "Too early" not in hidden
    assert "Too early" in str(voices.export_json(conversation, everything=True))
    running.close_conversation(conversation=conversation, by=ana)
    conversation = Conversation.objects.get()
    assert "Too early" in str(voices.export_json(conversation, everything=False))


def test_the_follow_up_writes_once_to_those_who_asked(
    conversation: Conversation, ana: Person, join: Join, say: Say
) -> None:
    with pytest.raises(Refused):
        following_up.start_follow_up(conversation=conversation, days=7, by=ana)
    survey = preparing.add_prompt(
        conversation=conversation, by=ana, kind="rating", part="follow_up", text="How was it?"
    )
    running.close_conversation(conversation=conversation, by=ana)
    for email in ("cleo@people.example", " Cleo@people.example", "ben@people.example"):
        following_up.leave_address(conversation=conversation, email=email)
    with pytest.raises(Refused):
        following_up.leave_address(conversation=conversation, email="not an address")
    following_up.start_follow_up(conversation=conversation, days=7, by=ana)
    assert send_follow_up.call(conversation.pk) == 2
    assert send_follow_up.call(conversation.pk) == 0
    assert sorted(one.to[0] for one in mail.outbox) == ["ben@people.example", "cleo@people.example"]
    assert conversation.code in mail.outbox[0].body
    assert say(join(key="later"), survey, 5).value == 5
    following_up.end_follow_up(conversation=conversation, by=ana)
    survey.refresh_from_db()
    assert survey.state == PromptState.CLOSED
    assert conversation.follow_up_addresses.count() == 0
