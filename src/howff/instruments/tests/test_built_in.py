"""What comes with Howff: complete, in our own words, and credited."""

import pytest

from howff.instruments.definitions import BUILT_IN, InstrumentError, built_in

INDEX = built_in("collaborative-providers-index")


def test_the_index_has_the_structure_it_is_made_after() -> None:
    assert [(one.id, [each.id for each in one.principles]) for one in INDEX.categories] == [
        ("people", ["P1", "P2"]),
        ("delivery", ["D1", "D2", "D3", "D4"]),
        ("places", ["L1", "L2", "L3"]),
        ("resourcing", ["R1", "R2"]),
        ("behaviours", ["B1", "B2"]),
    ]
    asked = {one.id: [each.id for each in one.questions] for one in INDEX.principles}
    counts = {"P1": 2, "P2": 3, "D1": 1, "D2": 2, "D3": 3, "D4": 3, "L1": 2, "L2": 2, "L3": 1}
    counts |= {"R1": 1, "R2": 3, "B1": 3, "B2": 2}
    assert asked == {pk: [f"{pk}{letter}" for letter in "abc"[:n]] for pk, n in counts.items()}


def test_the_index_says_what_sort_each_question_is() -> None:
    questions = [each for one in INDEX.principles for each in one.questions]
    forms = [one.form for one in questions]
    kinds = ("rated", "explored", "described", "middle", "conditional")
    assert [forms.count(kind) for kind in kinds] == [12, 13, 1, 1, 1]
    assert [one.id for one in questions if one.added] == ["R1a"]
    assert [one.id for one in questions if one.per] == ["D4a"]
    [conditional] = [one for one in questions if one.only_if]
    assert (conditional.id, conditional.only_if.principle, conditional.only_if.at_most) == (
        "B1c",
        "B1",
        2,
    )


def test_the_index_keeps_conditions_apart_and_knows_where_the_middle_is_best() -> None:
    assert [one.id for one in INDEX.principles if one.locus == "conditions"] == ["R2", "B2"]
    assert [one.id for one in INDEX.items() if one.middle] == ["D4"]
    assert {one.levels for one in INDEX.items()} == {5}


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_is_whole(name: str) -> None:
    definition = built_in(name)
    assert (definition.name, definition.has_easy) == (name, True)
    assert all((definition.summary, definition.licence, definition.source.credit))
    for category in definition.categories:
        assert category.good
        assert category.watch
    for principle in definition.principles:
        assert principle.stages
        assert all(question.easy for question in principle.questions)
        assert definition.scale_of(principle).easy


@pytest.mark.parametrize("name", BUILT_IN)
def test_easy_words_are_short_and_differ_from_the_plain_ones(name: str) -> None:
    for principle in built_in(name).principles:
        for part in (principle, *principle.questions):
            plain = getattr(part, "statement", "") or part.text
            sentences = part.easy.replace("?", ".").replace("!", ".").split(".")
            assert part.easy != plain
            assert max(len(one.split()) for one in sentences) <= 15, part.easy


def test_the_others_ask_what_they_are_for() -> None:
    check, spectrum, pulse = (built_in(name) for name in (BUILT_IN[2], BUILT_IN[3], BUILT_IN[1]))
    assert [one.id for one in check.principles] == [f"M{n}" for n in range(1, 8)]
    assert [one.title for one in spectrum.principles] == ["Where we are", "Where we should be"]
    steps = [level.partition(":")[0] for level in spectrum.scale.levels]
    assert steps == [
        *("Compete", "Co-exist", "Communicate", "Cooperate", "Coordinate"),
        *("Collaborate", "Integrate"),
    ]
    assert [len(one.principles) for one in pulse.categories] == [1] * 5
    assert [one.title for one in pulse.categories] == [one.title for one in INDEX.categories]


def test_the_pulse_speaks_german_whole_and_says_that_nobody_checked_it() -> None:
    pulse = built_in("pulse")
    [german] = pulse.translations
    assert (german.language, german.checked) == ("de", False)
    assert set(german.texts) == set(pulse.texts())


def test_what_does_not_come_with_howff_is_told() -> None:
    with pytest.raises(InstrumentError, match=r"^There is no instrument 'x'; there is collab"):
        built_in("x")
