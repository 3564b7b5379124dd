"""Parts of an instrument are added, changed, moved, taken out and put back."""

from dataclasses import replace

import pytest

from howff.instruments.definitions import (
    Category,
    InstrumentError,
    Principle,
    Question,
    built_in,
    editing,
    from_json,
    to_json,
    undoing,
)

INDEX = built_in("collaborative-providers-index")
PULSE = built_in("pulse")


def test_every_part_is_found_with_its_owner() -> None:
    assert editing.part_of(INDEX, "delivery") == INDEX.categories[1]
    assert editing.part_of(INDEX, "D4a").text.startswith("Which arrangements")
    assert editing.part_of(INDEX, "none") is None
    owners = [editing.owner_of(INDEX, pk) for pk in ("delivery", "D4", "D4a")]
    assert [one and one.id for one in owners] == [None, "delivery", "D4"]


def test_only_the_part_that_is_changed_changes() -> None:
    after = editing.changed(INDEX, "D4a", text="Which?")
    assert editing.part_of(after, "D4a").text == "Which?"
    before = editing.part_of(INDEX, "D4a").text
    assert editing.changed(after, "D4a", text=before) == INDEX


@pytest.mark.parametrize(
    ("pk", "down", "people", "delivery"),
    [
        ("P1", False, ["P1", "P2"], ["D1", "D2", "D3", "D4"]),
        ("P1", True, ["P2", "P1"], ["D1", "D2", "D3", "D4"]),
        ("D4", False, ["P1", "P2"], ["D1", "D2", "D4", "D3"]),
        ("P2", True, ["P1"], ["P2", "D1", "D2", "D3", "D4"]),
        ("D1", False, ["P1", "P2", "D1"], ["D2", "D3", "D4"]),
        ("B2", True, ["P1", "P2"], ["D1", "D2", "D3", "D4"]),
    ],
)
def test_a_principle_moves_on_into_the_next_category(
    pk: str, *, down: bool, people: list[str], delivery: list[str]
) -> None:
    after = editing.moved(INDEX, pk, down=down)
    held = [[one.id for one in category.principles] for category in after.categories]
    assert held[:2] == [people, delivery]
    assert held[4] == ["B1", "B2"]


@pytest.mark.parametrize(
    ("down", "order"), [(False, ["P2b", "P2a", "P2c"]), (True, ["P2a", "P2c", "P2b"])]
)
def test_a_question_moves_among_its_neighbours(*, down: bool, order: list[str]) -> None:
    after = editing.moved(INDEX, "P2b", down=down)
    assert [one.id for one in after.principle("P2").questions] == order
    assert editing.moved(INDEX, "P2c", down=True) == INDEX


def test_new_parts_get_ids_that_are_free() -> None:
    ids = [editing.new_part(INDEX, inside).id for inside in ("whole", "delivery", "P1")]
    assert ids == ["part-1", "P3", "P1c"]
    kinds = [type(editing.new_part(INDEX, inside)) for inside in ("whole", "delivery", "P1")]
    assert kinds == [Category, Principle, Question]


def test_an_id_that_was_once_used_is_never_given_again() -> None:
    second = replace(INDEX, mapping=INDEX.continued)
    without = editing.tidied(editing.removed(second, "P2"), second)
    assert without.mapping["P2"] == ""
    assert from_json(to_json(without)) == without
    third = replace(without, mapping=without.continued)
    assert third.mapping == without.mapping
    assert editing.new_part(third, "people").id == "P3"


@pytest.mark.parametrize("inside", ["D4a", "none"])
def test_nothing_fits_into_a_question(inside: str) -> None:
    with pytest.raises(InstrumentError, match=rf"^There is no part '{inside}'\.$"):
        editing.new_part(INDEX, inside)
    with pytest.raises(InstrumentError, match=rf"^There is no part '{inside}'\.$"):
        editing.added(INDEX, Question("x", "?"), inside=inside)


def test_a_principle_has_room_for_a_letter_each() -> None:
    full = INDEX
    for _letter in range(24):
        full = editing.added(full, editing.new_part(full, "P1"), inside="P1")
    with pytest.raises(InstrumentError, match=r"^There is no room for more here\.$"):
        editing.new_part(full, "P1")


@pytest.mark.parametrize("pk", ["delivery", "D4", "D4a", "L2"])
def test_what_is_taken_out_can_be_put_back(pk: str) -> None:
    mapped = replace(INDEX, mapping={"old": "D4", "L2": "L2"})
    kept = undoing.kept_of(mapped, pk)
    without = editing.tidied(editing.removed(mapped, pk), mapped)
    assert editing.part_of(without, pk) is None
    assert from_json(to_json(without)) == without
    assert undoing.put_back(without, kept) == mapped


def test_translations_go_and_come_with_their_part() -> None:
    kept = undoing.kept_of(PULSE, "trust")
    without = editing.tidied(editing.removed(PULSE, "trust"), PULSE)
    gone = set(PULSE.translations[0].texts) - set(without.translations[0].texts)
    assert gone == {"trust.title", "trust.statement", "trust.easy"}
    assert undoing.put_back(without, kept) == PULSE


def test_a_translation_of_words_that_changed_is_dropped() -> None:
    after = editing.tidied(editing.changed(PULSE, "trust", statement="New."), PULSE)
    gone = set(PULSE.translations[0].texts) - set(after.translations[0].texts)
    assert gone == {"trust.statement"}


def test_a_question_whose_principle_is_gone_depends_on_nothing() -> None:
    other = editing.added(INDEX, Principle("Z1", "T", "S"), inside="people")
    question = Question(
        "Z1a", "?", form="conditional", only_if=INDEX.principle("B1").questions[2].only_if
    )
    other = editing.added(other, question, inside="Z1")
    after = editing.tidied(editing.removed(other, "B1"), other)
    left = editing.part_of(after, "Z1a")
    assert (left.form, left.only_if) == ("explored", None)


@pytest.mark.parametrize(
    "kept",
    [None, {}, {"kind": "colours", "part": {}}, {"kind": "questions", "part": {"id": "q"}}, [1]],
)
def test_what_does_not_fit_is_not_put_back(kept: object) -> None:
    with pytest.raises(InstrumentError, match=r"^This cannot be put back\.$"):
        undoing.put_back(INDEX, kept)


def test_what_is_not_there_cannot_be_changed() -> None:
    for change in (
        lambda: editing.changed(INDEX, "none", title="x"),
        lambda: undoing.kept_of(INDEX, "none"),
    ):
        with pytest.raises(InstrumentError, match=r"^There is no part 'none' any more\.$"):
            change()
