"""Pages on which a conversation is prepared: each form, right and wrong."""

from typing import Any

import pytest

from howff.conversations.actions import preparing
from howff.conversations.models import Answer, Conversation, Prompt
from howff.conversations.tests.pages import Get
from howff.instruments.recipes import load_recipes
from howff.people.models import Collaboration, Person


def test_every_recipe_makes_a_conversation(
    post: Get, get: Get, collaboration: Collaboration
) -> None:
    for name, recipe in load_recipes().items():
        post("new", collaboration.pk, title=recipe.title, recipe=name)
        made = Conversation.objects.get(recipe=name)
        assert made.prompts.count() == len(recipe.prompts)
        assert get("edit", made.pk).status_code == 200


def test_a_polarity_has_ends_of_ones_own(post: Get, collaboration: Collaboration) -> None:
    names = {"name-polarity-map-first": "speed", "name-polarity-map-second": "care"}
    post("new", collaboration.pk, title="Ours", recipe="polarity-map", **names)
    prompts = Conversation.objects.get(title="Ours").prompts
    assert prompts.get(kind="rating").options == ["speed", "care"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"title": "", "recipe": ""}, "This field is required."),
        ({"title": "A talk", "recipe": "soup"}, "There is no recipe called soup."),
    ],
)
def test_what_was_typed_stays_when_it_is_wrong(
    data: dict[str, str], why: str, post: Get, collaboration: Collaboration
) -> None:
    response = post("new", collaboration.pk, plain=True, **data)
    page = response.content.decode()
    assert (response.status_code, why in page) == (422, True)
    assert f'value="{data["title"]}"' in page or not data["title"]


ABOUT = {"title": "New", "purpose": "Why", "language": "gd", "starts_at": "2026-12-01T10:30"}


def test_what_it_is_about_is_saved(post: Get, conversation: Conversation) -> None:
    assert post("edit", conversation.pk, **ABOUT, guests="Sam\nMo").status_code == 200
    conversation.refresh_from_db()
    saved = (conversation.title, conversation.purpose, conversation.language, conversation.guests)
    assert saved == ("New", "Why", "gd", "Sam\nMo")
    assert conversation.starts_at is not None


def test_a_wrong_form_comes_back_with_what_was_typed(post: Get, conversation: Conversation) -> None:
    response = post("edit", conversation.pk, **ABOUT | {"starts_at": "soon"}, guests="Kept")
    page = response.content.decode()
    assert (response.status_code, "Enter a valid date/time." in page) == (422, True)
    assert ("Kept" in page, 'value="soon"' in page, "<html" in page) == (True, True, False)


GIVEN = {"text": "How?", "results": "hidden", "part": "core"}


@pytest.mark.parametrize(
    "kind", ["words", "text", "choice", "choices", "rating", "ranking", "statements", "questions"]
)
def test_each_kind_is_added(
    kind: str, get: Get, post: Get, collaboration: Collaboration, ana: Person
) -> None:
    made = preparing.create_conversation(collaboration=collaboration, title="Empty", by=ana)
    assert get("add_prompt", made.pk, kind).status_code == 200
    more = {"options": "One\n\n Two ", "statements": "First\nSecond", "several": "on"}
    assert post("add_prompt", made.pk, kind, **GIVEN, **more).status_code == 200
    added = made.prompts.get()
    chosen = kind in {"choice", "choices", "rating", "ranking"}
    assert (added.kind, added.options) == (kind, ["One", "Two"] if chosen else [])
    assert (added.several, added.items.count()) == (
        kind in {"words", "text"},
        2 if kind == "statements" else 0,
    )


def test_there_is_no_other_kind(get: Get, conversation: Conversation) -> None:
    assert get("add_prompt", conversation.pk, "soup").status_code == 404


def test_a_choice_needs_options(post: Get, conversation: Conversation) -> None:
    response = post("add_prompt", conversation.pk, "choice", **GIVEN, options="One")
    page = response.content.decode()
    assert (response.status_code, "Please give 2 to 30 options." in page) == (422, True)
    assert ("How?" in page, "One</textarea>" in page) == (True, True)


def test_what_is_added_comes_before_the_survey(
    post: Get, collaboration: Collaboration, ana: Person
) -> None:
    asked = [{"kind": "text", "text": "Live"}, {"kind": "text", "text": "S", "part": "follow_up"}]
    made = preparing.create_conversation(
        collaboration=collaboration, title="T", prompts=asked, by=ana
    )
    post("add_prompt", made.pk, "text", **GIVEN)
    assert [one.text for one in made.prompts.all()] == ["Live", "How?", "S"]


def test_options_stay_once_people_have_answered(
    post: Get, prompts: dict[str, Prompt], join: Any, say: Any
) -> None:
    prompt = prompts["choice"]
    say(join(), prompt, "Trust")
    prefix = f"p{prompt.pk}-"
    data = {f"{prefix}{name}": value for name, value in GIVEN.items()}
    response = post("edit_prompt", prompt.pk, **data, **{f"{prefix}options": "Trust\nLuck"})
    assert response.status_code == 422
    assert "People have answered already" in response.content.decode()
    kept = {f"{prefix}options": "Trust\nMoney\nTime"}
    assert post("edit_prompt", prompt.pk, **data, **kept).status_code == 200
    prompt.refresh_from_db()
    assert prompt.text == "How?"


def order(conversation: Conversation) -> list[str]:
    """The kinds of a conversation's prompts, in order."""
    return [one.kind for one in conversation.prompts.all()]


def test_prompts_move_by_button_and_by_dragging(
    post: Get, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    post("move_prompt", prompts["text"].pk, to="up")
    assert order(conversation)[:3] == ["text", "words", "choice"]
    post("move_prompt", prompts["text"].pk, to="up")
    post("move_prompt", prompts["text"].pk, to="down")
    assert order(conversation)[:3] == ["words", "text", "choice"]
    wanted = [prompts[kind].pk for kind in ("questions", "text", "words")]
    post("arrange", conversation.pk, order=",".join(map(str, [*wanted, "nonsense"])))
    assert order(conversation)[:4] == ["questions", "text", "words", "choice"]


def test_a_removed_prompt_is_put_back_in_its_place(
    post: Get, conversation: Conversation, prompts: dict[str, Prompt]
) -> None:
    removed = prompts["choices"]
    response = post("remove_prompt", removed.pk)
    assert "choices" not in order(conversation)
    kept = response.context["kept"]
    post("add_prompt", conversation.pk, "choices", **kept)
    assert order(conversation)[3] == "choices"
    again = conversation.prompts.get(kind="choices")
    assert (again.text, again.options) == (removed.text, removed.options)


def test_a_prompt_that_was_answered_stays(
    post: Get, prompts: dict[str, Prompt], said: dict[str, Answer]
) -> None:
    response = post("remove_prompt", prompts["text"].pk)
    assert response.status_code == 409
    assert "People have answered this, so it stays." in response.content.decode()
