"""Recipes can be used as they are, changed, and written down again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.instruments import recipes
from howff.instruments.recipes import (
    Recipe,
    RecipeError,
    RecipePrompt,
    load_recipes,
    parse_recipe,
    recipe_with,
    to_toml,
)

SMALL = 'title = "Check-in"\n[[prompts]]\nkind = "words"\ntext = "How are you?"\n'


def test_the_library_holds_what_people_know() -> None:
    assert {name: recipe.title for name, recipe in load_recipes().items()} == {
        "appreciative-inquiry": "Appreciative inquiry",
        "coffeehouse": "Coffeehouse",
        "peer-support-circle": "Peer-support circle",
        "polarity-map": "Polarity map",
        "statement-voting": "Statement voting",
    }


@pytest.mark.parametrize("name", load_recipes())
def test_every_recipe_says_what_people_need_to_know(name: str) -> None:
    recipe = load_recipes()[name]
    told = (recipe.summary, recipe.purpose, recipe.welcome, recipe.promise, recipe.thanks)
    assert all(told)
    assert "{" not in repr([told, [prompt.text + prompt.help for prompt in recipe.prompts]])


def test_the_coffeehouse_has_an_opening_three_questions_the_audience_and_a_follow_up() -> None:
    prompts = load_recipes()["coffeehouse"].prompts
    assert [(prompt.part, prompt.kind) for prompt in prompts] == [
        ("opening", "words"),
        ("core", "text"),
        ("core", "text"),
        ("core", "text"),
        ("questions", "questions"),
        ("follow_up", "rating"),
        ("follow_up", "choice"),
        ("follow_up", "text"),
        ("follow_up", "text"),
    ]


def test_a_small_recipe_has_sensible_settings() -> None:
    recipe = parse_recipe(SMALL)
    assert recipe == Recipe("Check-in", (RecipePrompt("words", "How are you?"),))
    assert recipe.prompts[0].as_fields() == {
        "kind": "words",
        "text": "How are you?",
        "help": "",
        "options": [],
        "results": "hidden",
        "part": "core",
        "several": False,
        "moderated": False,
        "additions": True,
    }


def test_a_polarity_takes_names_of_your_own() -> None:
    recipe = recipe_with("polarity-map", {"first": "staying small"})
    assert recipe.names == {"first": "staying small", "second": "working as one"}
    assert recipe.prompts[0].options == ("staying small", "working as one")
    assert recipe.prompts[1].text == "What is good about staying small?"


def test_a_text_may_hold_braces_that_are_no_name() -> None:
    assert parse_recipe(SMALL.replace("you", "{you}")).prompts[0].text == "How are {you}?"


PROMPT = SMALL.replace('"How are you?"\n', '"How are you?"\n{}\n')


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("title =", "This is not TOML: Invalid value (at end of document)."),
        ("a=" + "[" * 100_000, "This is not TOML that can be read: it is nested too deeply."),
        ('title = "x"', "prompts: give 1 to 60, each under [[prompts]]."),
        ('title = "x"\nprompts = 3', "prompts: give 1 to 60, each under [[prompts]]."),
        ('title = "x"\nprompts = ["x"]', "prompt 1: give its settings under [[prompts]]."),
        (
            SMALL.replace("title", "name"),
            (
                "recipe: name is not known; use title, summary, minutes, "
                "purpose, welcome, promise, thanks, names."
            ),
        ),
        (SMALL.replace('"Check-in"', '" "'), "recipe: title is missing."),
        (SMALL.replace('"Check-in"', "3"), "recipe: title should be text, in quotation marks."),
        (
            SMALL.replace("Check-in", "x" * 201),
            "recipe: title is too long: at most 200 characters.",
        ),
        (f"minutes = true\n{SMALL}", "recipe: minutes should be a number of minutes."),
        (f"minutes = -1\n{SMALL}", "recipe: minutes should be a number of minutes."),
        (f"names = 3\n{SMALL}", "names: give each name under [names]."),
        (f"names.first = 3\n{SMALL}", "names: first should be text, in quotation marks."),
        (SMALL.replace('kind = "words"', ""), "prompt 1: kind is missing."),
        (
            SMALL.replace('"words"', '"word"'),
            (
                "prompt 1: kind is 'word'; use one of choice, "
                "choices, questions, ranking, rating, statements, text, words."
            ),
        ),
        (
            PROMPT.format('results = "now"'),
            "prompt 1: results is 'now'; use one of after, hidden, live.",
        ),
        (PROMPT.format("several = 1"), "prompt 1: several should be true or false."),
        (PROMPT.format('options = "a"'), "prompt 1: options should be a list, in square brackets."),
        (
            PROMPT.format('options = ["a", 2]'),
            "prompt 1: options should be text, in quotation marks.",
        ),
        (PROMPT.format('options = ["a", "b"]'), "prompt 1: a prompt of kind words has no options."),
        (
            PROMPT.format('options = ["a"]').replace('"words"', '"choice"'),
            "prompt 1: give 2 to 30 options.",
        ),
        (
            PROMPT.format('options = ["a", "a"]').replace('"words"', '"choice"'),
            "prompt 1: give each option its own words.",
        ),
    ],
)
def test_a_recipe_that_cannot_be_used_says_what_to_mend(toml: str, message: str) -> None:
    with pytest.raises(RecipeError) as raised:
        parse_recipe(toml)
    assert str(raised.value) == message


@pytest.mark.parametrize("name", load_recipes())
def test_a_recipe_of_the_library_is_written_and_read_again(name: str) -> None:
    recipe = load_recipes()[name]
    assert parse_recipe(to_toml(recipe)) == recipe


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="{}"), max_size=40)
words = text.filter(str.strip)


@given(text, words, words, st.lists(words, min_size=2, max_size=5, unique=True), st.booleans())
def test_any_recipe_is_written_and_read_again(
    purpose: str, title: str, asked: str, options: list[str], several: bool
) -> None:
    prompt = RecipePrompt("ranking", asked, options=tuple(options), several=several)
    recipe = Recipe(title, (prompt, replace(prompt, results="live")), purpose=purpose)
    assert parse_recipe(to_toml(recipe)) == recipe


def test_changing_what_is_given_does_not_change_the_library() -> None:
    load_recipes().clear()
    assert "coffeehouse" in load_recipes()
    assert recipes.load_recipes()["coffeehouse"] is load_recipes()["coffeehouse"]
