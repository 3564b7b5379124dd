"""An instrument is read whole or not at all, and reads the same after it was written."""

from dataclasses import replace

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
QUESTION = """
[[categories.principles.questions]]
id = "why"
text = "Why?"
"""
GERMAN = """
[[translations]]
language = "de"
name = "Deutsch"
[translations.texts]
"""
MORE = '\n[[categories.principles]]\nid = "{}"\ntitle = "More"\nstatement = "More."\n'
AT = "category 1 (us), principle 1 (trust)"


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


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("title =", "This is not TOML: Invalid value (at end of document)."),
        ("x" * 2_000_001, "This is too long for an instrument: at most 2,000,000 characters."),
        ("", "name is missing."),
        (SMALL.replace('"check-in"', '"Check in"'), "name: use small letters, digits and hyphens."),
        (SMALL.replace('title = "Check-in"', "title = 3"), "title: this should be text, in quotation marks."),
        (SMALL.replace('"Check-in"', '"' + "x" * 201 + '"'), "title: this is too long: at most 200 characters."),
        (SMALL.replace('"Check-in"', r'"a\u0000"'), "title: this holds a character that cannot be kept."),
        ('colour = "red"\n' + SMALL, "colour is not known; use name, title, categories, "
            "summary, language, minutes, licence, source, scale, glossary, mapping, translations."),
        ('language = "English"\n' + SMALL, "language: give a language as small letters, such as en-gb."),
        ("minutes = 0\n" + SMALL, "minutes: this should be a number from 1 to 600."),
        (SMALL.replace('["No", "Yes"]', '["No"]'), "scale: give 2 to 11 levels."),
        (SMALL.replace('["No", "Yes"]', '["No", "no"]'), "scale: give each level its own words."),
        (SMALL.replace('["No", "Yes"]', '["No", ""]'), "scale, levels: number 2 is empty."),
        (SMALL.replace('"Yes"]', '"Yes"]\neasy = ["N"]'), "scale: give easy words for every level, or for none."),
        (SMALL.replace('[scale]\nlevels = ["No", "Yes"]', ""), "trust: the scale is missing: give one here or to the whole instrument."),
        (SMALL.replace('"We trust each other."', '" "'), f"{AT}: statement is missing."),
        (SMALL + 'best = "low"', f"{AT}, best: use one of depends, high, middle."),
        (SMALL + 'locus = "both"', f"{AT}, locus: use one of conditions, ours."),
        (SMALL + 'added = "yes"', f"{AT}, added: this should be true or false."),
        (SMALL + 'stages = "all"', f"{AT}, stages: this should be a list."),
        (SMALL + 'stages = ["At first"]', "trust: name a stage in small letters, digits and hyphens."),
        (SMALL + MORE.format("Trust"), "category 1, principle 2: the id 'Trust' was given to category 1, principle 1 already."),
        (SMALL + MORE.format("1st"), "category 1, principle 2: the id '1st' cannot be used; use up to 40 letters, digits and hyphens, a letter first."),
        (SMALL + MORE.format("place"), "category 1, principle 2: the id 'place' means something else here."),
        (SMALL + "".join(MORE.format(f"m{n}") for n in range(30)), "category 1 (us), principles: there is room for 30; here are 31."),
        (SMALL + '[[categories]]\nid = "them"\ntitle = "US"', "category 2: another category has this title."),
        (SMALL.split("[[categories.principles]]")[0], "there is nothing to rate: give at least one principle."),
        (SMALL + QUESTION + 'form = "conditional"', "why: a conditional question, and only that, says on what it depends in only_if."),
        (SMALL + QUESTION + 'form = "conditional"\nonly_if = { principle = "x", at_most = 1 }', "why: it depends on 'x', which is not rated here."),
        (SMALL + QUESTION + 'form = "conditional"\nonly_if = { principle = "trust", at_most = 2 }', "why: at_most should be below the highest level."),
        (SMALL + QUESTION + 'per = ["a", "A"]', "why: name each thing under per once."),
        (SMALL + '[[glossary]]\nterm = "A"\nmeaning = "b"\n[[glossary]]\nterm = "a"\nmeaning = "b"', "word of the glossary 2: it is explained already."),
        (SMALL + '[mapping]\nold = "gone"', "mapping: 'gone' is not rated here."),
        (SMALL + '[mapping]\n"a b" = "trust"', "mapping: 'a b' is not the id of an item."),
        (SMALL + '[mapping]\na = "trust"\nb = "trust"', "mapping: only one earlier item can go on as trust."),
        (SMALL + GERMAN + '"x.title" = "y"', "translation 1: there is no text at 'x.title'."),
        (SMALL + GERMAN + GERMAN, "translation 2: de is here already."),
        (SMALL + GERMAN.replace("Deutsch", "D (de)"), "translation 1: leave colons and brackets out of the name."),
        (SMALL + '[source]\ncredit = ["a"]', "source, credit: this should be text, in quotation marks."),
        ("categories = 3\n" + SMALL.split("[[", maxsplit=1)[0], "categories: this should be a list."),
        ("categories = [3]\n" + SMALL.split("[[", maxsplit=1)[0], "category 1: give its settings by name."),
        ("mapping = 3\n" + SMALL, "mapping: give the texts by name."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_its_place(toml: str, told: str) -> None:
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
