"""The console: running, moderating and noting, each with what is said then."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from howff.conversations.actions import following_up, preparing
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.models import Answer, Conversation, ConversationState, Note, Prompt
from howff.conversations.tests.pages import HTMX, Get, item_of
from howff.evidence.models import Passage, PassageState
from howff.people.models import Collaboration, Person

CONSOLE_QUERIES = 19


@pytest.mark.parametrize(
    ("act", "state", "revealed"),
    [
        ("close", "closed", False),
        ("open", "open", False),
        ("reveal", "open", True),
        ("hide", "open", False),
        ("show", "open", False),
    ],
)
def test_a_button_runs_a_prompt(
    act: str, state: str, revealed: bool, post: Get, prompts: dict[str, Prompt]
) -> None:
    response = post("run_prompt", prompts["text"].pk, act)
    assert (response.status_code, response.headers["HX-Trigger"]) == (200, "acted")
    prompts["text"].refresh_from_db()
    assert (prompts["text"].state, prompts["text"].revealed) == (state, revealed)


def test_a_prompt_starts_again(
    post: Get, prompts: dict[str, Prompt], said: dict[str, Answer]
) -> None:
    assert post("run_prompt", prompts["text"].pk, "reset").status_code == 200
    assert not prompts["text"].answers.exists()
    assert Passage.objects.get(pk=said["text"].passage_id).text == ""


def test_there_is_no_other_button(post: Get, prompts: dict[str, Prompt]) -> None:
    assert post("run_prompt", prompts["text"].pk, "soup").status_code == 404


def test_the_timer_runs_and_stops(post: Get, prompts: dict[str, Prompt]) -> None:
    post("set_timer", prompts["text"].pk, minutes="2")
    prompts["text"].refresh_from_db()
    assert prompts["text"].ends_at is not None
    post("run_prompt", prompts["text"].pk, "stop-timer")
    prompts["text"].refresh_from_db()
    assert prompts["text"].ends_at is None


def test_a_closed_conversation_says_why_nothing_opens(
    post: Get, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    post("change_state", conversation.pk, "close")
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.CLOSED
    response = post("run_prompt", prompts["text"].pk, "open")
    assert response.status_code == 409
    assert "The conversation is closed. Open it again first." in response.content.decode()
    post("change_state", conversation.pk, "open")
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.OPEN


def test_without_scripts_the_console_answers_with_a_page(
    post: Get, prompts: dict[str, Prompt]
) -> None:
    response = post("run_prompt", prompts["text"].pk, "close", plain=True)
    prompt = prompts["text"]
    console = reverse("conversations:console", args=[prompt.conversation_id])
    assert (response.status_code, response.url) == (302, f"{console}?prompt={prompt.pk}")


def test_everyone_is_told_and_told_no_more(post: Get, conversation: Conversation) -> None:
    assert post("tell_everyone", conversation.pk, message="Tea!").status_code == 200
    conversation.refresh_from_db()
    assert conversation.message == "Tea!"
    assert post("tell_everyone", conversation.pk, message="x" * 281).status_code == 422
    post("tell_everyone", conversation.pk, message="Tea!", clear="1")
    conversation.refresh_from_db()
    assert conversation.message == ""


def test_a_survey_needs_prompts_and_then_runs(
    post: Get, conversation: Conversation, ana: Person, collaboration: Collaboration
) -> None:
    response = post("follow_up", conversation.pk, "start", days="7")
    assert (response.status_code, "Add at least one prompt" in response.content.decode()) == (
        422,
        True,
    )
    preparing.add_prompt(
        conversation=conversation, by=ana, kind="text", text="And now?", part="follow_up"
    )
    following_up.leave_address(conversation=conversation, email="cleo@people.example")
    assert post("follow_up", conversation.pk, "start", days="7").status_code == 200
    conversation.refresh_from_db()
    assert conversation.follow_up_until is not None
    post("follow_up", conversation.pk, "end")
    conversation.refresh_from_db()
    assert conversation.follow_up_until is None


def test_what_needs_review_comes_first(
    get: Get, conversation: Conversation, said: dict[str, Answer]
) -> None:
    Passage.objects.filter(pk=said["text"].passage_id).update(state=PassageState.REVIEW)
    voices = get("console", conversation.pk).context["desk"].voices
    assert next(voice.quote.id for voice in voices.shown) == said["text"].passage_id
    assert (voices.waiting, voices.total) == (1, 3)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ({"state": "review"}, []),
        ({"state": "published"}, ["questions", "statements", "text", "words"]),
        ({"state": "answered"}, ["questions"]),
        ({"q": "text"}, ["text"]),
        ({"q": "nothing like this"}, []),
    ],
)
def test_the_list_is_narrowed(
    search: dict[str, str],
    found: list[str],
    get: Get,
    post: Get,
    conversation: Conversation,
    said: dict[str, Answer],
) -> None:
    post("mark_item", item_of(said["questions"]).pk, "answered")
    response = get("console", conversation.pk, data=search | {"parts": "voices"}, headers=HTMX)
    voices = response.context["desk"].voices.shown
    assert sorted(voice.prompt.kind for voice in voices) == found


def test_single_words_are_listed_where_their_prompt_is_chosen(
    get: Get, conversation: Conversation, prompts: dict[str, Prompt], said: dict[str, Answer]
) -> None:
    response = get("console", conversation.pk, data={"of": prompts["words"].pk})
    assert [one.prompt.kind for one in response.context["desk"].voices.shown] == ["words"]


def test_moderation_is_undone(
    post: Get, prompts: dict[str, Prompt], said: dict[str, Answer]
) -> None:
    passage = Passage.objects.get(pk=said["text"].passage_id)
    response = post("moderate", prompts["text"].pk, passage.pk, "archived")
    passage.refresh_from_db()
    assert passage.state == PassageState.ARCHIVED
    undo = reverse("conversations:moderate", args=[prompts["text"].pk, passage.pk, "published"])
    assert undo in response.content.decode()
    post("moderate", prompts["text"].pk, passage.pk, "published")
    passage.refresh_from_db()
    assert passage.state == PassageState.PUBLISHED


def test_nobody_moderates_through_another_prompt(
    post: Get, prompts: dict[str, Prompt], said: dict[str, Answer]
) -> None:
    passage = said["text"].passage_id
    assert post("moderate", prompts["questions"].pk, passage, "archived").status_code == 404


@pytest.mark.parametrize(("mark", "undo"), [("pin", "unpin"), ("answered", "unanswered")])
def test_marks_are_undone(mark: str, undo: str, post: Get, said: dict[str, Answer]) -> None:
    item = item_of(said["questions"])
    response = post("mark_item", item.pk, mark)
    assert reverse("conversations:mark_item", args=[item.pk, undo]) in response.content.decode()
    item.refresh_from_db()
    assert item.pinned or item.answered_at
    post("mark_item", item.pk, undo)
    item.refresh_from_db()
    assert (item.pinned, item.answered_at) == (False, None)


def test_a_question_is_labelled_and_answered_in_writing(
    get: Get, post: Get, said: dict[str, Answer]
) -> None:
    item = item_of(said["questions"])
    assert "Your written answer" in get("item", item.pk).content.decode()
    post("label", item.pk, label=" money ")
    assert post("label", item.pk, label="x" * 41).status_code == 422
    post("reply", item.pk, reply="In public.")
    assert post("reply", item.pk, reply="").status_code == 422
    item.refresh_from_db()
    assert (item.label, item.reply, item.answered_at is not None) == ("money", "In public.", True)


def test_questions_that_say_the_same_are_counted_together(
    get: Get, post: Get, join: Any, say: Any, prompts: dict[str, Prompt]
) -> None:
    first, second = (
        item_of(say(join(), prompts["questions"], text, text)) for text in ("When?", "By when?")
    )
    assert "By when?" in get("item", first.pk).content.decode()
    post("merge", second.pk, into=first.pk)
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    post("mark_item", second.pk, "apart")
    second.refresh_from_db()
    assert second.merged_into_id is None
    assert post("merge", second.pk, into=second.pk).status_code == 422
    assert post("merge", second.pk, into="").status_code == 404


def test_a_statement_of_ones_own_is_put_to_the_vote(
    post: Get, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    number = prompts["statements"].pk
    assert post("add_statement", conversation.pk, prompt=number, text="").status_code == 422
    assert post("add_statement", conversation.pk, prompt=number, text="Ours").status_code == 200
    assert prompts["statements"].items.count() == 1


def test_notes_are_taken_reworded_and_removed(
    get: Get, post: Get, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    given = {"prompt": prompts["text"].pk, "points": "One\nTwo", "speaker": "Mo"}
    wrong = post("add_note", conversation.pk, **given, headline="")
    assert (wrong.status_code, "One\nTwo" in wrong.content.decode()) == (422, True)
    assert post("add_note", conversation.pk, **given, headline="A door").status_code == 200
    note = Note.objects.get()
    assert "One\nTwo" in get("edit_note", note.pk, headers=HTMX).content.decode()
    post("edit_note", note.pk, headline="Two doors", points="", speaker="")
    note.refresh_from_db()
    assert (note.headline, note.speaker) == ("Two doors", "")
    post("remove_note", note.pk)
    assert not Note.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_console_asks_as_little_for_three_as_for_one(
    people: int,
    get: Get,
    join: Any,
    say: Any,
    prompts: dict[str, Prompt],
    conversation: Conversation,
) -> None:
    for number in range(people):
        person = join()
        for kind in ("text", "statements", "questions"):
            say(person, prompts[kind], f"{kind} {number}", str(number))
    with CaptureQueriesContext(connection) as asked:
        response = get("console", conversation.pk, data={"prompt": prompts["questions"].pk})
    assert len(response.context["desk"].voices.shown) == 3 * people
    assert len(asked) == CONSOLE_QUERIES


def test_nonsense_in_the_address_is_no_error(get: Get, conversation: Conversation) -> None:
    data = {"prompt": "x", "of": "9" * 40, "limit": "-1", "q": "\0", "state": "soup", "parts": "z"}
    assert get("console", conversation.pk, data=data).status_code == 200
    assert get("console", conversation.pk, data=data, headers=HTMX).status_code == 200


def test_two_hundred_answers_are_listed_in_pages(
    get: Get, conversation: Conversation, prompts: dict[str, Prompt], join: Any
) -> None:
    person = join()
    record_answers(
        [AnswerRequest(person.pk, prompts["text"].pk, f"Say {n}", str(n)) for n in range(200)]
    )
    voices = get("console", conversation.pk).context["desk"].voices
    assert (len(voices.shown), voices.total) == (25, 200)
    more = get("console", conversation.pk, data={"limit": "75"}).context["desk"].voices
    assert len(more.shown) == 75
