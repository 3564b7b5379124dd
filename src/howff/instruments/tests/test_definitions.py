"""An instrument is read whole or not at all, and reads the same after it was written."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from howff.instruments.definitions import (
    BUILT_IN,
    Definition,
    InstrumentError,
    built_in,
    digest_of,
    from_json,
    parse_definition,
    to_json,
    to_toml,
)
from howff.instruments.tests.drawn import definitions
from howff.sense.rounds.figures import Item

SMALL = """
name = "check-in"
title = "Check-in"

[scale]
levels = ["No", "Yes"]

[[categories]]
id = "us"
title = "Us"

[[categories.principles]]
id = "trust"
title = "Trust"
statement = "We trust each other."
"""
GERMAN = """
[[translations]]
language = "de"
name = "Deutsch"
[translations.texts]
"""
WRONG = tomllib.loads((Path(__file__).parent / "wrong.toml").read_text("utf-8"))["cases"]
MORE = '\n[[categories.principles]]\nid = "{}"\ntitle = "More"\nstatement = "More."\n'


def test_a_small_instrument_has_what_nobody_set() -> None:
    small = parse_definition(SMALL)
    assert (small.language, small.minutes, small.languages) == ("en-gb", 20, ("en-gb",))
    assert small.items() == (Item("trust", "Trust", "Us", "ours", 2, middle=False),)


@settings(max_examples=20)
@given(definitions())
def test_what_is_written_reads_the_same(definition: Definition) -> None:
    assert parse_definition(to_toml(definition)) == definition
    assert from_json(to_json(definition)) == definition


@settings(max_examples=20)
@given(definitions())
def test_no_words_are_lost_on_the_way_to_another_language(definition: Definition) -> None:
    shown = definition.in_language("de")
    translated = definition.translations[0].texts if definition.translations else {}
    texts = definition.texts()
    for place, text in replace(shown, glossary=()).texts().items():
        assert text == translated.get(place, texts[place])


def test_the_digest_tells_every_change_and_nothing_else() -> None:
    small = parse_definition(SMALL)
    assert digest_of(small) == digest_of(parse_definition(to_toml(small)))
    assert digest_of(small) != digest_of(replace(small, minutes=21))


@pytest.mark.parametrize("case", WRONG, ids=[case["told"][:40] for case in WRONG])
def test_what_cannot_be_used_is_told_with_its_place(case: dict[str, str]) -> None:
    with pytest.raises(InstrumentError) as error:
        parse_definition(case["toml"])
    assert error.value.message == case["told"]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("x" * 2_000_001, "This is too long for an instrument: at most 2,000,000 characters."),
        (
            SMALL.replace("Check-in", "x" * 201),
            "title: this is too long: at most 200 characters.",
        ),
        (
            SMALL + "".join(MORE.format(f"m{n}") for n in range(30)),
            "category 1 (us), principles: there is room for 30; here are 31.",
        ),
    ],
    ids=["file", "title", "principles"],
)
def test_what_is_too_long_is_told(toml: str, told: str) -> None:
    with pytest.raises(InstrumentError) as error:
        parse_definition(toml)
    assert error.value.message == told


def test_more_statements_than_people_answer_are_refused() -> None:
    parts = (f'\n[[categories]]\nid = "c{c}"\ntitle = "C{c}"' + "".join(
        MORE.format(f"m{c}-{n}") for n in range(30)) for c in range(2))  # fmt: skip
    with pytest.raises(InstrumentError, match=r"^there is room for 60 principles\.$"):
        parse_definition(SMALL + "".join(parts))


def test_what_is_not_a_table_is_refused() -> None:
    with pytest.raises(InstrumentError, match=r"^instrument: give its settings by name\.$"):
        from_json(["a", "list"])


def test_blanks_and_line_ends_are_made_plain() -> None:
    spaced = SMALL.replace('"Check-in"', r'" Check\r\nin "')
    assert parse_definition(spaced).title == "Check\nin"


def test_easy_words_stand_in_in_every_language() -> None:
    pulse = built_in("pulse")
    easy = pulse.easy().principles[0].statement
    assert easy == "People we support help to decide what we do."
    german = "Die Menschen, die wir unterstützen, entscheiden mit."
    assert pulse.in_language("de").easy().principles[0].statement == german
    assert pulse.easy().in_language("de").principles[0].statement == german
    assert pulse.in_language("DE").easy().scale.levels[2] == "Mittel"
    assert pulse.in_language("fr") is pulse


def test_easy_words_of_another_language_do_not_show_where_they_are_missing() -> None:
    half = SMALL + 'easy = "We trust."' + GERMAN + '"trust.statement" = "Wir vertrauen."'
    shown = parse_definition(half).in_language("de")
    assert (shown.easy().principles[0].statement, shown.has_easy) == ("Wir vertrauen.", False)


def test_parts_are_found_by_their_ids() -> None:
    index = built_in(BUILT_IN[0])
    assert index.principle("R1").title == "Sharing what we have"
    assert index.category_of("R1").title == "Resourcing"
    assert (index.principle("none"), index.category_of("none")) == (None, None)
