"""Instruments of every shape, drawn by hypothesis."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from howff.instruments.definitions import Definition, InstrumentError, from_json
from howff.instruments.definitions.checking import WORDS

# What a spreadsheet keeps too: it knows no other line ends, and strips nothing.
letters = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"])
texts = st.text(letters, min_size=1, max_size=12)
maybe = st.one_of(st.just(""), texts)
several = st.lists(texts, max_size=3, unique_by=str.casefold)


@st.composite
def scales(draw: Any) -> dict[str, Any]:
    """A scale with or without easy words."""
    size = draw(st.integers(2, 5))
    levels = st.lists(texts, min_size=size, max_size=size, unique_by=str.casefold)
    easy = draw(st.one_of(st.just([]), levels))
    return {"levels": draw(levels), "easy": easy, "low": draw(maybe), "high": draw(maybe)}


@st.composite
def questions(draw: Any, pk: str) -> dict[str, Any]:
    """A question that depends on nothing."""
    return {
        "id": pk,
        "text": draw(texts),
        "easy": draw(maybe),
        "help": draw(maybe),
        "form": draw(st.sampled_from(["rated", "explored", "described", "middle"])),
        "locus": draw(st.sampled_from(["ours", "conditions", "both"])),
        "added": draw(st.booleans()),
        "per": draw(several),
    }


@st.composite
def principles(draw: Any, pk: str) -> dict[str, Any]:
    """A principle with up to two questions, the last of which may depend on its rating."""
    asked = [draw(questions(f"{pk}{letter}")) for letter in "ab"[: draw(st.integers(0, 2))]]
    if asked and draw(st.booleans()):
        asked[-1] |= {"form": "conditional", "only_if": {"principle": pk, "at_most": 1}}
    own = {"scale": draw(scales())} if draw(st.booleans()) else {}
    return own | {
        "id": pk,
        "title": draw(texts),
        "statement": draw(texts),
        "easy": draw(maybe),
        "help": draw(maybe),
        "locus": draw(st.sampled_from(["ours", "conditions"])),
        "best": draw(st.sampled_from(["high", "middle", "depends"])),
        "stages": draw(st.sampled_from([[], ["beginning"], ["building", "delivering"]])),
        "added": draw(st.booleans()),
        "questions": asked,
    }


@st.composite
def definitions(draw: Any) -> Definition:
    """A whole instrument, translated or not."""
    content = {
        "name": "drawn",
        "title": draw(texts),
        "summary": draw(maybe),
        "minutes": draw(st.integers(1, 600)),
        "licence": draw(maybe),
        "source": {"credit": draw(maybe), "address": draw(maybe)},
        "scale": draw(scales()),
        "words": {one: draw(texts) for one in draw(st.sets(st.sampled_from(WORDS)))},
        "glossary": [{"term": one, "meaning": draw(texts)} for one in draw(several)],
        "categories": [
            {
                "id": f"part-{number}",
                "title": f"{draw(texts)}{number}",
                "summary": draw(maybe),
                "good": draw(several),
                "watch": draw(several),
                "principles": [draw(principles(f"P{number}"))],
            }
            for number in (1, 2)
        ],
        "mapping": draw(
            st.sampled_from([{}, {"old-1": "P2"}, {"P1": "P2", "x": "P1", "y": "", "z": ""}])
        ),
    }
    return _translated(draw, content) if draw(st.booleans()) else _made(content)


def _made(content: dict[str, Any]) -> Definition:
    try:
        return from_json(content)
    except InstrumentError:
        assume(condition=False)
        raise


def _translated(draw: Any, content: dict[str, Any]) -> Definition:
    places = sorted(_made(content).texts())
    chosen = draw(st.lists(st.sampled_from(places), max_size=6, unique=True))
    told = {place: f"{draw(texts)} auf Deutsch" for place in chosen}
    german = {"language": "de", "name": "Deutsch", "checked": draw(st.booleans()), "texts": told}
    return _made(content | {"translations": [german]})
