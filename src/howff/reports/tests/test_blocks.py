"""Blocks are kept as JSON and read back unchanged, or refused in words."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howff.reports.blocks import (
    KINDS,
    BlockError,
    Cloud,
    Groups,
    Principle,
    Said,
    Section,
    from_json,
    read_block,
    read_choice,
    to_json,
    to_text,
)

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
numbers = st.integers(1, 2**40)
VALUES = {
    "title": texts,
    "text": texts,
    "id": st.text("abcdef0123456789", min_size=1, max_size=40),
    "prompt": numbers,
    "conversation": numbers,
    "round": numbers,
    "comparison": numbers,
    "finding": numbers,
    "themes": st.lists(numbers, max_size=5).map(tuple),
    "against": st.lists(numbers, max_size=5).map(tuple),
    "item": st.text("abc-123", min_size=1, max_size=40),
    "by": st.sampled_from(["organisation", "place"]),
    "passages": st.lists(numbers, max_size=5).map(tuple),
    "rows": st.lists(st.tuples(texts, texts), max_size=5).map(tuple),
}


def names(kind: type) -> set[str]:
    """What a block of a kind holds."""
    return {each.name for each in fields(kind)}


blocks = st.one_of(
    [st.builds(kind, **{name: VALUES[name] for name in names(kind)}) for kind in KINDS.values()]
)


@given(st.lists(blocks, max_size=6, unique_by=lambda block: block.id))
def test_blocks_come_back_as_they_were_kept(made: list) -> None:
    kept = json.loads(json.dumps(to_json(made)))
    assert from_json(kept) == tuple(made)


@given(blocks)
def test_one_block_comes_back_as_it_was_kept(block: Section) -> None:
    assert read_block(json.loads(to_text(block))) == block


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({}, "A report's blocks are a list."),
        ([1], "Block 1: A block is an object with a kind."),
        ([{"kind": "poem"}], "Block 1: There is no such kind of block."),
        (
            [{"kind": "section", "colour": "red"}],
            "Block 1: “colour” is not part of this kind of block.",
        ),
        ([{"kind": "cloud"}], "Block 1: It must say what it shows."),
        ([{"kind": "cloud", "prompt": "1"}], "Block 1: Things are shown by their number."),
        ([{"kind": "cloud", "prompt": True}], "Block 1: Things are shown by their number."),
        (
            [{"kind": "said", "prompt": 1, "passages": 3}],
            "Block 1: A list here has at most 200 entries.",
        ),
        ([{"kind": "facts", "rows": [["a"]]}], "Block 1: Each line has two parts."),
        (
            [{"kind": "groups", "round": 1, "by": "person"}],
            "Block 1: Groups are organisations or places.",
        ),
        ([{"kind": "section", "title": 3}], "Block 1: A text is expected here."),
        ([{"kind": "section", "title": "x" * 201}], "Block 1: Please use at most 200 characters."),
        (
            [{"kind": "section", "id": "a"}, {"kind": "section", "id": "a"}],
            "Two blocks have the same id.",
        ),
    ],
)
def test_what_is_not_a_block_is_refused_in_words(kept: object, told: str) -> None:
    with pytest.raises(BlockError) as error:
        from_json(kept)
    assert str(error.value) == told


def test_a_choice_of_what_to_add_becomes_an_empty_block() -> None:
    made = read_choice("cloud:12")
    assert isinstance(made, Cloud)
    assert made.prompt == 12
    assert isinstance(read_choice("section"), Section)
    one = read_choice("principle:3:B1")
    assert isinstance(one, Principle)
    assert (one.round, one.item, one.passages) == (3, "B1", ())
    groups = read_choice("groups:3:place")
    assert isinstance(groups, Groups)
    assert (groups.round, groups.by) == (3, "place")


def test_a_block_never_holds_words_that_participants_said() -> None:
    assert names(Said) == {"id", "title", "text", "prompt", "passages"}
    assert names(Principle) == {"id", "title", "text", "round", "item", "passages"}
