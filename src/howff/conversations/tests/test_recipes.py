"""Every recipe of the library becomes a conversation, and both name things alike."""

import pytest

from howff.conversations.actions.preparing import MOST_OPTIONS, MOST_PROMPTS, create_conversation
from howff.conversations.models import Kind, Part, Results
from howff.instruments import recipes
from howff.people.models import Collaboration


@pytest.mark.parametrize("name", recipes.load_recipes())
def test_a_recipe_becomes_a_conversation(name: str, collaboration: Collaboration) -> None:
    conversation = create_conversation(
        collaboration=collaboration, title="Harbour talk", by=None, recipe=name
    )
    recipe = recipes.load_recipes()[name]
    assert conversation.promise == recipe.promise
    assert [(one.kind, one.text, one.part) for one in conversation.prompts.all()] == [
        (one.kind, one.text, one.part) for one in recipe.prompts
    ]


def test_recipes_and_conversations_name_things_alike() -> None:
    assert set(Kind.values) == recipes.KINDS
    assert set(Results.values) == recipes.RESULTS
    assert set(Part.values) == recipes.PARTS
    assert (MOST_PROMPTS, MOST_OPTIONS) == (recipes.MOST_PROMPTS, recipes.MOST_OPTIONS)
