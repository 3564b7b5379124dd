"""The reference tells every key of an instrument, every choice, and what comes with Howff."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from howff.instruments.definitions import (
    BUILT_IN,
    Category,
    Definition,
    Principle,
    Question,
    Scale,
    Translation,
    built_in,
    parse_definition,
)
from howff.instruments.definitions.reading import CHOICES
from howff.instruments.exchange import FORMATS

PAGE = (Path(__file__).parents[4] / "docs/reference/instruments.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
KINDS = {
    "The whole": Definition,
    "A category": Category,
    "A principle": Principle,
    "A question": Question,
    "A scale": Scale,
    "A translation": Translation,
}


def rows(section: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", SECTIONS[section], re.MULTILINE))


@pytest.mark.parametrize("section", KINDS)
def test_every_key_is_told_in_order(section: str) -> None:
    assert list(rows(section)) == [one.name for one in fields(KINDS[section])]


@pytest.mark.parametrize(
    ("section", "kind"), [("A principle", Principle), ("A question", Question)]
)
def test_every_choice_is_told(section: str, kind: type) -> None:
    for name, kinds in CHOICES.items():
        if kind in kinds:
            assert kinds[kind] <= set(re.findall(r"`(\w+)`", rows(section)[name]))


def test_what_comes_with_howff_is_told() -> None:
    told = {name: row.split(" | ")[1:] for name, row in rows("Built in").items()}
    assert told == {
        name: [str(len(built_in(name).principles)), str(built_in(name).minutes)]
        for name in BUILT_IN
    }


def test_every_format_is_told() -> None:
    assert list(rows("Other formats")) == [one.ending for one in FORMATS.values()]


def test_the_example_can_be_used_as_it_stands() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    definition = parse_definition(example)
    assert (definition.name, definition.languages) == ("check-in", ("en-gb", "de"))


def test_the_stages_are_told() -> None:
    told = set(re.findall(r"`(\w+)`", rows("A principle")["stages"]))
    used = {stage for name in BUILT_IN for one in built_in(name).principles for stage in one.stages}
    assert told == used
