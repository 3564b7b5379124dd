"""Recipes: conversations that others have found good, ready to be changed and used."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from howff.formats.toml import TomlError, read_toml

KINDS = frozenset(
    {"words", "text", "choice", "choices", "rating", "ranking", "statements", "questions"}
)
RESULTS = frozenset({"hidden", "live", "after"})
PARTS = frozenset({"opening", "core", "questions", "follow_up"})
WITH_OPTIONS = frozenset({"choice", "choices", "rating", "ranking"})
MOST_PROMPTS = 60
MOST_OPTIONS = 30
LONGEST = {"title": 200, "purpose": 4000, "text": 500, "help": 500, "option": 200}
LONGEST_OTHERWISE = 2000
PLACE = re.compile(r"\{(\w+)\}")


class RecipeError(ValueError):
    """A recipe that cannot be used; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class RecipePrompt:
    """One thing that people are asked; its settings are those of a conversation's prompt."""

    kind: str
    text: str
    help: str = ""
    options: tuple[str, ...] = ()
    results: str = "hidden"
    part: str = "core"
    several: bool = False
    moderated: bool = False
    additions: bool = True

    def as_fields(self) -> dict[str, Any]:
        """Give the settings by name, with the options as a list."""
        return asdict(self) | {"options": list(self.options)}


@dataclass(frozen=True, slots=True)
class Recipe:
    """A conversation to begin from; `names` are what its texts speak of, such as two poles."""

    title: str
    prompts: tuple[RecipePrompt, ...]
    summary: str = ""
    minutes: int = 60
    purpose: str = ""
    welcome: str = ""
    promise: str = ""
    thanks: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def load_recipes() -> dict[str, Recipe]:
    """Give the recipes of the library by name."""
    return {name: _parsed(text) for name, text in _library().items()}


def recipe_with(name: str, names: Mapping[str, str]) -> Recipe:
    """Give a recipe of the library with names of your own, such as the two ends of a polarity."""
    return parse_recipe(_library()[name], names)


def parse_recipe(toml: str, names: Mapping[str, str] | None = None) -> Recipe:
    """Read a recipe; where a text holds `{name}`, put in that one of its names (or of yours).

    Raises RecipeError, which says what to mend and where.
    """
    try:
        content = read_toml(toml)
    except TomlError as error:
        raise RecipeError(str(error)) from error
    own = _names(content, names or {})
    filled = _filled(content | {"names": {}}, own) | {"names": own}
    asked = filled.pop("prompts", [])
    if not isinstance(asked, list) or not 0 < len(asked) <= MOST_PROMPTS:
        raise RecipeError(f"prompts: give 1 to {MOST_PROMPTS}, each under [[prompts]].")
    prompts = tuple(_prompt(f"prompt {number}", one) for number, one in enumerate(asked, 1))
    return Recipe(prompts=prompts, **_settings(Recipe, "recipe", filled, {"prompts"}))


def to_toml(recipe: Recipe) -> str:
    """Write a recipe, so that reading it gives the same recipe again."""
    head = {each.name: getattr(recipe, each.name) for each in fields(Recipe)}
    prompts, names = head.pop("prompts"), head.pop("names")
    tables = [head, *([names] if names else []), *(prompt.as_fields() for prompt in prompts)]
    titles = ["", *(["[names]\n"] if names else []), *["[[prompts]]\n"] * len(prompts)]
    return "\n".join(title + _lines(table) for title, table in zip(titles, tables, strict=True))


def _lines(settings: Mapping[str, Any]) -> str:
    """Write settings one on a line; JSON's texts, numbers and lists are TOML's too, but for DEL."""
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in settings.items()}
    return "".join(f"{name} = {text}\n" for name, text in written.items()).replace(
        "\x7f", "\\u007f"
    )


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    """Put the names into every text."""
    match value:
        case str():
            return PLACE.sub(lambda found: names.get(found[1], found[0]), value)
        case list():
            return [_filled(each, names) for each in value]
        case dict():
            return {key: _filled(each, names) for key, each in value.items()}
    return value


def _prompt(where: str, given: object) -> RecipePrompt:
    if not isinstance(given, dict):
        raise RecipeError(f"{where}: give its settings under [[prompts]].")
    prompt = RecipePrompt(**_settings(RecipePrompt, where, given))
    for name, allowed in (("kind", KINDS), ("results", RESULTS), ("part", PARTS)):
        if getattr(prompt, name) not in allowed:
            raise RecipeError(
                f"{where}: {name} is {getattr(prompt, name)!r}; "
                f"use one of {', '.join(sorted(allowed))}."
            )
    _check_options(where, prompt)
    return prompt


def _check_options(where: str, prompt: RecipePrompt) -> None:
    options = prompt.options
    if prompt.kind not in WITH_OPTIONS and options:
        raise RecipeError(f"{where}: a prompt of kind {prompt.kind} has no options.")
    if prompt.kind in WITH_OPTIONS and not 2 <= len(options) <= MOST_OPTIONS:
        raise RecipeError(f"{where}: give 2 to {MOST_OPTIONS} options.")
    if len(set(options)) < len(options) or not all(options):
        raise RecipeError(f"{where}: give each option its own words.")


def _settings(
    kind: type[Recipe | RecipePrompt],
    where: str,
    given: Mapping[str, Any],
    apart: Collection[str] = (),
) -> dict[str, Any]:
    """Check settings against the fields of a dataclass, and give them as it keeps them."""
    known = {each.name: each for each in fields(kind) if each.name not in apart}
    for name in given:
        if name not in known:
            raise RecipeError(f"{where}: {name} is not known; use {', '.join(known)}.")
    for name, each in known.items():
        needed = each.default is MISSING and each.default_factory is MISSING
        if needed and not str(given.get(name, "")).strip():
            raise RecipeError(f"{where}: {name} is missing.")
    return {name: _value(f"{where}: {name}", known[name], one) for name, one in given.items()}


def _value(where: str, setting: Field[Any], given: Any) -> Any:
    """Check one value, and give it as the dataclass keeps it."""
    if setting.name == "names":
        return given
    if setting.name == "options":
        if not isinstance(given, list):
            raise RecipeError(f"{where} should be a list, in square brackets.")
        return tuple(_text(where, one, LONGEST["option"]) for one in given)
    if setting.type is str:
        return _text(where, given, LONGEST.get(setting.name, LONGEST_OTHERWISE))
    if type(given) is not setting.type or (given is not False and given < 0):
        wanted = "true or false" if setting.type is bool else "a number of minutes"
        raise RecipeError(f"{where} should be {wanted}.")
    return given


def _text(where: str, given: object, longest: int = 200) -> str:
    if not isinstance(given, str):
        raise RecipeError(f"{where} should be text, in quotation marks.")
    if len(given) > longest:
        raise RecipeError(f"{where} is too long: at most {longest} characters.")
    return given


def _names(content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Give the recipe's names, or yours in their place."""
    given = content.get("names", {})
    if not isinstance(given, dict):
        raise RecipeError("names: give each name under [names].")
    return {name: _text(f"names: {name}", one) for name, one in (given | dict(names)).items()}


@lru_cache(maxsize=1)
def _library() -> dict[str, str]:
    """Give the texts of the library's recipes by name."""
    kept = files(__package__).joinpath("library", "recipes").iterdir()
    texts = {path.name: path.read_text("utf-8") for path in kept}
    return {name.removesuffix(".toml"): text for name, text in sorted(texts.items())}


@lru_cache(maxsize=32)
def _parsed(text: str) -> Recipe:
    return parse_recipe(text)
